import type { Misconception, Point, Question } from '../question.ts';
import { align, makeSearchable, type Searchable } from './align.ts';
import { type Analysis, analyse } from './analyse.ts';
import { callsIn } from './calls.ts';
import { NUMBER, oppositeOf } from './concepts.ts';
import { derivePoints } from './derive.ts';
import { STOPWORDS } from './lexicon/index.ts';
import { type OwnJudges, type ReadyJudges, readyJudges } from './own-judges.ts';
import type { Quantity } from './quantities.ts';
import { type Glossary, type Reference, readReference, type Weigh } from './references.ts';
import { type RoughPoint, readRoughPoints } from './rough.ts';
import { stemOf, tokenize } from './tokens.ts';
import { createSpeller, type Speller } from './typos.ts';

export interface CompiledPoint {
  point: Point;
  /** Sentences that earn the point, its own first, and sentences that earn half. */
  full: Reference[];
  half: Reference[];
  /**
   * How much hearing an idea tells for this point rather than for another, less half of what its opposite tells: up to
   * 1 by the idea's key.
   */
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
  /** Calls in it: code is held to the letter. */
  calls: string[];
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
  glossary: Glossary;
  /** Stems of the question's words, for echoes. */
  questionStems: ReadonlySet<string>;
  /** For each idea: those that some sentence of the author joins with it. */
  joined: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the points' wordings say an idea at least as often as its opposite (1) or not (-1), by its key. */
  stances: ReadonlyMap<string, 1 | -1>;
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
  const glossary: Glossary = { numbers: new Map(), longest: 0 };
  const compiled = points.map((point, index) => compilePoint(point, index, { frequencies, asked, speller, glossary }));
  const weighFalsehood: Weigh = (key) => (asked.has(key) ? ECHO_WEIGHT : 1);
  const falsehoods = question.misconceptions.map((misconception) => ({
    misconception,
    calls: callsIn(misconception.text),
    falsehood: readReference(misconception.text, weighFalsehood, { speller, glossary }),
    truth: readReference(misconception.truth, weighFalsehood, { speller, glossary }),
  }));
  const modelAnswer = question.modelAnswer
    .split(/[.;]\s/)
    .map((text) => readReference(text, () => 1, { speller, glossary }));
  const probes = points.map((point) =>
    wordings(point)
      .slice(0, PROBES)
      .map((text) => makeSearchable(analyse(text, speller), glossary)),
  );
  const calibrated = compiled.map((point, index) => ({ ...point, yardstick: measure(point.full, index, probes) }));
  const misconceptions = falsehoods.map((one) => ({
    ...one,
    others: mean(probes.flat().map((probe) => align(one.falsehood, probe).score)),
  }));
  const questionStems = new Set(tokenize(question.text).map(({ stem }) => stem));
  const references = [
    ...calibrated.flatMap(({ full, half }) => [...full, ...half]),
    ...misconceptions.flatMap(({ falsehood, truth }) => [falsehood, truth]),
    ...modelAnswer,
  ];
  const vocabulary = new Set(references.flatMap(({ wanted }) => wanted.map(({ idea }) => idea)));
  return {
    points: calibrated,
    misconceptions,
    speller,
    glossary,
    questionStems,
    joined: pairsIn(references),
    vocabulary,
    stances: stancesIn(addAll(frequencies)),
    rough,
    roughPoints: rough ? readRoughPoints(points, question.text) : [],
    own: own && readyJudges(own, question),
  };
}

function pairsIn(references: Reference[]): Map<string, Set<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const { wanted } of references) {
    for (const a of wanted) {
      const joined = pairs.get(a.idea) ?? new Set<string>();
      for (const b of wanted) if (a !== b) joined.add(b.idea);
      pairs.set(a.idea, joined);
    }
  }
  return pairs;
}

function stancesIn(said: ReadonlyMap<string, number>): Map<string, 1 | -1> {
  const stances = new Map<string, 1 | -1>();
  for (const [key, often] of said) {
    const opposite = oppositeOf(key);
    const opposed = said.get(opposite) ?? 0;
    stances.set(key, often >= opposed ? 1 : -1);
    stances.set(opposite, opposed >= often ? 1 : -1);
  }
  return stances;
}

const keysOf = ({ keys }: Analysis): Set<string> => new Set(keys);
const wordings = (point: Point): string[] => [point.text, ...point.also];

interface PointContext {
  /** For each point: the share of its wordings that hold an idea, by the idea's key. */
  frequencies: ReadonlyMap<string, number>[];
  asked: ReadonlySet<string>;
  speller: Speller;
  glossary: Glossary;
}

function compilePoint(
  point: Point,
  index: number,
  { frequencies, asked, speller, glossary }: PointContext,
): Omit<CompiledPoint, 'yardstick'> {
  const own = frequencies[index] ?? new Map<string, number>();
  const telling = new Map<string, number>();
  for (const [key, frequency] of own) {
    const all = frequencies.reduce((sum, other) => sum + (other.get(key) ?? 0), 0);
    telling.set(key, (frequency / all) * (asked.has(key) ? ECHO_WEIGHT : 1));
  }
  const weigh: Weigh = (key) => 0.35 + 0.65 * (telling.get(key) ?? 1);
  const read = (text: string): Reference => readReference(text, weigh, { speller, glossary });
  const alone = new Map([...own].map(([key, frequency]) => [key, (telling.get(key) ?? 0) * Math.sqrt(frequency)]));
  const full = wordings(point).map(read);
  const numbers = full.flatMap(({ wanted }) =>
    wanted.flatMap(({ quantity }) =>
      quantity === undefined ? [] : [{ quantity, telling: telling.get(NUMBER + quantity.value) ?? 0 }],
    ),
  );
  const numeric = mean(full.map(({ wanted }) => (wanted.some(({ quantity }) => quantity !== undefined) ? 1 : 0)));
  return { point, full, half: point.half.map(read), telling: lessOpposites(alone), numbers, numeric };
}

function lessOpposites(telling: ReadonlyMap<string, number>): Map<string, number> {
  const keys = [...telling.keys()].flatMap((key) => [key, oppositeOf(key)]);
  return new Map(keys.map((key) => [key, (telling.get(key) ?? 0) - 0.5 * (telling.get(oppositeOf(key)) ?? 0)]));
}

function addAll(frequencies: ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const map of frequencies) for (const [key, value] of map) total.set(key, (total.get(key) ?? 0) + value);
  return total;
}

function measure(references: Reference[], index: number, probes: Searchable[][]): Yardstick {
  const closest = (probe: Searchable, skip: number): number =>
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
