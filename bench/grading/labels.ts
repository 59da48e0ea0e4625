import { readFileSync } from 'node:fs';

/** An answer that a person, or this repository, has marked. */
export interface Labelled {
  question: string;
  answer: string;
  kind: string;
  score: number;
  points: string[];
  half?: string[];
  /** The falsehoods it states, where the person who marked it named them. */
  misconceptions?: string[];
}

const FOLDER = 'bench/grading/wordings';
const KINDS: Record<string, string> = { '!': 'misconception', N: 'negated', S: 'stuffed', '-': 'empty-handed' };
const LINE = /^(!|N|S|-|x\d+)? ?(.*?) ?\| (.+)$/;

/** Reads labelled answers, one JSON object a line. */
export function readLabels(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

/**
 * Reads the wordings written for training: `ids | text`, where an id with "~" is half made. Before the ids: "!" for a
 * false core, "N" for a denial, "S" for stuffing, "-" for nothing made, "x10" for a falsehood that costs 10.
 *
 * @throws Error on a line that is not of this form or names an unknown point.
 */
export function readWordings(question: { id: string; points: { id: string; weight: number }[] }): Labelled[] {
  const lines = readFileSync(`${FOLDER}/${question.id}.txt`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [, mark = '', list = '', answer = ''] = LINE.exec(line) ?? [];
    if (answer === '') throw new Error(`${question.id}: not a wording: ${line}`);
    const ids = list.split(/,\s*/).filter((id) => id !== '');
    const weightOf = (id: string): number => {
      const point = question.points.find((one) => one.id === id);
      if (point === undefined) throw new Error(`${question.id}: unknown point ${id}: ${line}`);
      return point.weight;
    };
    const points = ids.filter((id) => !id.endsWith('~'));
    const half = ids.filter((id) => id.endsWith('~')).map((id) => id.slice(0, -1));
    const earned =
      points.reduce((sum, id) => sum + weightOf(id), 0) + half.reduce((sum, id) => sum + weightOf(id) / 2, 0);
    const slip = mark.startsWith('x') ? Number(mark.slice(1)) : 0;
    const kind = KINDS[mark] ?? 'right';
    const score = kind === 'right' ? Math.max(0, earned - slip) : 0;
    return { question: question.id, answer, kind, score, points, half };
  });
}

/** @returns sentences that say nothing about any question. */
export const readFiller = (): string[] => readLines('filler');

/** @returns texts that answer none of the questions: of other things, some of them in the same words. */
export const readElsewhere = (): string[] => readLines('elsewhere');

const readLines = (name: string): string[] => readFileSync(`${FOLDER}/${name}.txt`, 'utf8').trim().split('\n');

/** @returns how much of a point an answer makes: 0, 0.5 or 1. */
export function madeIn({ points, half }: Labelled, id: string): number {
  return points.includes(id) ? 1 : half?.includes(id) ? 0.5 : 0;
}
