import { expect, it } from 'vitest';
import { latencyOf, medianOf } from '../../bench/latency.ts';

it('takes percentiles by nearest rank, in any order of samples', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(latencyOf(hundred)).toEqual({ p50: 50, p99: 99 });
  expect(latencyOf([7])).toEqual({ p50: 7, p99: 7 });
  expect(() => latencyOf([])).toThrow(RangeError);
});

it('takes the median of runs for each percentile', () => {
  const runs = [5, 1, 90, 3, 4].map((p50) => ({ p50, p99: 2 * p50 }));
  expect(medianOf(runs)).toEqual({ p50: 4, p99: 8 });
});
