import type { Question } from '../question.ts';
import type { Analysis } from './analyse.ts';

/**
 * What was learned about one question from marked answers to it: by how much its traits (ideas, words, and ideas that
 * follow each other) move the general judges' logits. See bench/grading/train-scorer.ts.
 */
export interface OwnJudges {
  /** Of the points that they were trained for: a question that asks for other points is left to the general judges. */
  fingerprint: string;
  /** Of the misconceptions: where they are others, what was learned about falsehoods is left out. */
  falsehoods: string;
  /** Names of ideas, of words as "=stem", and of ideas that follow each other as "first|second", separated by blanks. */
  keys: string;
  /** For each point, then for the false core, for falsehoods and for stuffing: hundredths that are always added. */
  bias: readonly number[];
  /** For each key: hundredths for each point, then for the false core, for falsehoods and for stuffing. */
  weights: readonly (readonly number[])[];
}

/** The same, ready to be looked up. */
export interface ReadyJudges {
  /** They were trained for the question's misconceptions as they are. */
  knowFalsehoods: boolean;
  bias: readonly number[];
  /** Rows of words, by their stems. */
  words: ReadonlyMap<string, number>;
  /** Numbers of the ideas that have a row or follow another one. */
  numbers: ReadonlyMap<string, number>;
  /** For each number: the row of the idea, if it has one, and the rows of what follows it, by number. */
  ideas: readonly (number | undefined)[];
  followers: readonly (ReadonlyMap<number, number> | undefined)[];
  rows: number;
  /** Row by row: what is added to each logit. */
  amounts: Float64Array;
}

/** How much a trait counts: words say less than ideas, and pairs come on top of theirs. */
const VALUES = { idea: 1, word: 0.5, pair: 0.5 };
/** An idea is followed by so many others at most. */
const FOLLOWING = 8;
const WORD_SIGN = '=';

/** @returns how much a trait counts, by its key. */
export function weightOf(key: string): number {
  return key.startsWith(WORD_SIGN) ? VALUES.word : key.includes('|') ? VALUES.pair : VALUES.idea;
}

/** @returns a short name of points or misconceptions, which changes when one of them does. */
export function fingerprintOf(sentences: readonly { id?: string; text: string }[]): string {
  let hash = 0x811c9dc5;
  for (const character of sentences.map(({ id = '', text }) => `${id} ${text}`).join('\n'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Makes judges ready for look-ups; undefined when they were trained for other points. */
export function readyJudges(
  { fingerprint, falsehoods, keys, bias, weights }: OwnJudges,
  { points, misconceptions }: Pick<Question, 'points' | 'misconceptions'>,
): ReadyJudges | undefined {
  if (fingerprint !== fingerprintOf(points)) return undefined;
  const knowFalsehoods = falsehoods === fingerprintOf(misconceptions);
  const names = keys.split(' ');
  const words = new Map<string, number>();
  const numbers = new Map<string, number>();
  const ideas: (number | undefined)[] = [];
  const followers: (Map<number, number> | undefined)[] = [];
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const amounts = new Float64Array(names.length * bias.length);
  names.forEach((key, row) => {
    const [first = '', second] = key.split('|');
    if (key.startsWith(WORD_SIGN)) words.set(key.slice(1), row);
    else if (second === undefined) ideas[numberOf(first)] = row;
    else {
      const after = followers[numberOf(first)] ?? new Map<number, number>();
      followers[numberOf(first)] = after.set(numberOf(second), row);
    }
    const value = weightOf(key) / 100;
    bias.forEach((_, target) => {
      amounts[row * bias.length + target] = (weights[row]?.[target] ?? 0) * value;
    });
  });
  return { knowFalsehoods, bias, words, numbers, ideas, followers, rows: names.length, amounts };
}

/** @returns the keys of all that a text holds. */
export function traitsOf(answer: Analysis): Set<string> {
  const keys = new Set(answer.keys);
  for (const { stem, quantity } of answer.tokens) if (quantity === undefined) keys.add(WORD_SIGN + stem);
  eachPair(answer, (place, next) => keys.add(`${answer.keys[place]}|${answer.keys[next]}`));
  return keys;
}

/** Calls back with the places of each two ideas of a sentence that stand near each other. */
function eachPair({ terms, sentences }: Analysis, found: (place: number, next: number) => void): void {
  for (let place = 0; place < terms.length; place++) {
    const sentence = sentences[terms[place]?.from ?? 0];
    for (let next = place + 1; next <= place + FOLLOWING && next < terms.length; next++) {
      if (sentences[terms[next]?.from ?? 0] !== sentence) break;
      found(place, next);
    }
  }
}

/** @returns what an answer's traits add to the logits of each point, of the false core, of falsehoods and of stuffing. */
export function correctionsFor(judges: ReadyJudges, answer: Analysis): number[] {
  const { bias, words, numbers, ideas, followers, amounts } = judges;
  const sums = bias.map((hundredths) => hundredths / 100);
  const seen = new Uint8Array(judges.rows);
  const add = (row: number | undefined): void => {
    if (row === undefined || seen[row] === 1) return;
    seen[row] = 1;
    for (let target = 0; target < sums.length; target++)
      sums[target] = (sums[target] ?? 0) + (amounts[row * sums.length + target] ?? 0);
  };
  const known = answer.keys.map((key) => numbers.get(key));
  for (const number of known) if (number !== undefined) add(ideas[number]);
  for (const { stem, quantity } of answer.tokens) if (quantity === undefined) add(words.get(stem));
  eachPair(answer, (place, next) => {
    const after = followers[known[place] ?? -1];
    if (after !== undefined) add(after.get(known[next] ?? -1));
  });
  return sums;
}
