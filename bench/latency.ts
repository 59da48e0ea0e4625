/** One run's times to the first response, in milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
}

/** @returns the nearest-rank percentile: the smallest sample that `percent` of all samples do not exceed. */
function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('No samples');
  return value;
}

export function latencyOf(samples: readonly number[]): Latency {
  return { p50: percentile(samples, 50), p99: percentile(samples, 99) };
}

/** @returns the median of each percentile over several runs: one disturbed run does not move it. */
export function medianOf(runs: readonly Latency[]): Latency {
  const median = (of: keyof Latency): number =>
    percentile(
      runs.map((run) => run[of]),
      50,
    );
  return { p50: median('p50'), p99: median('p99') };
}
