/** A split of a feature: values up to `at` go left. Children are places in the tree's list; leaves hold a value only. */
export type TreeNode = { feature: number; at: number; left: number; right: number } | { value: number };

/** Boosted trees for a probability: the sum of their leaves, from `base` on, is a logit. */
export interface Trees {
  base: number;
  trees: TreeNode[][];
}

/** @returns 0–1 for the features, in the order that the trees were trained with. */
export function predict({ base, trees }: Trees, features: readonly number[]): number {
  let logit = base;
  for (const tree of trees) logit += leafOf(tree, features);
  return 1 / (1 + Math.exp(-logit));
}

function leafOf(tree: TreeNode[], features: readonly number[]): number {
  let node = tree[0];
  while (node !== undefined && 'feature' in node) {
    node = tree[(features[node.feature] ?? 0) <= node.at ? node.left : node.right];
  }
  return node?.value ?? 0;
}
