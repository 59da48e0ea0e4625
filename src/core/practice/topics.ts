import type { Course } from '../course.ts';
import type { Difficulty, Question } from '../question.ts';

/** What practice is narrowed to, and marks are summed up by. */
export interface Topic {
  id: string;
  title: string;
}

/** The lessons that have questions; where there is only one, its sections. In the course's order. */
export function topicsOf(course: Course): Topic[] {
  const topics = new Map(course.questions().map((question) => [topicOf(course, question).id, question]));
  const order = course.lessons.flatMap(({ sections }) => sections.map(({ id }) => id));
  const place = ({ see = '' }: Question): number => order.indexOf(see);
  const firsts = [...topics.values()];
  if (course.lessons.length === 1) firsts.sort((a, b) => place(a) - place(b));
  return firsts.map((question) => topicOf(course, question));
}

/** The topic of a question; a question that names no section belongs to its lesson. */
export function topicOf(course: Course, { lessonId, see }: Question): Topic {
  const lesson = course.lesson(lessonId);
  const section = course.lessons.length === 1 ? lesson?.sections.find(({ id }) => id === see) : undefined;
  if (section) return { id: `${lessonId}/${section.id}`, title: section.title };
  return { id: lessonId, title: lesson?.title ?? lessonId };
}

/** The questions on these topics, of this difficulty. None means all, as do topics that the course has no longer. */
export function questionsAbout(course: Course, topicIds: string[], difficulty?: Difficulty): Question[] {
  const known = new Set(topicsOf(course).map(({ id }) => id));
  const wanted = topicIds.filter((id) => known.has(id));
  return course
    .questions({ difficulty })
    .filter((question) => wanted.length === 0 || wanted.includes(topicOf(course, question).id));
}
