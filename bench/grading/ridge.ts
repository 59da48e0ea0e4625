/** A row for a linear judge: which features it holds and their values, the logit to correct, and what is wanted. */
export interface SparseRow {
  features: number[];
  values: number[];
  offset: number;
  target: number;
  weight: number;
}

const SWEEPS = 40;

/**
 * Fits corrections to given logits: a log loss with soft targets and a ridge penalty, by coordinate descent with Newton
 * steps. Feature 0 is the bias and hardly penalised.
 */
export function fitRidge(rows: SparseRow[], width: number, penalty: number): Float64Array {
  const members: { row: number; value: number }[][] = Array.from({ length: width }, () => []);
  rows.forEach(({ features, values }, row) => {
    features.forEach((feature, place) => {
      members[feature]?.push({ row, value: values[place] ?? 0 });
    });
  });
  const weights = new Float64Array(width);
  const logits = Float64Array.from(rows, ({ offset }) => offset);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    members.forEach((group, feature) => {
      const pull = feature === 0 ? penalty / 100 : penalty;
      let gradient = -pull * (weights[feature] ?? 0);
      let curvature = pull;
      for (const { row, value } of group) {
        const { target, weight } = rows[row] as SparseRow;
        const probability = 1 / (1 + Math.exp(-(logits[row] ?? 0)));
        gradient += weight * value * (target - probability);
        curvature += weight * value * value * probability * (1 - probability);
      }
      const step = gradient / curvature;
      weights[feature] = (weights[feature] ?? 0) + step;
      for (const { row, value } of group) logits[row] = (logits[row] ?? 0) + step * value;
    });
  }
  return weights;
}
