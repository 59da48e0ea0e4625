import type { Misconception, Point, Question } from '../question.ts';
import { align } from './align.ts';
import { type Analysis, analyse } from './analyse.ts';
import { NUMBER } from './concepts.ts';
import { derivePoints } from './derive.ts';
import { STOPWORDS } from './lexicon/index.ts';
import { fingerprintOf, type OwnJudges, type ReadyJudges, readyJudges } from './own-judges.ts';
import type { Quantity } from './quantities.ts';
import { keyOfTerm, type Reference, readReference, type Weigh } from './references.ts';
import { type RoughPoint, readRoughPoints } from './rough.ts';
import { stemOf, tokenize } from './tokens.ts';
import { createSpeller, type Speller } from './typos.ts';

export interface CompiledPoint {
  point: Point;
  /** Sentences that earn the point, its own first, and sentences that earn half. */
  full: Reference[];
  half: Reference[];
  /** How much hearing an idea tells for this point rather than for another: 0–1 by the idea's key. */
  telling: ReadonlyMap<string, number>;
  /** The same for its numbers, which may be said with other digits. */
  numbers: { quantity: Quantity; telling: number }[];
  /** Share of its wordings that hold a number. */
  numeric: number;
  yardstick: Yardstick;
}

/** How close sentences come on average that say the thing in other words, and sentences that say other things. */
export interface Yardstick {
  own: number;
  others: number;
}

export interface CompiledMisconception {
  misconception: Misconception;
  falsehood: Reference;
  truth: Reference;
  /** How close sentences come on average that make the question's points. */
  others: number;
}

/** A question, read once for all the answers to come. */
export interface CompiledQuestion {
  points: CompiledPoint[];
  misconceptions: CompiledMisconception[];
  speller: Speller;
  /** Stems of the question's words, for echoes. */
  questionStems: ReadonlySet<string>;
  /** Pairs of ideas that some sentence of the author joins. */
  joined: ReadonlySet<string>;
  /** How often the points' wordings say an idea, by its key. */
  said: ReadonlyMap<string, number>;
  /** Ideas that the author's sentences hold. */
  vocabulary: ReadonlySet<string>;
  rough: boolean;
  /** For rough marking, when there is a model answer only. */
  roughPoints: RoughPoint[];
  /** What was learned from marked answers to this very question. */
  own: ReadyJudges | undefined;
}

/** An idea that the question itself names tells less when the answer repeats it. */
const ECHO_WEIGHT = 0.45;
/** Wordings of each point that yardsticks are measured with. */
const PROBES = 6;

/**
 * Reads a question's points, misconceptions and wordings into references. `own` counts only when it was trained for
 * the points as they are.
 */
export function compileQuestion(question: Question, own?: OwnJudges): CompiledQuestion {
  const rough = question.points.length === 0;
  const points = rough ? derivePoints(question) : question.points;
  const speller = createSpeller(vocabularyOf(question), STOPWORDS);
  const asked = keysOf(analyse(question.text));
  const frequencies = points.map((point) => ideaFrequencies(wordings(point), speller));
  const compiled = points.map((point, index) => compilePoint(point, index, { frequencies, asked, speller }));
  const probes = points.map((point) =>
    wordings(point)
      .slice(0, PROBES)
      .map((text) => analyse(text, speller)),
  );
  const calibrated = compiled.map((point, index) => ({ ...point, yardstick: measure(point.full, index, probes) }));
  const weighFalsehood: Weigh = (key) => (asked.has(key) ? ECHO_WEIGHT : 1);
  const misconceptions = question.misconceptions.map((misconception) => {
    const falsehood = readReference(misconception.text, weighFalsehood, speller);
    const others = mean(probes.flat().map((probe) => align(falsehood, probe).score));
    return { misconception, falsehood, truth: readReference(misconception.truth, weighFalsehood, speller), others };
  });
  const questionStems = new Set(tokenize(question.text).map(({ stem }) => stem));
  const references = [
    ...calibrated.flatMap(({ full, half }) => [...full, ...half]),
    ...misconceptions.flatMap(({ falsehood, truth }) => [falsehood, truth]),
    ...question.modelAnswer.split(/[.;]\s/).map((sentence) => readReference(sentence, () => 1, speller)),
  ];
  const vocabulary = new Set(references.flatMap(({ wanted }) => wanted.map(({ idea }) => idea)));
  return {
    points: calibrated,
    misconceptions,
    speller,
    questionStems,
    joined: pairsIn(references),
    vocabulary,
    said: addAll(frequencies),
    rough,
    roughPoints: rough ? readRoughPoints(points, question.text) : [],
    own: own?.fingerprint === fingerprintOf(question.points) ? readyJudges(own) : undefined,
  };
}

/** @returns the name of two ideas that stand together, in either order. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function pairsIn(references: Reference[]): Set<string> {
  const pairs = new Set<string>();
  for (const { wanted } of references) {
    for (const a of wanted) for (const b of wanted) if (a !== b) pairs.add(pairKey(a.idea, b.idea));
  }
  return pairs;
}

const keysOf = ({ terms, tokens }: Analysis): Set<string> => new Set(terms.map((term) => keyOfTerm(term, tokens)));
const wordings = (point: Point): string[] => [point.text, ...point.also];

interface PointContext {
  /** For each point: the share of its wordings that hold an idea, by the idea's key. */
  frequencies: ReadonlyMap<string, number>[];
  asked: ReadonlySet<string>;
  speller: Speller;
}

function compilePoint(
  point: Point,
  index: number,
  { frequencies, asked, speller }: PointContext,
): Omit<CompiledPoint, 'yardstick'> {
  const own = frequencies[index] ?? new Map<string, number>();
  const telling = new Map<string, number>();
  for (const [key, frequency] of own) {
    const all = frequencies.reduce((sum, other) => sum + (other.get(key) ?? 0), 0);
    telling.set(key, (frequency / all) * (asked.has(key) ? ECHO_WEIGHT : 1));
  }
  const weigh: Weigh = (key) => 0.35 + 0.65 * (telling.get(key) ?? 1);
  const read = (text: string): Reference => readReference(text, weigh, speller);
  const byKey = new Map([...own].map(([key, frequency]) => [key, (telling.get(key) ?? 0) * Math.sqrt(frequency)]));
  const full = wordings(point).map(read);
  const numbers = full.flatMap(({ wanted }) =>
    wanted.flatMap(({ quantity }) =>
      quantity === undefined ? [] : [{ quantity, telling: telling.get(NUMBER + quantity.value) ?? 0 }],
    ),
  );
  const numeric = mean(full.map(({ wanted }) => (wanted.some(({ quantity }) => quantity !== undefined) ? 1 : 0)));
  return { point, full, half: point.half.map(read), telling: byKey, numbers, numeric };
}

function addAll(frequencies: ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const map of frequencies) for (const [key, value] of map) total.set(key, (total.get(key) ?? 0) + value);
  return total;
}

function measure(references: Reference[], index: number, probes: Analysis[][]): Yardstick {
  const closest = (probe: Analysis, skip: number): number =>
    Math.max(0, ...references.map((reference, place) => (place === skip ? 0 : align(reference, probe).score)));
  const own = (probes[index] ?? []).map((probe, place) => closest(probe, place));
  const others = probes.flatMap((group, place) => (place === index ? [] : group.map((probe) => closest(probe, -1))));
  return { own: mean(own), others: mean(others) };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function ideaFrequencies(texts: string[], speller: Speller): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const key of keysOf(analyse(text, speller))) counts.set(key, (counts.get(key) ?? 0) + 1 / texts.length);
  }
  return counts;
}

function vocabularyOf({ text, points, misconceptions, modelAnswer }: Question): string[] {
  const sentences = [
    text,
    modelAnswer,
    ...points.flatMap((point) => [...wordings(point), ...point.half]),
    ...misconceptions.map((misconception) => misconception.text),
  ];
  return sentences
    .flatMap((sentence) => tokenize(sentence).map((token) => token.text))
    .filter((word) => word !== stemOf(word) || word.length > 5);
}
