import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweepRuns } from '../../../src/training/artifacts/sweep.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 1_790_000_000_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function makeRun(name: string, days: number, bytes: number): Promise<void> {
  await mkdir(join(folder, name));
  for (const [file, size] of Object.entries({ 'receipt.json': 10, 'trained-1-of-1.safetensors': bytes - 10 })) {
    await writeFile(join(folder, name, file), Buffer.alloc(size));
    await utimes(join(folder, name, file), new Date(NOW_MS), new Date(NOW_MS - days * DAY_MS));
  }
}

const sweep = (maxBytes: number) => sweepRuns(folder, { nowMs: NOW_MS, maxBytes, maxAgeMs: 7 * DAY_MS });

it('deletes runs that are too old, and keeps the others', async () => {
  await makeRun('old', 8, 100);
  await makeRun('young', 6, 100);
  expect(await sweep(1e6)).toEqual(['old']);
  expect(await readdir(folder)).toEqual(['young']);
});

it('deletes the oldest until the rest fits', async () => {
  await makeRun('third', 1, 400);
  await makeRun('first', 3, 400);
  await makeRun('second', 2, 400);
  expect(await sweep(800)).toEqual(['first']);
  expect(await sweep(399)).toEqual(['second', 'third']);
  expect(await sweep(0)).toEqual([]);
});

it('leaves alone what is still being written', async () => {
  await makeRun('abc.partial-1', 30, 100);
  expect(await sweep(0)).toEqual([]);
});
