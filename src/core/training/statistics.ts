/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Where the true share likely lies (95 %), from `correct` of `tested`: Wilson's interval (1927), which stays within 0
 * and 1 and is honest for small samples.
 */
export function wilsonInterval(correct: number, tested: number): [low: number, high: number] {
  if (tested === 0) return [0, 1];
  const share = correct / tested;
  const spread = Z * Math.sqrt((share * (1 - share)) / tested + (Z * Z) / (4 * tested * tested));
  const centre = share + (Z * Z) / (2 * tested);
  const scale = 1 + (Z * Z) / tested;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

export interface PairedComparison {
  /** Pictures that only the first, or only the second, got right. */
  onlyFirst: number;
  onlySecond: number;
  /** Chance of a difference at least this large if both were equally good. */
  p: number;
}

/** "p = 0.424", "p < 0.001": a chance is never none. */
export function pValueOf(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** Compares two classifiers on the same pictures: McNemar's test in its exact, two-sided binomial form. */
export function comparePaired(first: readonly boolean[], second: readonly boolean[]): PairedComparison {
  const onlyFirst = first.filter((right, i) => right && !second[i]).length;
  const onlySecond = second.filter((right, i) => right && !first[i]).length;
  const different = onlyFirst + onlySecond;
  let [term, tail] = [0.5 ** different, 0];
  for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
    tail += term;
    term *= (different - k) / (k + 1);
  }
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * tail) };
}
