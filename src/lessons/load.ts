import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lesson } from '../core/lesson.ts';
import { type ParsedLesson, parseLesson } from './parse.ts';
import { createReporter, isError, type Problem } from './problem.ts';

export interface Place {
  file: string;
  line: number;
}

export interface LoadedLessons {
  /** Those without an error, in the order of the course. */
  lessons: Lesson[];
  problems: Problem[];
  /** Where each question stands, by its id. */
  places: Map<string, Place>;
}

/**
 * Reads every lesson of a course: one folder a module, one Markdown file a lesson. A broken lesson is reported and left
 * out; the others load.
 *
 * @throws the file system's error when `dir` cannot be read at all.
 */
export async function loadLessons(dir: string): Promise<LoadedLessons> {
  return readLessons(await findLessonFiles(dir));
}

/** @returns the Markdown files in a folder and its folders, sorted. */
export async function findLessonFiles(dir: string): Promise<string[]> {
  const names = await readdir(dir, { recursive: true });
  return names
    .filter((name) => name.endsWith('.md') && path.basename(name) !== 'README.md')
    .map((name) => path.join(dir, name))
    .sort();
}

/** Reads these files as one course: ids are unique over all of them. */
export async function readLessons(files: string[]): Promise<LoadedLessons> {
  const parsed = await Promise.all(files.map(readLesson));
  const problems = [...parsed.flatMap((file) => file.problems), ...duplicates(parsed)];
  const broken = new Set(problems.filter(isError).map(({ file }) => file));
  const lessons = parsed.flatMap(({ file, lesson }) => (lesson && !broken.has(file) ? [lesson] : []));
  lessons.sort((a, b) => a.module.number - b.module.number || a.number - b.number);
  const places = new Map(
    parsed.flatMap(({ file, lines }) => [...lines.questions].map(([id, line]) => [id, { file, line }] as const)),
  );
  return { lessons, problems, places };
}

type ReadFile = ParsedLesson & { file: string };

async function readLesson(file: string): Promise<ReadFile> {
  const none = { lesson: 1, questions: new Map<string, number>() };
  const report = createReporter(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return { file, ...parseLesson(text, file) };
  } catch (error: unknown) {
    const cannot =
      error instanceof TypeError ? 'is not UTF-8 text: save it as UTF-8' : `cannot be read: ${String(error)}`;
    report.error(1, `the file ${cannot}`);
    return { file, problems: report.problems, lines: none };
  }
}

/** The second of two equal ids is the mistake. */
function duplicates(parsed: ReadFile[]): Problem[] {
  const seen = new Map<string, string>();
  return parsed.flatMap(({ file, lesson, lines }) => {
    if (!lesson) return [];
    const ids = [
      { what: 'lesson', id: lesson.id, line: lines.lesson },
      ...lesson.questions.map(({ id }) => ({ what: 'question', id, line: lines.questions.get(id) ?? 1 })),
    ];
    return ids.flatMap(({ what, id, line }): Problem[] => {
      const first = seen.get(`${what} ${id}`);
      seen.set(`${what} ${id}`, first ?? file);
      if (first === undefined) return [];
      const message = `the ${what} id "${id}" is taken by ${first}: expected another one`;
      return [{ file, line, severity: 'error', message }];
    });
  });
}
