import type { Job } from '../../src/core/training/job.ts';
import { wilsonInterval } from '../../src/core/training/statistics.ts';
import type { Receipt } from '../../src/training/receipt.ts';

/** A receipt with the numbers of the example. */
export function makeReceipt({ classes, seed }: Pick<Job, 'classes' | 'seed'>): Receipt {
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
