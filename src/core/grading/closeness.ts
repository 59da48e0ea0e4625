import { type Alignment, align, NOTHING, type Searchable } from './align.ts';
import type { Analysis } from './analyse.ts';
import type { CompiledMisconception, CompiledPoint, Yardstick } from './compile.ts';
import { NUMBER } from './concepts.ts';
import { sameQuantity } from './quantities.ts';

const CLOSE = 0.55;
/** A falsehood that the answer comes no closer to is not worth judging. */
export const FAINT = 0.3;

/** How close an answer comes to a point, in its own sentence and in other wordings. */
export interface AlignedPoint {
  best: Alignment;
  own: Alignment;
  second: number;
  third: number;
  /** Share of its wordings that come close. */
  votes: number;
  /** Ideas in the closest wording. */
  ideas: number;
  half: number;
  reversed: number;
  mass: number;
  toldInSentence: number;
  told: number;
  number: number;
  numeric: number;
  yardstick: Yardstick;
}

/** Holds an answer against every wording of a point. */
export function alignPoint(compiled: CompiledPoint, searchable: Searchable): AlignedPoint {
  const { full, half, numeric, yardstick } = compiled;
  const alignments = full.map((reference) => align(reference, searchable));
  const own = alignments[0] ?? NOTHING;
  const [bestIndex, ...runnersUp] = threeBest(alignments);
  const best = alignments[bestIndex] ?? NOTHING;
  const { total, sentence, number } = tellingIn(searchable.answer, compiled);
  return {
    best,
    own,
    second: alignments[runnersUp[0]]?.score ?? own.score,
    third: alignments[runnersUp[1]]?.score ?? own.score,
    votes: alignments.filter(({ score }) => score > CLOSE).length / Math.max(1, full.length),
    ideas: full[bestIndex]?.wanted.length ?? 0,
    half: Math.max(0, ...half.map((reference) => align(reference, searchable).score)),
    reversed: Math.max(0, ...alignments.map(({ reversed }) => reversed)),
    mass: best.coverage * (full[bestIndex]?.mass ?? 0),
    toldInSentence: sentence,
    told: total,
    number,
    numeric,
    yardstick,
  };
}

/** @returns the places of the three best alignments, the earlier of equal ones first; -1 where there are fewer. */
function threeBest(alignments: Alignment[]): [number, number, number] {
  let [first, second, third] = [-1, -1, -1];
  alignments.forEach(({ score }, place) => {
    if (first < 0 || score > (alignments[first]?.score ?? 0)) [first, second, third] = [place, first, second];
    else if (second < 0 || score > (alignments[second]?.score ?? 0)) [second, third] = [place, second];
    else if (third < 0 || score > (alignments[third]?.score ?? 0)) third = place;
  });
  return [first, second, third];
}

/** Sums how much the answer's ideas tell for a point: each idea once, in the whole and in the best sentence. */
function tellingIn(answer: Analysis, point: CompiledPoint): { total: number; sentence: number; number: number } {
  const whole = new Map<string, number>();
  const here = new Map<string, number>();
  let number = 0;
  let sentence = 0;
  let told = 0;
  answer.terms.forEach((term, place) => {
    const tells = tellingOf(answer, place, point);
    if (tells === 0) return;
    if (term.idea === NUMBER) number = Math.max(number, tells);
    // Terms are in order: a sentence is over when the next one begins.
    if (answer.sentences[term.from] !== sentence) {
      told = Math.max(told, sumOf(here));
      here.clear();
      sentence = answer.sentences[term.from] ?? 0;
    }
    const key = answer.keys[place] ?? '';
    here.set(key, tells);
    whole.set(key, tells);
  });
  return { total: sumOf(whole), sentence: Math.max(told, sumOf(here)), number };
}

function sumOf(values: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of values.values()) sum += value;
  return sum;
}

function tellingOf({ terms, keys, tokens }: Analysis, place: number, { telling, numbers }: CompiledPoint): number {
  const term = terms[place];
  if (term === undefined) return 0;
  if (term.idea !== NUMBER) return (telling.get(keys[place] ?? '') ?? 0) * term.weight;
  const quantity = tokens[term.from]?.quantity;
  if (quantity === undefined) return 0;
  return term.sign * top(numbers.map((known) => known.telling * sameQuantity(known.quantity, quantity)));
}

/** How close an answer comes to a misconception. */
export interface AlignedFalsehood {
  best: Alignment;
  truth: number;
  mass: number;
  penalty: number;
  others: number;
}

/** Holds an answer against a misconception, and against the truth beside it. */
export function alignFalsehood(
  { falsehood, truth, misconception, others }: CompiledMisconception,
  searchable: Searchable,
): AlignedFalsehood {
  const best = align(falsehood, searchable);
  const penalty = misconception.penalty === 'core' ? 1 : misconception.penalty / 40;
  // A faint falsehood is not judged: the truth beside it need not be looked for.
  const beside = best.score > FAINT ? align(truth, searchable).score : 0;
  return { best, truth: beside, mass: best.coverage * falsehood.mass, penalty, others };
}

/** @returns the largest value; 0 when none is above it. */
export function top(values: number[]): number {
  let best = 0;
  for (const value of values) if (value > best) best = value;
  return best;
}
