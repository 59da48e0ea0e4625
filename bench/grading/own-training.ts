import type { Analysis } from '../../src/core/grading/analyse.ts';
import { hold } from '../../src/core/grading/judge.ts';
import { fingerprintOf, type OwnJudges, traitsOf, weightOf } from '../../src/core/grading/own-judges.ts';
import type { Question } from '../../src/core/question.ts';
import { fitRidge, type SparseRow } from './ridge.ts';

/** What one judge should say of an answer, and what the general judge says that has not seen the question. */
export interface Lesson {
  logit: number;
  target: number;
  weight: number;
}

/** An answer for a question's own judges. */
export interface OwnRow {
  answer: Analysis;
  /** For each point, then for the false core, for falsehoods and for stuffing; undefined where the answer teaches nothing. */
  lessons: (Lesson | undefined)[];
  /** Somebody wrote it: what only made-up answers hold is no trait of the question. */
  isWritten: boolean;
}

const PENALTY = 0.15;
/** A trait that fewer written answers hold is noise. */
const MIN_ANSWERS = 2;
/** A trait that moves no logit by as much is left out. */
const MIN_WEIGHT = 0.08;

/** Fits a question's own judges. */
export function trainOwn(question: Question, rows: OwnRow[]): OwnJudges {
  const held = rows.map(({ answer }) => traitsOf(answer));
  const keys = traitsToLearn(held.filter((_, index) => rows[index]?.isWritten));
  const places = new Map(keys.map((key, index) => [key, index + 1]));
  const sparse = held.map((traits) => {
    const known = [...traits].filter((key) => places.has(key));
    return { features: [0, ...known.map((key) => places.get(key) ?? 0)], values: [1, ...known.map(weightOf)] };
  });
  const judges = question.points.length + 3;
  const fits = Array.from({ length: judges }, (_, judge) =>
    fitRidge(
      rows.flatMap(({ lessons }, place): SparseRow[] => {
        const lesson = lessons[judge];
        const { features = [], values = [] } = sparse[place] ?? {};
        if (lesson === undefined) return [];
        return [{ features, values, offset: hold(lesson.logit), target: lesson.target, weight: lesson.weight }];
      }),
      keys.length + 1,
      PENALTY,
    ),
  );
  const blank = keys.find((key) => /\s/.test(key));
  if (blank !== undefined) throw new Error(`"${blank}" holds a blank, which separates keys`);
  const hundredths = (at: number): number[] => fits.map((weights) => Math.round(100 * (weights[at] ?? 0)));
  const kept = keys.filter((_, index) => fits.some((weights) => Math.abs(weights[index + 1] ?? 0) >= MIN_WEIGHT));
  return {
    fingerprint: fingerprintOf(question.points),
    falsehoods: fingerprintOf(question.misconceptions),
    keys: kept.join(' '),
    bias: hundredths(0),
    weights: kept.map((key) => hundredths(places.get(key) ?? 0)),
  };
}

function traitsToLearn(held: Set<string>[]): string[] {
  const counts = new Map<string, number>();
  for (const traits of held) for (const key of traits) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= MIN_ANSWERS).map(([key]) => key);
}
