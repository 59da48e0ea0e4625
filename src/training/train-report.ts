import { adviseOn } from '../core/training/advice.ts';
import { pValueOf } from '../core/training/statistics.ts';
import type { Judged, Receipt } from './receipt.ts';

const SPLITS: Record<Receipt['split']['kind'], string> = {
  'cross-validation': 'each picture judged once, by a network that has not seen it',
  'held-out': 'judged on pictures that were held out',
  'test-folder': 'judged on the test folder',
};

/** The result as a table and a few sentences that claim no more than the numbers do. */
export function formatReport(receipt: Receipt): string {
  const { stages, baselines, comparisons, forgetting, weights, engine, data, split } = receipt;
  const rows = [...stages.slice(0, 1), ...baselines, ...stages.slice(1)];
  const folds = split.folds > 1 ? ` (${split.folds} folds)` : '';
  return [
    `${data.pictures.length} pictures of ${data.classes.length} classes; ${SPLITS[split.kind]}${folds}.`,
    `Weights ${weights.name} (${weights.size} px), engine ${engine.engine} on ${engine.provider}: ${engine.device}.`,
    '',
    `${'stage'.padEnd(20)}${'trainable of total'.padStart(26)}${'right'.padStart(11)}   accuracy (95 % interval)`,
    ...rows.map((row) => formatRow(row)),
    '',
    ...comparisons.map(formatComparison),
    ...(forgetting ? [formatForgetting(forgetting)] : []),
    '',
    adviseOn(receipt),
  ].join('\n');
}

type Row = Judged & Partial<Receipt['stages'][number]>;

function formatRow({ name, trainable, total, correct, tested, accuracy, interval, seconds }: Row): string {
  const parameters = total === undefined ? '' : `${withCommas(trainable ?? 0)} of ${withCommas(total)}`;
  const range = interval.map((bound) => Math.round(bound * 100)).join('–');
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  return (
    `${name.padEnd(20)}${parameters.padStart(26)}${`${correct}/${tested}`.padStart(11)}` +
    `   ${`${Math.round(accuracy * 100)} %`.padStart(5)} (${range})`.padEnd(20) +
    time.padStart(9)
  );
}

function formatComparison({ from, to, gained, lost, p, significant }: Receipt['comparisons'][number]): string {
  const changes = `${to} against ${from}: ${gained} more right, ${lost} fewer`;
  const verdict = significant ? 'more than chance explains' : 'too few to tell from chance';
  return `${changes}; ${gained === lost ? 'no difference' : `${verdict} (${pValueOf(p)})`}.`;
}

function formatForgetting({ agreed, tested, drift }: NonNullable<Receipt['forgetting']>): string {
  const moved = Object.entries(drift).map(([name, share]) => `${name} ${Math.round(share * 100)} %`);
  return (
    `Forgetting: the original head still says the same about ${agreed} of ${tested} pictures; ` +
    `what the stages give has moved by ${moved.join(', ')}.`
  );
}

function withCommas(count: number): string {
  return count.toLocaleString('en-US');
}
