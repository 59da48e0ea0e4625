/** A split, [feature, threshold, left, right], whose children are places in the tree's list, or a leaf, [value]. */
export type TreeNode = readonly number[];

/** Boosted trees for a probability: the sum of their leaves, from `base` on, is a logit. */
export interface Trees {
  base: number;
  trees: readonly (readonly TreeNode[])[];
}

/** @returns 0–1 for the features, in the order that the trees were trained with. */
export function predict(trees: Trees, features: readonly number[]): number {
  return probabilityOf(logitOf(trees, features));
}

/** @returns the logit of what `predict` returns. */
export function logitOf({ base, trees }: Trees, features: readonly number[]): number {
  let logit = base;
  for (const tree of trees) logit += leafOf(tree, features);
  return logit;
}

export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** @returns the value of the leaf that the features lead to: values up to a threshold go left. */
export function leafOf(tree: readonly TreeNode[], features: readonly number[]): number {
  let node = tree[0] ?? NO_NODE;
  // By index: taking nodes apart with a pattern took twice as long.
  while (node.length > 1) {
    const goesLeft = (features[node[0] ?? 0] ?? 0) <= (node[1] ?? 0);
    node = tree[(goesLeft ? node[2] : node[3]) ?? 0] ?? NO_NODE;
  }
  return node[0] ?? 0;
}

const NO_NODE: TreeNode = [0];
