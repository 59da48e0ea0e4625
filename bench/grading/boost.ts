import { predict, type TreeNode, type Trees } from '../../src/core/grading/trees.ts';

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
  /** Share of the features that a tree may look at; drawn by `random`. */
  columns: number;
  random: () => number;
}

interface Slope {
  gradient: number;
  curvature: number;
}

/** Fits boosted regression trees to a log loss with soft targets (Friedman 2001, with Newton leaves as in XGBoost). */
export function fitTrees(rows: Row[], options: BoostOptions): Trees {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const mean = rows.reduce((sum, { target, weight }) => sum + target * weight, 0) / total;
  const base = Math.log(Math.max(mean, 1e-3) / Math.max(1 - mean, 1e-3));
  const model: Trees = { base, trees: [] };
  const logits = rows.map(() => base);
  for (let round = 0; round < options.rounds; round++) {
    const slopes = rows.map(({ target, weight }, index): Slope => {
      const probability = 1 / (1 + Math.exp(-(logits[index] ?? 0)));
      return { gradient: weight * (target - probability), curvature: weight * probability * (1 - probability) };
    });
    const width = rows[0]?.features.length ?? 0;
    const features = Array.from({ length: width }, (_, index) => index).filter(
      () => options.random() < options.columns,
    );
    const tree: TreeNode[] = [];
    grow(
      tree,
      { rows, slopes, features, options },
      rows.map((_, index) => index),
      options.depth,
    );
    model.trees.push(tree);
    rows.forEach((row, index) => {
      const only: Trees = { base: 0, trees: [tree] };
      const probability = predict(only, row.features);
      logits[index] = (logits[index] ?? 0) + Math.log(probability / (1 - probability));
    });
  }
  return model;
}

interface Growth {
  rows: Row[];
  slopes: Slope[];
  features: number[];
  options: BoostOptions;
}

function grow(tree: TreeNode[], growth: Growth, members: number[], depth: number): number {
  const place = tree.length;
  tree.push({ value: round(leafValue(growth, members)) });
  const split = depth > 0 ? bestSplit(growth, members) : undefined;
  if (split === undefined) return place;
  const goesLeft = (index: number): boolean => (growth.rows[index]?.features[split.feature] ?? 0) <= split.at;
  const left = grow(tree, growth, members.filter(goesLeft), depth - 1);
  const right = grow(
    tree,
    growth,
    members.filter((index) => !goesLeft(index)),
    depth - 1,
  );
  tree[place] = { ...split, left, right };
  return place;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function leafValue({ slopes, options }: Growth, members: number[]): number {
  const { gradient, curvature } = sum(slopes, members);
  return (options.rate * gradient) / (curvature + options.ridge);
}

function sum(slopes: Slope[], members: number[]): Slope {
  return members.reduce(
    (total, index) => ({
      gradient: total.gradient + (slopes[index]?.gradient ?? 0),
      curvature: total.curvature + (slopes[index]?.curvature ?? 0),
    }),
    { gradient: 0, curvature: 0 },
  );
}

function bestSplit(
  { rows, slopes, features, options }: Growth,
  members: number[],
): { feature: number; at: number } | undefined {
  const all = sum(slopes, members);
  const worth = ({ gradient, curvature }: Slope): number => gradient ** 2 / (curvature + options.ridge);
  let best: { feature: number; at: number; gain: number } | undefined;
  for (const feature of features) {
    const readFeature = (index: number): number => rows[index]?.features[feature] ?? 0;
    const sorted = [...members].sort((a, b) => readFeature(a) - readFeature(b));
    let left: Slope = { gradient: 0, curvature: 0 };
    for (let place = 0; place + 1 < sorted.length; place++) {
      const here = sorted[place] ?? 0;
      left = {
        gradient: left.gradient + (slopes[here]?.gradient ?? 0),
        curvature: left.curvature + (slopes[here]?.curvature ?? 0),
      };
      const at = readFeature(here);
      const next = readFeature(sorted[place + 1] ?? 0);
      if (at === next) continue;
      const right = { gradient: all.gradient - left.gradient, curvature: all.curvature - left.curvature };
      if (left.curvature < options.leaf || right.curvature < options.leaf) continue;
      const gain = worth(left) + worth(right) - worth(all);
      if (gain > (best?.gain ?? 1e-3)) best = { feature, at: round((at + next) / 2), gain };
    }
  }
  return best === undefined ? undefined : { feature: best.feature, at: best.at };
}
