import { type Alignment, align } from './align.ts';
import { type Analysis, analyse } from './analyse.ts';
import type { CompiledMisconception, CompiledPoint, CompiledQuestion } from './compile.ts';
import { NUMBER } from './concepts.ts';
import { keyOf } from './references.ts';
import { type Style, styleOf } from './style.ts';

/** How an answer compares with one point. */
export interface PointEvidence {
  best: Alignment;
  features: number[];
}

/** How an answer compares with one misconception. */
export interface MisconceptionEvidence {
  best: Alignment;
  features: number[];
}

/** Everything that the scorers look at. */
export interface Evidence {
  answer: Analysis;
  style: Style;
  points: PointEvidence[];
  misconceptions: MisconceptionEvidence[];
}

/** Holds an answer against every reference of a question. */
export function gather(question: CompiledQuestion, text: string): Evidence {
  const answer = analyse(text, question.speller);
  const points = question.points.map((point) => alignPoint(point, answer));
  const falsehoods = question.misconceptions.map((misconception) => alignFalsehood(misconception, answer));
  const style = styleOf(
    answer,
    question,
    points.map(({ best }) => best),
  );
  return {
    answer,
    style,
    points: points.map((point, index) => ({
      best: point.best,
      features: pointFeatures(point, { index, points, falsehoods, style, question }),
    })),
    misconceptions: falsehoods.map((falsehood) => ({
      best: falsehood.best,
      features: falsehoodFeatures(falsehood, points, style),
    })),
  };
}

interface AlignedPoint {
  best: Alignment;
  own: number;
  second: number;
  half: number;
  reversed: number;
  mass: number;
  toldInSentence: number;
  told: number;
  number: number;
}

function alignPoint({ full, half, telling }: CompiledPoint, answer: Analysis): AlignedPoint {
  const alignments = full.map((reference) => align(reference, answer));
  const order = alignments
    .map((_, index) => index)
    .sort((a, b) => (alignments[b]?.score ?? 0) - (alignments[a]?.score ?? 0));
  const bestIndex = order[0] ?? 0;
  const best = alignments[bestIndex] ?? align({ text: '', wanted: [], mass: 0 }, answer);
  const numbers = full.flatMap(({ wanted }) => wanted.filter(({ idea }) => idea === NUMBER));
  const { total, sentence } = tellingIn(answer, telling);
  return {
    best,
    own: alignments[0]?.score ?? 0,
    second: alignments[order[1] ?? 0]?.score ?? 0,
    half: Math.max(0, ...half.map((reference) => align(reference, answer).score)),
    reversed: Math.max(0, ...alignments.map(({ reversed }) => reversed)),
    mass: best.coverage * (full[bestIndex]?.mass ?? 0),
    toldInSentence: sentence,
    told: total,
    number:
      numbers.length === 0
        ? 0
        : align({ text: '', mass: 1, wanted: numbers.map((want) => ({ ...want, weight: 1 })) }, answer).coverage > 0
          ? 1
          : -1,
  };
}

/** Sums how much the answer's ideas tell for a point: each idea once, in the whole and in the best sentence. */
function tellingIn(answer: Analysis, telling: ReadonlyMap<string, number>): { total: number; sentence: number } {
  const perSentence = new Map<number, Map<string, number>>();
  const whole = new Map<string, number>();
  for (const term of answer.terms) {
    const key = keyOf(term.idea, term.sign);
    const opposite = keyOf(term.idea, term.sign === 1 ? -1 : 1);
    const tells = ((telling.get(key) ?? 0) - 0.5 * (telling.get(opposite) ?? 0)) * term.weight;
    if (tells === 0) continue;
    const sentence = answer.sentences[term.from] ?? 0;
    const ideas = perSentence.get(sentence) ?? new Map<string, number>();
    perSentence.set(sentence, ideas.set(key, tells));
    whole.set(key, tells);
  }
  const sum = (ideas: Map<string, number>): number => [...ideas.values()].reduce((total, value) => total + value, 0);
  return { total: sum(whole), sentence: Math.max(0, ...[...perSentence.values()].map(sum)) };
}

interface AlignedFalsehood {
  best: Alignment;
  truth: number;
  mass: number;
  penalty: number;
}

function alignFalsehood(
  { falsehood, truth, misconception }: CompiledMisconception,
  answer: Analysis,
): AlignedFalsehood {
  const best = align(falsehood, answer);
  const penalty = misconception.penalty === 'core' ? 1 : misconception.penalty / 40;
  return { best, truth: align(truth, answer).score, mass: best.coverage * falsehood.mass, penalty };
}

interface Surroundings {
  index: number;
  points: AlignedPoint[];
  falsehoods: AlignedFalsehood[];
  style: Style;
  question: CompiledQuestion;
}

const overlap = (a: Alignment, b: Alignment): boolean => a.from < b.to && b.from < a.to;
const top = (values: number[]): number => Math.max(0, ...values);

function pointFeatures(point: AlignedPoint, { index, points, falsehoods, style, question }: Surroundings): number[] {
  const { best } = point;
  const rivals = points.filter((other, place) => place !== index && overlap(other.best, best));
  const here = falsehoods.filter((other) => overlap(other.best, best));
  return [
    best.score,
    best.coverage,
    best.contradiction,
    best.breaks,
    best.to - best.from,
    point.own,
    point.second,
    point.half,
    point.half - best.score,
    point.reversed,
    point.reversed - best.score,
    point.mass,
    point.toldInSentence,
    point.told,
    point.number,
    top(rivals.map((rival) => rival.best.score)) - best.score,
    top(here.map((other) => other.best.score)),
    top(here.map((other) => other.best.score * other.penalty)),
    top(falsehoods.map((other) => other.best.score * other.penalty)),
    (question.points[index]?.point.weight ?? 0) / 100,
    style.denied,
    style.listed,
    style.logLength,
    style.coherence,
    style.pointsTouched,
  ];
}

function falsehoodFeatures(
  { best, truth, mass, penalty }: AlignedFalsehood,
  points: AlignedPoint[],
  style: Style,
): number[] {
  const here = points.filter((point) => overlap(point.best, best));
  return [
    best.score,
    best.coverage,
    best.contradiction,
    best.breaks,
    best.to - best.from,
    best.reversed - best.score,
    truth,
    truth - best.score,
    mass,
    penalty,
    top(here.map((point) => point.best.score)) - best.score,
    top(here.map((point) => point.reversed)),
    top(points.map((point) => point.best.score)),
    style.denied,
    style.listed,
    style.logLength,
  ];
}
