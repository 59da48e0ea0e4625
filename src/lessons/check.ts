import { benchQuestion } from './bench.ts';
import { findLessonFiles, readLessons } from './load.ts';
import { formatProblem, isError } from './problem.ts';

const USAGE = 'Usage: npm run -s lesson -- check [FILE…]   (without FILE: all in lessons/)';

/**
 * `lesson check [FILE…]`: prints every mistake of the lessons and a summary.
 *
 * @returns the exit code: 0 fine (warnings or not), 1 there are errors, 2 not understood.
 */
export async function lessonCommand([action, ...files]: string[]): Promise<number> {
  if (action !== 'check' || files.some((file) => file.startsWith('-'))) {
    console.error(USAGE);
    return 2;
  }
  const checked = files.length > 0 ? files : await findLessonFiles('lessons');
  const { lessons, problems: mistakes, places } = await readLessons(checked);
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const benched = questions.flatMap((question) => {
    const place = places.get(question.id);
    return place ? benchQuestion(question, place) : [];
  });
  const problems = [...mistakes, ...benched].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  for (const problem of problems) console.log(formatProblem(problem));

  const errors = problems.filter(isError).length;
  console.log(
    `${count(checked.length, 'lesson')} checked: ${count(questions.length, 'question')}, ` +
      `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`,
  );
  return errors > 0 ? 1 : 0;
}

const count = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;
