import { bandOf } from '../core/grading/mark.ts';
import type { Band } from '../core/question.ts';

/** A mark beside the one that a person gave. */
export interface Pair {
  kind?: string | undefined;
  score: number;
  band: Band;
  confidence: number;
  expected: { score: number; band: Band };
}

/** Cells: expected band, then given band. */
export type Confusion = number[][];

export interface Agreement {
  answers: number;
  /** Quadratic weighted kappa of the bands (Cohen 1968). */
  kappa: number;
  /** Pearson's r of the scores; NaN when one side never varies. */
  r: number;
  /** Mean absolute error of the score. */
  mae: number;
  confusion: Confusion;
  kinds: { kind: string; answers: number; sameBand: number; mae: number }[];
  /** Error over the answers that the grader is surest of. */
  riskCoverage: { coverage: number; mae: number; sameBand: number }[];
}

const BANDS = 4;
const COVERAGES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];

/** Measures how well marks agree with a person's. */
export function measureAgreement(pairs: Pair[]): Agreement {
  const confusion = confusionOf(pairs);
  const kinds = [...new Set(pairs.map(({ kind }) => kind ?? 'all'))].sort();
  const surest = [...pairs].sort((a, b) => b.confidence - a.confidence);
  return {
    answers: pairs.length,
    kappa: weightedKappa(confusion),
    r: pearson(pairs),
    mae: meanError(pairs),
    confusion,
    kinds: kinds.map((kind) => {
      const own = pairs.filter((pair) => (pair.kind ?? 'all') === kind);
      return { kind, answers: own.length, sameBand: shareInBand(own), mae: meanError(own) };
    }),
    riskCoverage: COVERAGES.map((coverage) => {
      const kept = surest.slice(0, Math.ceil(coverage * pairs.length));
      return { coverage, mae: meanError(kept), sameBand: shareInBand(kept) };
    }),
  };
}

/** @returns a pair's expected band, from its score when a label lacks one. */
export function expectedBand(score: number, band: number | undefined): Band {
  return band === 0 || band === 1 || band === 2 || band === 3 ? band : bandOf(score);
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const meanError = (pairs: Pair[]): number => mean(pairs.map(({ score, expected }) => Math.abs(score - expected.score)));
const shareInBand = (pairs: Pair[]): number =>
  mean(pairs.map(({ band, expected }) => (band === expected.band ? 1 : 0)));

function confusionOf(pairs: Pair[]): Confusion {
  const cells = Array.from({ length: BANDS }, () => new Array<number>(BANDS).fill(0));
  for (const { band, expected } of pairs) {
    const row = cells[expected.band];
    if (row !== undefined) row[band] = (row[band] ?? 0) + 1;
  }
  return cells;
}

function weightedKappa(confusion: Confusion): number {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  const given = (band: number): number => confusion.reduce((sum, row) => sum + (row[band] ?? 0), 0);
  const wanted = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  let observed = 0;
  let byChance = 0;
  confusion.forEach((row, i) => {
    row.forEach((count, j) => {
      observed += (i - j) ** 2 * count;
      byChance += ((i - j) ** 2 * (wanted[i] ?? 0) * given(j)) / Math.max(1, total);
    });
  });
  return byChance === 0 ? 1 : 1 - observed / byChance;
}

function pearson(pairs: Pair[]): number {
  const x = pairs.map(({ score }) => score);
  const y = pairs.map(({ expected }) => expected.score);
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, index) => (value - meanX) * ((y[index] ?? 0) - meanY)));
  return (
    covariance / Math.sqrt(mean(x.map((value) => (value - meanX) ** 2)) * mean(y.map((value) => (value - meanY) ** 2)))
  );
}
