import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../../models/freezing.ts';
import { softmaxRows } from '../../models/softmax.ts';
import type { Epoch } from '../../models/transfer.ts';
import { keptEpoch, medianPhases } from '../../src/training/learned.ts';

const history = (...validationLosses: number[]): Epoch[] =>
  validationLosses.map((validationLoss) => ({ loss: 1, accuracy: 1, validationLoss }));

describe('the network for new pictures', () => {
  it('trains for the median of the epochs that the rounds kept', () => {
    const head = [history(3, 2, 1, 4), history(1, 2), history(2, 1, 3)];
    const body = [history(5, 4), history(1), history(3, 2, 1)];
    expect(head.map(keptEpoch)).toEqual([3, 1, 2]);
    expect(medianPhases(STRATEGIES['fine-tuning'], [head, body]).map(({ epochs }) => epochs)).toEqual([2, 2]);
  });

  it('takes the last epoch where nothing was held out for validation', () => {
    expect(keptEpoch([1, 2, 3].map((loss) => ({ loss, accuracy: 0 })))).toBe(3);
    const late = [1, 2, 3].map((loss, i) => ({
      loss,
      accuracy: 0,
      validationLoss: loss,
      ...(i < 1 && { tooEarly: true as const }),
    }));
    expect(keptEpoch(late)).toBe(2);
  });
});

describe('softmax', () => {
  it('gives rows that add up to 1, also of huge numbers', () => {
    const [first, second] = softmaxRows(Float32Array.of(0, Math.log(3), 1000, -1000), 2);
    expect(first![1]).toBeCloseTo(0.75, 6);
    expect(second).toEqual([1, 0]);
  });
});
