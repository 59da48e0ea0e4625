import type { Analysis } from './analyse.ts';
import { keyOfTerm } from './references.ts';

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

/** The same, ready to be looked up. */
export interface ReadyJudges {
  bias: readonly number[];
  weights: readonly (readonly number[])[];
  ideas: ReadonlyMap<string, number>;
  pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
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
  const ideas = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  keys.split(' ').forEach((key, row) => {
    const [first = '', second] = key.split('|');
    if (second === undefined) ideas.set(first, row);
    else pairs.set(first, (pairs.get(first) ?? new Map<string, number>()).set(second, row));
  });
  return { bias, weights, ideas, pairs };
}

/** Calls back with each idea of a text, and each two neighbouring ones in the order of their names; some repeatedly. */
export function eachKey(
  { terms, tokens, sentences }: Analysis,
  found: (first: string, second: string | undefined) => void,
): void {
  const keys = terms.map((term) => keyOfTerm(term, tokens));
  terms.forEach(({ from }, place) => {
    const key = keys[place] ?? '';
    found(key, undefined);
    for (let next = place + 1; next <= place + NEAR_TERMS && next < terms.length; next++) {
      const other = keys[next] ?? '';
      const start = terms[next]?.from ?? 0;
      if (start - from > NEAR_TOKENS || sentences[start] !== sentences[from]) break;
      if (other < key) found(other, key);
      else if (key < other) found(key, other);
    }
  });
}

/** @returns what an answer's ideas add to the logits of each point and, last, of the false core. */
export function correctionsFor(judges: ReadyJudges, answer: Analysis): number[] {
  const sums = judges.bias.map((bias) => bias / 100);
  const seen = new Set<number>();
  eachKey(answer, (first, second) => {
    const row = second === undefined ? judges.ideas.get(first) : judges.pairs.get(first)?.get(second);
    if (row === undefined || seen.has(row)) return;
    seen.add(row);
    const value = (second === undefined ? 1 : PAIR_VALUE) / 100;
    const weights = judges.weights[row] ?? [];
    for (let target = 0; target < sums.length; target++)
      sums[target] = (sums[target] ?? 0) + (weights[target] ?? 0) * value;
  });
  return sums;
}
