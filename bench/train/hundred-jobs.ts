/**
 * Tiny jobs in a row, each in a process of its own: what they leave in memory, processes and files; figures in
 * docs/train.md.
 *
 *     node --expose-gc bench/run.mjs bench/train/hundred-jobs.ts [JOBS]
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue } from '../../test/training/jobs/open-queue.ts';
import { takeStock } from '../../test/training/jobs/stock.ts';

const count = Number(process.argv[2] ?? 100);
const root = mkdtempSync(join(tmpdir(), 'hundred-'));
// What libraries write for a while they write here, in this process and in those that train.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'temporary-'));
const t = await openQueue(root);
const began = performance.now();
for (let i = 1; i <= count; i++) {
  const job = await t.order({ person: `person-${i % 7}` });
  await t.reaches(job.id, 'done', 120_000);
  await t.queue.remove(job.id);
  t.forget();
  if (i <= 5 || i % 10 === 0) {
    const { heapBytes, residentBytes, ...counts } = takeStock();
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    const files = readdirSync(process.env.TMPDIR).length + readdirSync(join(t.folder, 'jobs')).length;
    console.log(`after ${i}: heap ${megabytes(heapBytes)}, resident ${megabytes(residentBytes)}`, { ...counts, files });
  }
}
console.log(`${((performance.now() - began) / 1000 / count).toFixed(1)} s a job`);
await t.close();
for (const folder of [root, process.env.TMPDIR]) rmSync(folder, { recursive: true });
