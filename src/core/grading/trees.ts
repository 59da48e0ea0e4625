/** A split, [feature, threshold, left, right], whose children are places in the tree's list, or a leaf, [value]. */
export type TreeNode = readonly number[];

/** Boosted trees for a probability: the sum of their leaves, from `base` on, is a logit. */
export interface Trees {
  base: number;
  trees: readonly (readonly TreeNode[])[];
}

/** @returns 0–1 for the features, in the order that the trees were trained with. */
export function predict({ base, trees }: Trees, features: readonly number[]): number {
  let logit = base;
  for (const tree of trees) logit += leafOf(tree, features);
  return 1 / (1 + Math.exp(-logit));
}

/** @returns the value of the leaf that the features lead to: values up to a threshold go left. */
export function leafOf(tree: readonly TreeNode[], features: readonly number[]): number {
  let node = tree[0] ?? [0];
  while (node.length > 1) {
    const [feature = 0, at = 0, left = 0, right = 0] = node;
    node = tree[(features[feature] ?? 0) <= at ? left : right] ?? [0];
  }
  return node[0] ?? 0;
}
