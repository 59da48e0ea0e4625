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
  const { handles, openFiles, children } = takeStock();
  for (let i = 0; i < 5; i++) await run();
  expect(takeStock()).toMatchObject({ handles, openFiles, children });
  expect(readdirSync(temporary)).toEqual([]);
  expect([...(await t.files('jobs')), ...(await t.files('runs'))]).toEqual([]);
}, 180_000);
