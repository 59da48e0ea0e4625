import type { Course } from '../core/course.ts';
import { chooseQuestion, historyNeeded } from '../core/daily-question/choose.ts';
import type { Schedule } from '../core/daily-question/schedule.ts';
import type { Question } from '../core/question.ts';
import type { Posts } from './posts.ts';

interface PreviewDeps {
  posts: Posts;
  course: Course;
}

/** The question that a schedule posts on a day, with its history as it is. */
export async function previewQuestion({ posts, course }: PreviewDeps, { id, topics }: Schedule, date: string) {
  const known = await posts.history(id, historyNeeded(course.questions().length));
  const posted = known.filter((post) => post.date !== date);
  return chooseQuestion({ questions: questionsOf(course, topics), posted, seed: `${id} ${date}` });
}

/** The questions of some lessons; of all, when none is named. */
function questionsOf(course: Course, topics: string[]): Question[] {
  return topics.length === 0 ? course.questions() : topics.flatMap((lessonId) => course.questions({ lessonId }));
}
