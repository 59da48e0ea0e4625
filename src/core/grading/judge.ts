import { FAINT } from './closeness.ts';
import type { CompiledQuestion } from './compile.ts';
import type { Evidence } from './features.ts';
import type { Mark } from './mark.ts';
import { correctionsFor, type OwnJudges } from './own-judges.ts';
import { logitOf, predict, probabilityOf, type ReadyTrees, readyTrees, type Trees } from './trees.ts';
import { answerFeatures } from './verdict.ts';

/** The trained judges; see bench/grading/train-scorer.ts. */
export interface Scorers {
  /** How much of a point is made, 0–1. */
  point: Trees;
  /** Whether a whole answer states nothing: bare terms, or words without sense. */
  stuffed: Trees;
  /** Whether its core is false or denied. */
  falseCore: Trees;
  /** Whether a single misconception is stated. */
  falsehood: Trees;
  /** How far off the mark may be, as a share of `MAX_ERROR`. */
  error: Trees;
  /** What single questions learned, by their ids. */
  own: Readonly<Record<string, OwnJudges>>;
}

/** The general judges, ready to be asked; a question holds its own ones. */
export type ReadyScorers = Readonly<Record<Exclude<keyof Scorers, 'own'>, ReadyTrees>>;

export function readyScorers({ point, stuffed, falseCore, falsehood, error }: Omit<Scorers, 'own'>): ReadyScorers {
  return {
    point: readyTrees(point),
    stuffed: readyTrees(stuffed),
    falseCore: readyTrees(falseCore),
    falsehood: readyTrees(falsehood),
    error: readyTrees(error),
  };
}

/** Points; an error as large as this leaves no confidence. */
export const MAX_ERROR = 50;
/** General judges are never surer than this logit before a question's own judges have their say. */
const MAX_LOGIT = 3.9;

/** @returns the logit, held within what general judges may say. */
export function hold(logit: number): number {
  return Math.max(-MAX_LOGIT, Math.min(MAX_LOGIT, logit));
}

/** What the judges make of an answer. */
export interface Verdict {
  /** How much of each point is made, 0–1. */
  credits: number[];
  falseCore: number;
  stuffed: number;
  /** For each misconception how likely it is stated; undefined where the answer comes nowhere near it. */
  falsehoods: (Falsehood | undefined)[];
}

export interface Falsehood {
  /** By the general judge, which looks at this misconception alone. */
  general: number;
  /** With what the question's own judges know of answers that state something false. */
  corrected: number;
}

/** Asks the general judges, and lets the question's own ones correct them. */
export function judge(question: CompiledQuestion, evidence: Evidence, scorers: ReadyScorers): Verdict {
  const features = answerFeatures(evidence, question);
  const corrections = question.own === undefined ? [] : correctionsFor(question.own, evidence.answer);
  const corrected = (trees: ReadyTrees, row: number[], index: number): number => {
    return probabilityOf(hold(logitOf(trees, row)) + (corrections[index] ?? 0));
  };
  const count = evidence.points.length;
  return {
    credits: evidence.points.map((point, index) => corrected(scorers.point, point.features, index)),
    falseCore: corrected(scorers.falseCore, features, count),
    stuffed: corrected(scorers.stuffed, features, count + 2),
    falsehoods: evidence.misconceptions.map((one) =>
      one.best.score > FAINT
        ? {
            general: predict(scorers.falsehood, one.features),
            // Where the misconceptions changed, no correction is known: there is none at this place.
            corrected: corrected(scorers.falsehood, one.features, question.own?.knowFalsehoods ? count + 1 : -1),
          }
        : undefined,
    ),
  };
}

/** What tells how far off a mark may be: how close the judges' calls were, and what kind of answer it is. */
export function errorFeatures(
  { points, style }: Evidence,
  { credits, falseCore, stuffed }: Verdict,
  mark: Mark,
): number[] {
  const weigh = (value: (credit: number) => number): number =>
    credits.reduce((sum, credit) => sum + value(credit), 0) / Math.max(1, points.length);
  const made = mark.points.reduce((sum, point) => sum + point.made, 0) / Math.max(1, points.length);
  const expected = weigh((credit) => credit) * (1 - falseCore);
  return [
    weigh((credit) => credit * (1 - credit)),
    Math.max(0, ...credits.map((credit) => credit * (1 - credit))),
    expected,
    expected - mark.score / 100,
    expected - made,
    falseCore,
    falseCore * (1 - falseCore) * weigh((credit) => credit),
    stuffed,
    mark.score,
    mark.misconceptions.length,
    style.logLength,
    style.foreign,
    style.coherence,
    style.denied,
    style.contrary,
  ];
}
