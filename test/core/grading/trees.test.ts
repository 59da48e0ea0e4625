import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafOf, logitOf, readyTrees, type TreeNode } from '../../../src/core/grading/trees.ts';

const FEATURES = 4;
const value = fc.integer({ min: -20, max: 20 }).map((hundredths) => hundredths / 20);

interface Grown {
  leaf: number;
  split?: { feature: number; threshold: number; left: Grown; right: Grown } | undefined;
}
const { tree: grown } = fc.letrec<{ tree: Grown }>((tie) => ({
  tree: fc.record({
    leaf: value,
    split: fc.option(
      fc.record({
        feature: fc.nat(FEATURES - 1),
        threshold: value,
        left: tie('tree'),
        right: tie('tree'),
      }),
      { nil: undefined, maxDepth: 4 },
    ),
  }),
}));

/** Writes a tree as training does. */
function listed({ leaf, split }: Grown, nodes: TreeNode[] = []): TreeNode[] {
  const at = nodes.push([leaf]) - 1;
  if (split === undefined) return nodes;
  const left = nodes.length;
  listed(split.left, nodes);
  const right = nodes.length;
  listed(split.right, nodes);
  nodes[at] = [split.feature, split.threshold, left, right];
  return nodes;
}

describe('trees that are laid out for speed', () => {
  it('come to the same logit as the lists of nodes, however uneven they are', () => {
    const row = fc.array(value, { minLength: FEATURES, maxLength: FEATURES });
    fc.assert(
      fc.property(value, fc.array(grown, { maxLength: 5 }), row, (base, all, features) => {
        const trees = all.map((tree) => listed(tree));
        let logit = base;
        for (const tree of trees) logit += leafOf(tree, features);
        expect(logitOf(readyTrees({ base, trees }), features)).toBe(logit);
      }),
      { numRuns: 60 },
    );
  });

  it('send values up to a threshold to the left', () => {
    const trees = readyTrees({ base: 0, trees: [[[1, 0.5, 1, 2], [-1], [1]]] });
    expect([0.4, 0.5, 0.6].map((at) => logitOf(trees, [9, at]))).toEqual([-1, -1, 1]);
  });
});
