import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receiptSchema } from '../../../src/training/receipt.ts';
import { startQueue } from './start-queue.ts';

describe('the training queue', () => {
  it('takes a job from the order to the report, and leaves the run and none of the pictures', async () => {
    const t = await startQueue();
    const job = await t.order();
    const ended = await t.reaches(job.id, 'done');
    expect(ended).toMatchObject({ ...job, state: 'done', attempts: 1, told: true });
    expect(ended.startedAtMs).toBeLessThan(ended.endedAtMs ?? 0);
    expect(t.changesOf(job.id).map(({ state }) => state)).toEqual([
      ...t
        .changesOf(job.id)
        .slice(1)
        .map(() => 'running'),
      'done',
    ]);
    const progress = t.progressOf(job.id);
    expect(new Set(progress.map(({ step }) => step))).toContain('feature-extraction');
    expect(progress.map(({ fraction }) => fraction)).toEqual(
      progress.map(({ fraction }) => fraction).sort((a, b) => a - b),
    );
    expect(await t.files('jobs')).toEqual([]);
    expect(await t.files('runs')).toEqual([job.id]);
    const receipt = receiptSchema.parse(
      JSON.parse(await readFile(join(t.folder, 'runs', job.id, 'receipt.json'), 'utf8')),
    );
    expect(receipt.data.classes).toEqual(['across', 'along']);
    expect(receipt.settings.seed).toBe(1);
  });
});
