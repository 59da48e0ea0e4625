import type { Analysis } from './analyse.ts';
import { COMMON_WORDS } from './lexicon/common.ts';
import { bandOf, type Mark, type PointMark, type Span, type SumLine } from './mark.ts';
import { tokenize } from './tokens.ts';

/** A sentence of the model answer, as the words that an answer should hold. */
export interface RoughPoint {
  id: string;
  text: string;
  /** Percent of the mark. */
  weight: number;
  words: { text: string; stem: string; trigrams: ReadonlySet<string>; weight: number }[];
}

const RANKS = new Map(COMMON_WORDS.map((word, index) => [word, index + 1]));
/** The commonest words tell no more than this beside a rare one. */
const LEAST_WEIGHT = 0.2;
/** Words up to this rank are as good as empty. */
const EMPTY_RANK = 60;
/** What the question itself says tells less when the answer repeats it. */
const ECHO_WEIGHT = 0.3;
/** Dice's coefficient of letter trigrams from which on two words are taken for forms of one. */
const LEAST_LIKENESS = 0.5;
/**
 * The square root of the recall is how much is said: the first words found tell most. Below `nothing` it is chance, from
 * `all` on nothing is missed.
 */
const RECALL = { nothing: 0.2, all: 0.9 };
const MADE = { half: 0.3, full: 0.75 };
/** Marks without points are unsure, however much of the model answer's words they find. */
const CONFIDENCE = 0.4;

/** Reads the sentences of a model answer for rough marking. */
export function readRoughPoints(
  points: { id: string; text: string; weight: number }[],
  question: string,
): RoughPoint[] {
  const asked = new Set(tokenize(question).map(({ stem }) => stem));
  return points.map(({ id, text, weight }) => {
    const words = new Map(tokenize(text).map((token) => [token.stem, token.text]));
    return {
      id,
      text,
      weight,
      words: [...words].map(([stem, word]) => ({
        text: word,
        stem,
        trigrams: trigramsOf(word),
        weight: weightOf(word) * (asked.has(stem) ? ECHO_WEIGHT : 1),
      })),
    };
  });
}

function weightOf(word: string): number {
  const rank = RANKS.get(word) ?? COMMON_WORDS.length;
  const share = Math.log(rank / EMPTY_RANK) / Math.log(COMMON_WORDS.length / EMPTY_RANK);
  return LEAST_WEIGHT + (1 - LEAST_WEIGHT) * Math.max(0, share);
}

/** Marks an answer by how many of the model answer's words it holds, the rarer the better (idf-weighted recall). */
export function markRoughly(points: RoughPoint[], answer: Analysis): Mark {
  const likenessTo = createLikeness(answer);
  const sum: SumLine[] = [];
  const marks = points.map(({ id, text, weight, words }): PointMark => {
    const found = words.map((word) => ({ word, ...likenessTo(word) }));
    const whole = words.reduce((total, word) => total + word.weight, 0);
    const recall =
      found.reduce((total, { word, likeness }) => total + word.weight * likeness, 0) / Math.max(0.01, whole);
    const said = (Math.sqrt(recall) - RECALL.nothing) / (RECALL.all - RECALL.nothing);
    const share = Math.max(0, Math.min(1, said));
    if (share > 0) sum.push({ rule: share >= MADE.full ? 'point' : 'half', about: id, amount: weight * share });
    const made = share >= MADE.full ? 1 : share >= MADE.half ? 0.5 : 0;
    const places = found.flatMap(({ likeness, place }) => (likeness > 0 ? [place] : []));
    return { id, made, span: made > 0 ? spanOf(answer, places) : undefined, fix: made === 1 ? undefined : text };
  });
  const total = sum.reduce((all, { amount }) => all + amount, 0);
  const score = Math.ceil(total / 5 - 0.5) * 5;
  if (score !== total) sum.push({ rule: 'rounding', amount: score - total });
  if (sum.length === 0) sum.push({ rule: 'off-topic', amount: 0 });
  return { score, band: bandOf(score), points: marks, misconceptions: [], sum, confidence: CONFIDENCE, rough: true };
}

type Word = RoughPoint['words'][number];

/** @returns a function that finds the answer's word that is most like another: 1 for the same stem. */
function createLikeness({ tokens }: Analysis): (word: Word) => { likeness: number; place: number } {
  const byStem = new Map<string, number>();
  const byStart = new Map<string, { trigrams: ReadonlySet<string>; place: number }[]>();
  tokens.forEach(({ stem, text }, place) => {
    if (byStem.has(stem)) return;
    byStem.set(stem, place);
    const start = text.slice(0, 2);
    byStart.set(start, [...(byStart.get(start) ?? []), { trigrams: trigramsOf(text), place }]);
  });
  return ({ stem, text, trigrams }) => {
    const same = byStem.get(stem);
    if (same !== undefined) return { likeness: 1, place: same };
    let best = { likeness: 0, place: -1 };
    for (const other of byStart.get(text.slice(0, 2)) ?? []) {
      const likeness = dice(trigrams, other.trigrams);
      if (likeness >= LEAST_LIKENESS && likeness > best.likeness) best = { likeness, place: other.place };
    }
    return best;
  };
}

function trigramsOf(word: string): Set<string> {
  const padded = `^${word}$`;
  return new Set(Array.from({ length: Math.max(1, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)));
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const trigram of a) if (b.has(trigram)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function spanOf({ tokens }: Analysis, places: number[]): Span | undefined {
  const start = tokens[Math.min(...places)]?.start;
  const end = tokens[Math.max(...places)]?.end;
  return start === undefined || end === undefined ? undefined : { start, end };
}
