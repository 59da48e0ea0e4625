import type { Analysis } from '../../src/core/grading/analyse.ts';
import { eachNeighbour, fingerprintOf, type OwnJudges, PAIR_VALUE } from '../../src/core/grading/own-judges.ts';
import type { Question } from '../../src/core/question.ts';
import { fitRidge, type SparseRow } from './ridge.ts';

/** An answer for a question's own judges: what it holds, what the general judges say, and what is right. */
export interface OwnRow {
  answer: Analysis;
  /** The general judges' logits, from judges that have not seen the question: of each point, then of the false core. */
  logits: number[];
  /** What is wanted; undefined where an answer says nothing about it. */
  targets: (number | undefined)[];
  /** How much the answer counts for points, and for the false core. */
  weight: number;
  falseCoreWeight: number;
}

const PENALTY = 0.5;
/** A key that fewer answers hold is noise. */
const MIN_ANSWERS = 2;
/** Largest logit that is left out: it would not tell. */
const MIN_WEIGHT = 0.08;
const MAX_LOGIT = 3.9;

/** Fits a question's own judges. */
export function trainOwn(question: Question, rows: OwnRow[]): OwnJudges {
  const held = rows.map(({ answer }) => keysIn(answer));
  const counts = new Map<string, number>();
  for (const keys of held) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = [...counts].filter(([, count]) => count >= MIN_ANSWERS).map(([key]) => key);
  const places = new Map(keys.map((key, index) => [key, index + 1]));
  const sparse = held.map((set) => {
    const features = [0, ...[...set].flatMap((key) => places.get(key) ?? [])];
    return { features, values: features.map((at) => (keys[at - 1]?.includes('|') ? PAIR_VALUE : 1)) };
  });
  const fits = [...question.points, undefined].map((point, index) =>
    fitRidge(
      rows.flatMap((row, place): SparseRow[] => {
        const target = row.targets[index];
        const logit = Math.max(-MAX_LOGIT, Math.min(MAX_LOGIT, row.logits[index] ?? 0));
        const weight = point === undefined ? row.falseCoreWeight : row.weight;
        const { features = [], values = [] } = sparse[place] ?? {};
        return target === undefined ? [] : [{ features, values, offset: logit, target, weight }];
      }),
      keys.length + 1,
      PENALTY,
    ),
  );
  const hundredths = (at: number): number[] => fits.map((weights) => Math.round(100 * (weights[at] ?? 0)));
  const kept = keys.filter((_, index) => fits.some((weights) => Math.abs(weights[index + 1] ?? 0) >= MIN_WEIGHT));
  return {
    fingerprint: fingerprintOf(question.points),
    keys: kept.join(' '),
    bias: hundredths(0),
    weights: kept.map((key) => hundredths(places.get(key) ?? 0)),
  };
}

function keysIn(answer: Analysis): Set<string> {
  const found = new Set<string>();
  eachNeighbour(answer, (place, next) => {
    const key = answer.keys[place] ?? '';
    const other = next === undefined ? undefined : answer.keys[next];
    if (other === undefined) found.add(key);
    else if (other !== key) found.add(other < key ? `${other}|${key}` : `${key}|${other}`);
  });
  return found;
}
