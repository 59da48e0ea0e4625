import { stat } from 'node:fs/promises';
import { benchQuestion } from './bench.ts';
import { findLessonFiles, readLessons } from './load.ts';
import { formatProblem, isError } from './problem.ts';

const USAGE = 'Usage: npm run -s lesson -- check [FILE or FOLDER…]   (by default lessons/)';

/**
 * `lesson check [FILE or FOLDER…]`: prints every mistake of the lessons and a summary.
 *
 * @returns the exit code: 0 fine (warnings or not), 1 there are errors, 2 not understood.
 */
export async function lessonCommand([action, ...files]: string[]): Promise<number> {
  if (action !== 'check' || files.some((file) => file.startsWith('-'))) {
    console.error(USAGE);
    return 2;
  }
  const checked = (await Promise.all((files.length > 0 ? files : ['lessons']).map(filesAt))).flat();
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

/** A file, or all lessons in a folder. */
async function filesAt(file: string): Promise<string[]> {
  const found = await stat(file).catch(() => undefined);
  return found?.isDirectory() ? findLessonFiles(file) : [file];
}

const count = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;
