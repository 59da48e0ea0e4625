import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startQueue } from './start-queue.ts';
import { takeStock } from './stock.ts';

// A hundred: node --expose-gc bench/run.mjs bench/train/hundred-jobs.ts
it('leaves no process, handle or file behind when job follows job', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'temporary-'));
  const before = process.env.TMPDIR;
  onTestFinished(() => {
    process.env.TMPDIR = before;
    rmSync(temporary, { recursive: true });
  });
  const t = await startQueue();
  const run = async (): Promise<void> => {
    const job = await t.order();
    await t.reaches(job.id, 'done', 60_000);
    await t.queue.remove(job.id);
  };
  await run();
  process.env.TMPDIR = temporary;
  const first = takeStock();
  for (let i = 0; i < 4; i++) await run();
  const last = takeStock();
  // Others of this process open files too; a leak would be one for each run.
  expect(last.openFiles).toBeLessThan(first.openFiles + 4);
  expect(last).toMatchObject({ handles: first.handles, children: first.children });
  expect(readdirSync(temporary)).toEqual([]);
  expect([...(await t.files('jobs')), ...(await t.files('runs'))]).toEqual([]);
}, 180_000);
