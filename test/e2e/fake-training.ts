import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, TrainProgress } from '../../src/core/training/job.ts';
import { wilsonInterval } from '../../src/core/training/statistics.ts';
import type { RunTraining } from '../../src/training/jobs/attempt.ts';
import type { Receipt } from '../../src/training/receipt.ts';
import { drawPicture } from '../training/draw.ts';

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

/** A receipt with the numbers of the example. */
function makeReceipt({ classes, seed }: Job): Receipt {
  const judged = (name: string, correct: number) => ({
    ...{ name, correct, tested: 40, accuracy: correct / 40 },
    interval: wilsonInterval(correct, 40),
  });
  const stage = (name: string, correct: number, trainable: number) => ({
    ...judged(name, correct),
    ...{ trainable, total: 11_177_538, seconds: 2, epochs: [3] },
  });
  const comparison = { p: 1, significant: false, gained: 1, lost: 0 };
  return {
    format: 'warmstart-train-1',
    strategy: 'fine-tuning',
    phases: [],
    weights: { name: 'embedded', sha256: 'ab'.repeat(32), size: 64 },
    engine: { engine: 'onnx', provider: 'cpu', device: 'a processor' },
    settings: { seed, batchSize: 16, views: 4 },
    split: { kind: 'cross-validation', folds: 5 },
    data: {
      classes,
      sha256: 'cd'.repeat(32),
      pictures: classes.flatMap((name) =>
        Array.from({ length: 20 }, (_, i) => ({ class: name, file: `${i}.png`, sha256: 'ef'.repeat(32) })),
      ),
      skipped: [],
      duplicates: [],
    },
    stages: [stage('before', 19, 0), stage('feature-extraction', 35, 1026), stage('fine-tuning', 36, 8_394_754)],
    baselines: [judged('nearest-class-mean', 33)],
    comparisons: [
      { ...comparison, from: 'before', to: 'feature-extraction', gained: 16, significant: true, p: 0.001 },
      { ...comparison, from: 'feature-extraction', to: 'fine-tuning' },
    ],
  };
}
