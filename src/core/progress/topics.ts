import type { Lesson } from '../lesson.ts';

/** How well a topic is known. */
export interface TopicStanding {
  title: string;
  /** Mean of the latest marks that counted, 0–100, of the questions answered. */
  mark: number;
  answered: number;
  questions: number;
}

/** Topics are the sections of a lesson while few lessons are practised, and whole lessons from then on. */
const MAX_LESSONS_BY_SECTION = 2;

/**
 * Where somebody stands in the topics that they have answered a question of, best first.
 *
 * @param scores latest mark that counted by question
 */
export function standingsOf(lessons: Lesson[], scores: ReadonlyMap<string, number>): TopicStanding[] {
  const practised = lessons.filter(({ questions }) => questions.some(({ id }) => scores.has(id)));
  const topics = practised.length > MAX_LESSONS_BY_SECTION ? practised.map(wholeLesson) : practised.flatMap(sectionsOf);
  return topics
    .flatMap(({ title, questionIds }) => {
      const marks = questionIds.flatMap((id) => scores.get(id) ?? []);
      if (marks.length === 0) return [];
      const mark = Math.round(marks.reduce((sum, score) => sum + score, 0) / marks.length);
      return { title, mark, answered: marks.length, questions: questionIds.length };
    })
    .sort((a, b) => b.mark - a.mark || b.answered - a.answered || a.title.localeCompare(b.title));
}

interface Topic {
  title: string;
  questionIds: string[];
}

const wholeLesson = ({ title, questions }: Lesson): Topic => ({ title, questionIds: questions.map(({ id }) => id) });

/** By the section that teaches a question; those that name none stand under the lesson itself. */
function sectionsOf({ title, sections, questions }: Lesson): Topic[] {
  const topicOf = (section: string | undefined): Omit<Topic, 'title'> => ({
    questionIds: questions.filter(({ see }) => see === section).map(({ id }) => id),
  });
  return [
    ...sections.map((section) => ({ title: section.title, ...topicOf(section.id) })),
    { title, ...topicOf(undefined) },
  ];
}
