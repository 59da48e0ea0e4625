import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, TrainProgress } from '../../src/core/training/job.ts';
import type { RunTraining } from '../../src/training/jobs/attempt.ts';
import { drawPicture } from '../training/draw.ts';
import { makeReceipt } from '../training/make-receipt.ts';

/** A run that a test moves on by hand. */
export interface FakeRun {
  job: Job;
  /** What lay in its folder when it began. */
  files: string[];
  progress(progress: TrainProgress): void;
  finish(): void;
  fail(error: Error): void;
  aborted: boolean;
}

/** Stands in for the process that trains where only what is said of it matters; the real one is in train.test.ts. */
export function createFakeTraining() {
  const runs: FakeRun[] = [];
  const waiting: ((run: FakeRun) => void)[] = [];
  const runTraining: RunTraining = (job, { jobFolder, outFolder, signal, onProgress }) =>
    new Promise((resolve, reject) => {
      void readdir(jobFolder).then((files) => {
        const run: FakeRun = {
          job,
          files: files.sort(),
          progress: onProgress,
          finish: () => void writeRun(outFolder, job).then(resolve, reject),
          fail: reject,
          aborted: false,
        };
        signal.addEventListener('abort', () => {
          run.aborted = true;
          reject(new Error('aborted'));
        });
        const taker = waiting.shift();
        if (taker) taker(run);
        else runs.push(run);
      });
    });
  return {
    runTraining,
    /** The next run that begins, or has begun. */
    next: (): Promise<FakeRun> => {
      const run = runs.shift();
      return run ? Promise.resolve(run) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

async function writeRun(folder: string, job: Job): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'receipt.json'), JSON.stringify(makeReceipt(job)));
  await writeFile(join(folder, 'curves.png'), await drawPicture(true, 1));
  await writeFile(join(folder, 'confusion.png'), await drawPicture(false, 1));
  const pictures = [
    { file: 'curves.png', alt: 'Two curves' },
    { file: 'confusion.png', alt: 'A table' },
  ];
  await writeFile(join(folder, 'pictures.json'), JSON.stringify(pictures));
}
