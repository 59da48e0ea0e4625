import type { Course } from '../course.ts';
import { topicOf } from '../practice/topics.ts';

/** How well a topic is known. */
export interface TopicStanding {
  title: string;
  /** Mean of the latest marks that counted, 0–100, of the questions answered. */
  mark: number;
  answered: number;
  questions: number;
}

/**
 * Where somebody stands in the topics that they have answered a question of, best first.
 *
 * @param scores latest mark that counted by question
 */
export function standingsOf(course: Course, scores: ReadonlyMap<string, number>): TopicStanding[] {
  const topics = new Map<string, { title: string; questionIds: string[] }>();
  for (const question of course.questions()) {
    const { id, title } = topicOf(course, question);
    topics.set(id, { title, questionIds: [...(topics.get(id)?.questionIds ?? []), question.id] });
  }
  return [...topics.values()]
    .flatMap(({ title, questionIds }) => {
      const marks = questionIds.flatMap((id) => scores.get(id) ?? []);
      if (marks.length === 0) return [];
      const mark = Math.round(marks.reduce((sum, score) => sum + score, 0) / marks.length);
      return { title, mark, answered: marks.length, questions: questionIds.length };
    })
    .sort((a, b) => b.mark - a.mark || b.answered - a.answered || a.title.localeCompare(b.title));
}
