import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunTraining } from '../../../src/training/jobs/attempt.ts';

/** Leaves a run behind at once, for tests of what the queue keeps in mind: no network, no process. */
export const pretendToTrain: RunTraining = async (_job, { outFolder, onProgress }) => {
  onProgress({ step: 'feature-extraction', fraction: 0.5 });
  await mkdir(outFolder, { recursive: true });
  await writeFile(join(outFolder, 'receipt.json'), '{}');
};
