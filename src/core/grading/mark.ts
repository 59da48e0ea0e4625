import type { Band, Question } from '../question.ts';

/** Where in the learner's text something stands: UTF-16 offsets, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface PointMark {
  id: string;
  made: 0 | 0.5 | 1;
  /** The learner's words that earned it; absent when missed. */
  span?: Span | undefined;
  /** A sentence that would earn it when added to the answer; absent when made. */
  fix?: string | undefined;
}

export interface StatedMisconception {
  text: string;
  truth: string;
  penalty: 'core' | number;
  span: Span;
}

/** Why a line of the sum is there; the words for each stand in the catalogue of texts. */
export type SumRule =
  | 'point'
  | 'half'
  | 'misconception'
  | 'contradiction'
  | 'core-cap'
  | 'stuffing'
  | 'negated'
  | 'off-topic'
  | 'echo'
  | 'empty'
  | 'rounding'
  | 'floor';

/** One line of "How marked?": the amounts of all lines add up to the score. */
export interface SumLine {
  rule: SumRule;
  /** Id of the point, or text of the misconception, that the line is about. */
  about?: string | undefined;
  amount: number;
}

export interface Mark {
  /** 0–100, a multiple of 5. */
  score: number;
  band: Band;
  /** One for each point of the question, in its order. */
  points: PointMark[];
  misconceptions: StatedMisconception[];
  sum: SumLine[];
  /** 0–1: how sure the grader is of the band. */
  confidence: number;
  /** The points were derived from the model answer. */
  rough: boolean;
}

/** From this confidence on a mark is called sure: four in five answers are, and are off by 6 points on average. */
export const SURE_FROM = 0.73;

/** A mark and who gave it. */
export interface MarkedBy {
  mark: Mark;
  /** The language model's name; undefined for the offline grader. */
  model: string | undefined;
}

export type Grade = (question: Question, answer: string) => Promise<MarkedBy>;

/** @returns the band that a score falls in (GUIDE: 0–15, 20–45, 50–75, 80–100). */
export function bandOf(score: number): Band {
  if (score < 20) return 0;
  if (score < 50) return 1;
  return score < 80 ? 2 : 3;
}
