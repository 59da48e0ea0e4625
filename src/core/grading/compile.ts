import type { Misconception, Point, Question } from '../question.ts';
import { analyse } from './analyse.ts';
import { derivePoints } from './derive.ts';
import { STOPWORDS } from './lexicon/index.ts';
import { keyOf, type Reference, readReference, type Weigh } from './references.ts';
import { stemOf, tokenize } from './tokens.ts';
import { createSpeller, type Speller } from './typos.ts';

export interface CompiledPoint {
  point: Point;
  /** Sentences that earn the point, its own first, and sentences that earn half. */
  full: Reference[];
  half: Reference[];
  /** How much hearing an idea tells for this point rather than for another: 0–1 by the idea's key. */
  telling: ReadonlyMap<string, number>;
}

export interface CompiledMisconception {
  misconception: Misconception;
  falsehood: Reference;
  truth: Reference;
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
  rough: boolean;
}

/** An idea that the question itself names tells less when the answer repeats it. */
const ECHO_WEIGHT = 0.45;

/** Reads a question's points, misconceptions and wordings into references. */
export function compileQuestion(question: Question): CompiledQuestion {
  const rough = question.points.length === 0;
  const points = rough ? derivePoints(question) : question.points;
  const speller = createSpeller(vocabularyOf(question), STOPWORDS);
  const asked = new Set(analyse(question.text).terms.map(({ idea, sign }) => keyOf(idea, sign)));
  const frequencies = points.map((point) => ideaFrequencies(wordings(point), speller));
  const compiled = points.map((point, index) => compilePoint(point, index, { frequencies, asked, speller }));
  const weighFalsehood: Weigh = (key) => (asked.has(key) ? ECHO_WEIGHT : 1);
  const misconceptions = question.misconceptions.map((misconception) => ({
    misconception,
    falsehood: readReference(misconception.text, weighFalsehood, speller),
    truth: readReference(misconception.truth, weighFalsehood, speller),
  }));
  const questionStems = new Set(tokenize(question.text).map(({ stem }) => stem));
  const references = [
    ...compiled.flatMap(({ full, half }) => [...full, ...half]),
    ...misconceptions.flatMap(({ falsehood, truth }) => [falsehood, truth]),
    ...question.modelAnswer.split(/[.;]\s/).map((sentence) => readReference(sentence, () => 1, speller)),
  ];
  return { points: compiled, misconceptions, speller, questionStems, joined: pairsIn(references), rough };
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

const wordings = (point: Point): string[] => [point.text, ...point.also];

interface PointContext {
  /** For each point: the share of its wordings that hold an idea, by the idea's key. */
  frequencies: ReadonlyMap<string, number>[];
  asked: ReadonlySet<string>;
  speller: Speller;
}

function compilePoint(point: Point, index: number, { frequencies, asked, speller }: PointContext): CompiledPoint {
  const own = frequencies[index] ?? new Map<string, number>();
  const telling = new Map<string, number>();
  for (const [key, frequency] of own) {
    const all = frequencies.reduce((sum, other) => sum + (other.get(key) ?? 0), 0);
    telling.set(key, (frequency / all) * (asked.has(key) ? ECHO_WEIGHT : 1));
  }
  const weigh: Weigh = (key) => 0.35 + 0.65 * (telling.get(key) ?? 1);
  const read = (text: string): Reference => readReference(text, weigh, speller);
  const byKey = new Map([...own].map(([key, frequency]) => [key, (telling.get(key) ?? 0) * Math.sqrt(frequency)]));
  return { point, full: wordings(point).map(read), half: point.half.map(read), telling: byKey };
}

function ideaFrequencies(texts: string[], speller: Speller): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const keys = new Set(analyse(text, speller).terms.map(({ idea, sign }) => keyOf(idea, sign)));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1 / texts.length);
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
