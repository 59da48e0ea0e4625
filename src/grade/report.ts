import type { Agreement } from './agreement.ts';

const cell = (value: string | number, width: number): string => String(value).padStart(width);
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** @returns the agreement as tables for a terminal. */
export function printReport({ answers, kappa, r, mae, confusion, kinds, riskCoverage }: Agreement): string {
  return [
    `${answers} answers: kappa ${kappa.toFixed(3)}, r ${r.toFixed(3)}, mean absolute error ${mae.toFixed(2)}`,
    '',
    'kind             answers   same band   mean error',
    ...kinds.map(
      (row) =>
        `${row.kind.padEnd(16)} ${cell(row.answers, 7)} ${cell(percent(row.sameBand), 11)} ${cell(row.mae.toFixed(1), 12)}`,
    ),
    '',
    'expected band    given 0       1       2       3',
    ...confusion.map((row, band) => `${String(band).padEnd(16)} ${row.map((count) => cell(count, 7)).join(' ')}`),
    '',
    'surest answers   same band   mean error',
    ...riskCoverage.map(
      (row) => `${percent(row.coverage).padEnd(14)} ${cell(percent(row.sameBand), 11)} ${cell(row.mae.toFixed(1), 12)}`,
    ),
  ].join('\n');
}
