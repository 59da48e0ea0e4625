import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDuplicates, groupDuplicates } from '../../../src/core/training/duplicates.ts';
import { stratifiedFolds } from '../../../src/core/training/splits.ts';
import { comparePaired, pValueOf, wilsonInterval } from '../../../src/core/training/statistics.ts';

describe("Wilson's interval", () => {
  it('is the published one', () => {
    const [low, high] = wilsonInterval(36, 40);
    expect(low).toBeCloseTo(0.7695, 4);
    expect(high).toBeCloseTo(0.9604, 4);
    expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775, 4);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});

describe('the exact paired test', () => {
  const cases = (both: number, first: number, second: number) => ({
    a: [...Array(both + first).fill(true), ...Array(second).fill(false)] as boolean[],
    b: [...Array(both).fill(true), ...Array(first).fill(false), ...Array(second).fill(true)] as boolean[],
  });

  it('finds three pictures to be no difference and ten to be one', () => {
    const three = cases(30, 0, 3);
    expect(comparePaired(three.a, three.b)).toEqual({ onlyFirst: 0, onlySecond: 3, p: 0.25 });
    const ten = cases(30, 1, 11);
    expect(comparePaired(ten.a, ten.b).p).toBeCloseTo(2 * (1 + 12) * 0.5 ** 12, 10);
    expect(comparePaired([true, false], [false, true]).p).toBe(1);
    expect([1, 0.25, 0.001, 0.0009].map(pValueOf)).toEqual(['p = 1.000', 'p = 0.250', 'p = 0.001', 'p < 0.001']);
  });
});

describe('stratified folds', () => {
  it('give each class its share and keep groups together', () => {
    const item = fc.record({ label: fc.integer({ min: 0, max: 2 }), group: fc.integer({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(fc.array(item, { minLength: 10, maxLength: 60 }), fc.nat(), (items, seed) => {
        const folds = stratifiedFolds(items, 5, () => ((seed % 97) + 1) / 98);
        const foldOf = new Map<number, number>();
        items.forEach(({ group }, i) => {
          expect(foldOf.get(group) ?? folds[i]).toBe(folds[i]);
          foldOf.set(group, folds[i]!);
        });
      }),
      { numRuns: 50 },
    );
    const alone = Array.from({ length: 40 }, (_, i) => ({ label: i % 2, group: i }));
    const folds = stratifiedFolds(alone, 5, () => 0.5);
    for (let fold = 0; fold < 5; fold++) {
      const inside = alone.filter((_, i) => folds[i] === fold);
      expect([inside.length, inside.filter(({ label }) => label === 0).length]).toEqual([8, 4]);
    }
  });
});

describe('duplicates', () => {
  it('are found when exact and when near, and share a group', () => {
    const grey = (...values: number[]) => Float32Array.from(values);
    const pictures = [
      { digest: 'a', grey: grey(1, 0) },
      { digest: 'b', grey: grey(0, 1) },
      { digest: 'a', grey: grey(1, 0) },
      { digest: 'c', grey: grey(0.1, Math.sqrt(0.99)) },
    ];
    const pairs = findDuplicates(pictures);
    expect(pairs).toEqual([
      { first: 0, second: 2, exact: true },
      { first: 1, second: 3, exact: false },
    ]);
    expect(groupDuplicates(4, pairs)).toEqual([0, 1, 0, 1]);
  });

  it('share a group when only a third picture is like both', () => {
    const at = (degrees: number) => {
      const angle = (degrees * Math.PI) / 180;
      return { digest: String(degrees), grey: Float32Array.from([Math.cos(angle), Math.sin(angle)]) };
    };
    // 0 and 20 degrees are too far apart; 10 is near both, and comes last.
    const pairs = findDuplicates([at(0), at(20), at(90), at(10)]);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 3],
      [1, 3],
    ]);
    expect(groupDuplicates(4, pairs)).toEqual([0, 0, 2, 0]);
  });
});
