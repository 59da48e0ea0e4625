import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { pValueOf } from '../src/core/training/statistics.ts';
import { listThatFits } from '../src/core/training/wording.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { code, plain } from '../src/discord/markdown.ts';
import { fileOf, panel, text } from '../src/discord/panel.ts';
import type { Receipt } from '../src/training/receipt.ts';

export const RECEIPT_FILE = 'receipt.json';
const MAX_LIST = 600;

/** Everything that a result has no room for, with the receipt as a file. */
export function detailsPanel(job: Job, receipt: Receipt) {
  const lines = [texts.detailsHeading(plain(job.title, 80)), ...settingsOf(receipt), ...comparisonsOf(receipt)];
  const { duplicates, skipped } = receipt.data;
  const parts = [
    text(lines.join('\n')),
    duplicates.length > 0
      ? text(
          texts.alike(
            listThatFits(
              duplicates.map((one) => plain(one, 200)),
              MAX_LIST,
              '\n',
            ),
          ),
        )
      : undefined,
    job.leftOut.length + skipped.length > 0 ? text(leftOutOf(job, receipt)) : undefined,
    text(texts.receiptHint),
    fileOf(RECEIPT_FILE),
  ];
  return panel(...fitText(parts.filter((part) => part !== undefined)));
}

function settingsOf({ strategy, weights, engine, settings, split, data }: Receipt): string[] {
  return [
    texts.setting('Strategy', strategy),
    texts.setting('Weights', `${weights.name}, ${weights.size} px, sha256 ${weights.sha256.slice(0, 12)}…`),
    texts.setting('Engine', `${engine.engine} on ${engine.provider}: ${plain(engine.device, 60)}`),
    texts.setting('Seed', `${settings.seed}, batches of ${settings.batchSize}, ${settings.views} views a picture`),
    texts.setting('Judged', `${split.kind}, ${split.folds} ${split.folds === 1 ? 'fold' : 'folds'}`),
    texts.setting('Pictures', `${data.pictures.length}, sha256 ${data.sha256.slice(0, 12)}…`),
  ];
}

function comparisonsOf({ comparisons, forgetting }: Receipt): string[] {
  const name = (stage: string): string => texts.stages[stage] ?? stage;
  return [
    ...comparisons.map(({ from, to, gained, lost, p, significant }) =>
      texts.comparison({ from: name(from), to: name(to), gained, lost, p: pValueOf(p), significant }),
    ),
    ...(forgetting ? [texts.forgetting(forgetting.agreed, forgetting.tested)] : []),
  ];
}

function leftOutOf(job: Job, { data }: Receipt): string {
  const all = [...job.leftOut, ...data.skipped.map(({ file, reason }) => ({ name: file, reason }))];
  return texts.leftOut(
    listThatFits(
      all.map(({ name, reason }) => `${code(name, 30)} (${plain(reason, 90)})`),
      MAX_LIST,
    ),
  );
}
