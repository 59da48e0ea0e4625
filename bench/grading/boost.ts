import { leafOf, type TreeNode, type Trees } from '../../src/core/grading/trees.ts';

/** A training example: what was measured, the probability wanted (0–1), and how much it counts. */
export interface Row {
  features: number[];
  target: number;
  weight: number;
}

export interface BoostOptions {
  rounds: number;
  depth: number;
  /** Share of each tree that is taken. */
  rate: number;
  /** Least curvature in a leaf: larger is smoother. */
  leaf: number;
  /** Pull of leaves towards zero. */
  ridge: number;
  /** Shares of the features and of the rows that a tree looks at; drawn by `random`. */
  columns: number;
  sample: number;
  random: () => number;
}

/** Values are compared at no more than this many thresholds for each feature. */
const BINS = 32;

interface Binned {
  /** Ascending; a value's bin is the number of thresholds below it. */
  thresholds: number[];
  bins: Uint8Array;
}

interface Growth {
  columns: (Binned | undefined)[];
  gradients: Float64Array;
  curvatures: Float64Array;
  options: BoostOptions;
}

/** Fits boosted regression trees to a log loss with soft targets (Friedman 2001, with Newton leaves as in XGBoost). */
export function fitTrees(rows: Row[], options: BoostOptions): Trees {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const mean = rows.reduce((sum, { target, weight }) => sum + target * weight, 0) / total;
  const base = Math.round(1e4 * Math.log(Math.max(mean, 1e-3) / Math.max(1 - mean, 1e-3))) / 1e4;
  const width = rows[0]?.features.length ?? 0;
  const binned = Array.from({ length: width }, (_, feature) => bin(rows.map((row) => row.features[feature] ?? 0)));
  const logits = new Float64Array(rows.length).fill(base);
  const trees: TreeNode[][] = [];
  for (let round = 0; round < options.rounds; round++) {
    const gradients = new Float64Array(rows.length);
    const curvatures = new Float64Array(rows.length);
    rows.forEach(({ target, weight }, index) => {
      const probability = 1 / (1 + Math.exp(-(logits[index] ?? 0)));
      gradients[index] = weight * (target - probability);
      curvatures[index] = weight * probability * (1 - probability);
    });
    const columns = binned.map((column) => (options.random() < options.columns ? column : undefined));
    const tree: TreeNode[] = [];
    const members = rows.map((_, index) => index).filter(() => options.random() < options.sample);
    grow(tree, { columns, gradients, curvatures, options }, members, options.depth);
    trees.push(tree);
    rows.forEach(({ features }, index) => {
      logits[index] = (logits[index] ?? 0) + leafOf(tree, features);
    });
  }
  return { base, trees };
}

function bin(values: number[]): Binned {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const thresholds: number[] = [];
  for (let step = 1; step < BINS; step++) {
    const place = Math.floor((step * sorted.length) / BINS);
    const low = sorted[place - 1];
    const high = sorted[place];
    if (low === undefined || high === undefined) continue;
    const at = rounded((low + high) / 2);
    if (thresholds.at(-1) !== at) thresholds.push(at);
  }
  return { thresholds, bins: Uint8Array.from(values, (value) => thresholds.filter((at) => value > at).length) };
}

function grow(tree: TreeNode[], growth: Growth, members: number[], depth: number): number {
  const place = tree.length;
  let gradient = 0;
  let curvature = 0;
  for (const index of members) {
    gradient += growth.gradients[index] ?? 0;
    curvature += growth.curvatures[index] ?? 0;
  }
  tree.push([rounded((growth.options.rate * gradient) / (curvature + growth.options.ridge))]);
  const split = depth > 0 ? bestSplit(growth, members, { gradient, curvature }) : undefined;
  if (split === undefined) return place;
  const goesLeft = (index: number): boolean => (split.bins[index] ?? 0) <= split.bin;
  const left = grow(tree, growth, members.filter(goesLeft), depth - 1);
  const right = grow(
    tree,
    growth,
    members.filter((index) => !goesLeft(index)),
    depth - 1,
  );
  tree[place] = [split.feature, split.at, left, right];
  return place;
}

function rounded(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}

interface Slope {
  gradient: number;
  curvature: number;
}

interface Split {
  feature: number;
  bin: number;
  at: number;
  bins: Uint8Array;
}

function bestSplit(
  { columns, gradients, curvatures, options }: Growth,
  members: number[],
  all: Slope,
): Split | undefined {
  const worth = (gradient: number, curvature: number): number => gradient ** 2 / (curvature + options.ridge);
  let best: Split | undefined;
  let bestGain = 1e-3;
  columns.forEach((column, feature) => {
    if (column === undefined) return;
    const gradientIn = new Float64Array(BINS);
    const curvatureIn = new Float64Array(BINS);
    for (const index of members) {
      const bin = column.bins[index] ?? 0;
      gradientIn[bin] = (gradientIn[bin] ?? 0) + (gradients[index] ?? 0);
      curvatureIn[bin] = (curvatureIn[bin] ?? 0) + (curvatures[index] ?? 0);
    }
    let gradient = 0;
    let curvature = 0;
    column.thresholds.forEach((at, bin) => {
      gradient += gradientIn[bin] ?? 0;
      curvature += curvatureIn[bin] ?? 0;
      if (curvature < options.leaf || all.curvature - curvature < options.leaf) return;
      const gain =
        worth(gradient, curvature) +
        worth(all.gradient - gradient, all.curvature - curvature) -
        worth(all.gradient, all.curvature);
      if (gain <= bestGain) return;
      bestGain = gain;
      best = { feature, bin, at, bins: column.bins };
    });
  });
  return best;
}
