/** A split, [feature, threshold, left, right], whose children are places in the tree's list, or a leaf, [value]. */
export type TreeNode = readonly number[];

/** Boosted trees for a probability, as they are trained and kept: the sum of their leaves, from `base` on, is a logit. */
export interface Trees {
  base: number;
  trees: readonly (readonly TreeNode[])[];
}

/**
 * The same, ready to be asked. All trees are filled up to the depth of the deepest and laid out as heaps: below split
 * `i` of a tree stand `2i + 1` and `2i + 2`, and the last level are its leaves.
 */
export interface ReadyTrees {
  base: number;
  depth: number;
  /** Of every split, tree by tree: the feature it looks at, and the largest value that goes left. */
  features: Uint16Array;
  thresholds: Float64Array;
  /** Of every leaf, tree by tree. */
  values: Float64Array;
}

/** Lays trees out for speed: walking lists of nodes took three times as long. */
export function readyTrees({ base, trees }: Trees): ReadyTrees {
  const depth = Math.max(0, ...trees.map((tree) => depthOf(tree, 0)));
  const leaves = 2 ** depth;
  const ready = {
    base,
    depth,
    features: new Uint16Array(trees.length * (leaves - 1)),
    thresholds: new Float64Array(trees.length * (leaves - 1)),
    values: new Float64Array(trees.length * leaves),
  };
  trees.forEach((tree, index) => {
    const place = (node: TreeNode, at: number): void => {
      const [first = 0, threshold = 0, left = 0, right = 0] = node;
      if (at >= leaves - 1) {
        ready.values[index * leaves + at - (leaves - 1)] = first;
        return;
      }
      const isLeaf = node.length === 1;
      ready.features[index * (leaves - 1) + at] = isLeaf ? 0 : first;
      ready.thresholds[index * (leaves - 1) + at] = threshold;
      // A leaf above the last level stands on both sides of a split that decides nothing.
      place(isLeaf ? node : (tree[left] ?? NO_NODE), 2 * at + 1);
      place(isLeaf ? node : (tree[right] ?? NO_NODE), 2 * at + 2);
    };
    place(tree[0] ?? NO_NODE, 0);
  });
  return ready;
}

function depthOf(tree: readonly TreeNode[], at: number): number {
  const [, , left, right] = tree[at] ?? NO_NODE;
  return left === undefined || right === undefined ? 0 : 1 + Math.max(depthOf(tree, left), depthOf(tree, right));
}

/** @returns 0–1 for the features, in the order that the trees were trained with. */
export function predict(trees: ReadyTrees, features: readonly number[]): number {
  return probabilityOf(logitOf(trees, features));
}

/** @returns the logit of what `predict` returns. */
export function logitOf(trees: ReadyTrees, row: readonly number[]): number {
  const { base, depth, features, thresholds, values } = trees;
  const leaves = 2 ** depth;
  const splits = leaves - 1;
  let logit = base;
  for (let tree = 0, leaf = 0; leaf < values.length; tree += splits, leaf += leaves) {
    let at = 0;
    for (let level = 0; level < depth; level++) {
      const goesLeft = (row[features[tree + at] ?? 0] ?? 0) <= (thresholds[tree + at] ?? 0);
      at = 2 * at + (goesLeft ? 1 : 2);
    }
    logit += values[leaf + at - splits] ?? 0;
  }
  return logit;
}

export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** @returns the value of the leaf of one tree that the features lead to: values up to a threshold go left. */
export function leafOf(tree: readonly TreeNode[], features: readonly number[]): number {
  let node = tree[0] ?? NO_NODE;
  while (node.length > 1) {
    const goesLeft = (features[node[0] ?? 0] ?? 0) <= (node[1] ?? 0);
    node = tree[(goesLeft ? node[2] : node[3]) ?? 0] ?? NO_NODE;
  }
  return node[0] ?? 0;
}

const NO_NODE: TreeNode = [0];
