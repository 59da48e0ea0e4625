import { type Alignment, makeSearchable } from './align.ts';
import { type Analysis, analyse } from './analyse.ts';
import { type AlignedFalsehood, type AlignedPoint, alignFalsehood, alignPoint, top } from './closeness.ts';
import type { CompiledQuestion } from './compile.ts';
import { type Style, styleOf } from './style.ts';

/** How an answer compares with one point. */
export interface PointEvidence {
  best: Alignment;
  /** With the point's own sentence, which is also what is offered to whoever missed it. */
  own: Alignment;
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
  const searchable = makeSearchable(answer, question.glossary);
  const points = question.points.map((point) => alignPoint(point, searchable));
  const falsehoods = question.misconceptions.map((misconception) => alignFalsehood(misconception, searchable));
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
      own: point.own,
      features: pointFeatures(point, { index, points, falsehoods, style, question }),
    })),
    misconceptions: falsehoods.map((falsehood) => ({
      best: falsehood.best,
      features: falsehoodFeatures(falsehood, points, style),
    })),
  };
}

interface Surroundings {
  index: number;
  points: AlignedPoint[];
  falsehoods: AlignedFalsehood[];
  style: Style;
  question: CompiledQuestion;
}

const overlap = (a: Alignment, b: Alignment): boolean => a.from < b.to && b.from < a.to;

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
    point.own.score,
    point.second,
    point.third,
    point.votes,
    point.ideas,
    point.half,
    point.half - best.score,
    point.reversed,
    point.reversed - best.score,
    point.mass,
    point.toldInSentence,
    point.told,
    point.number,
    point.number > 0 ? 0 : point.numeric,
    (best.score - point.yardstick.others) / Math.max(0.1, point.yardstick.own - point.yardstick.others),
    best.score - point.yardstick.own,
    top(rivals.map((rival) => rival.best.score)) - best.score,
    top(here.map((other) => other.best.score)),
    top(here.map((other) => other.best.score * other.penalty)),
    top(falsehoods.map((other) => other.best.score * other.penalty)),
    (question.points[index]?.point.weight ?? 0) / 100,
    Math.log(1 + (question.points[index]?.full.length ?? 0)),
    style.denied,
    style.listed,
    style.logLength,
    style.coherence,
    style.pointsTouched,
    style.claims,
    style.entangled,
  ];
}

function falsehoodFeatures(
  { best, truth, mass, penalty, others }: AlignedFalsehood,
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
    best.score - others,
    top(here.map((point) => point.best.score)) - best.score,
    top(here.map((point) => point.reversed)),
    top(points.map((point) => point.best.score)),
    style.denied,
    style.listed,
    style.logLength,
  ];
}
