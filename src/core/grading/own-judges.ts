import type { Analysis } from './analyse.ts';

/**
 * What was learned about one question from marked answers to it: by how much each idea, and each pair of neighbouring
 * ideas, moves the general judges' logits. See bench/grading/train-scorer.ts.
 */
export interface OwnJudges {
  /** Of the points that they were trained for: a question that asks for other points is left to the general judges. */
  fingerprint: string;
  /** Names of ideas, and of pairs as two names joined by "|", separated by blanks. */
  keys: string;
  /** For each point, then for the false core: hundredths that are always added. */
  bias: readonly number[];
  /** For each key: hundredths for each point, then for the false core. */
  weights: readonly (readonly number[])[];
}

/** The same, ready to be looked up: names have numbers, in the names' order. */
export interface ReadyJudges {
  bias: readonly number[];
  numbers: ReadonlyMap<string, number>;
  /** For each number: the row of the idea, if it has one, and the rows of its pairs by their second numbers. */
  ideas: readonly (number | undefined)[];
  pairs: readonly (ReadonlyMap<number, number> | undefined)[];
  rows: number;
  /** Row by row: what is added to each logit. */
  amounts: Float64Array;
}

/** A pair tells less than an idea: it is rarer, and comes on top of its two ideas. */
export const PAIR_VALUE = 0.7;
/** Two ideas of a sentence are neighbours when they start within so many tokens, with fewer ideas than this between. */
const NEAR_TOKENS = 6;
const NEAR_TERMS = 8;

/** @returns a short name of the points, which changes when one of them does. */
export function fingerprintOf(points: readonly { id: string; text: string }[]): string {
  let hash = 0x811c9dc5;
  for (const character of points.map(({ id, text }) => `${id} ${text}`).join('\n'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Makes judges ready for look-ups. */
export function readyJudges({ keys, bias, weights }: OwnJudges): ReadyJudges {
  const names = keys.split(' ').map((key) => key.split('|'));
  const numbers = new Map([...new Set(names.flat())].sort().map((name, number) => [name, number]));
  const ideas: (number | undefined)[] = new Array(numbers.size).fill(undefined);
  const pairs: (Map<number, number> | undefined)[] = new Array(numbers.size).fill(undefined);
  const amounts = new Float64Array(names.length * bias.length);
  names.forEach(([first = '', second], row) => {
    const number = numbers.get(first) ?? 0;
    if (second === undefined) ideas[number] = row;
    else pairs[number] = (pairs[number] ?? new Map<number, number>()).set(numbers.get(second) ?? 0, row);
    const value = (second === undefined ? 1 : PAIR_VALUE) / 100;
    bias.forEach((_, target) => {
      amounts[row * bias.length + target] = (weights[row]?.[target] ?? 0) * value;
    });
  });
  return { bias, numbers, ideas, pairs, rows: names.length, amounts };
}

/** Calls back with the place of each term, and with the places of each two neighbouring ones. */
export function eachNeighbour(
  { terms, sentences }: Analysis,
  found: (place: number, next: number | undefined) => void,
): void {
  for (let place = 0; place < terms.length; place++) {
    const from = terms[place]?.from ?? 0;
    found(place, undefined);
    for (let next = place + 1; next <= place + NEAR_TERMS && next < terms.length; next++) {
      const start = terms[next]?.from ?? 0;
      if (start - from > NEAR_TOKENS || sentences[start] !== sentences[from]) break;
      found(place, next);
    }
  }
}

/** @returns what an answer's ideas add to the logits of each point and, last, of the false core. */
export function correctionsFor(judges: ReadyJudges, answer: Analysis): number[] {
  const { bias, numbers, amounts } = judges;
  const sums = bias.map((hundredths) => hundredths / 100);
  const known = answer.keys.map((key) => numbers.get(key));
  const seen = new Uint8Array(judges.rows);
  eachNeighbour(answer, (place, next) => {
    const row = next === undefined ? rowOf(judges, known[place]) : rowOf(judges, known[place], known[next] ?? -1);
    if (row === undefined || seen[row] === 1) return;
    seen[row] = 1;
    for (let target = 0; target < sums.length; target++)
      sums[target] = (sums[target] ?? 0) + (amounts[row * sums.length + target] ?? 0);
  });
  return sums;
}

/** @returns the row of an idea, or of two in either order. */
function rowOf({ ideas, pairs }: ReadyJudges, one: number | undefined, other?: number): number | undefined {
  if (one === undefined) return undefined;
  if (other === undefined) return ideas[one];
  if (other < 0) return undefined;
  return one < other ? pairs[one]?.get(other) : pairs[other]?.get(one);
}
