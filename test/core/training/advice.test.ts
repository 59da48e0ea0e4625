import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseOn, type RunSummary } from '../../../src/core/training/advice.ts';
import { countClasses, describeImbalance } from '../../../src/core/training/balance.ts';
import { wilsonInterval } from '../../../src/core/training/statistics.ts';

interface Numbers {
  /** Pictures of each class. */
  classes: number[];
  /** Right answers after each stage, `feature-extraction` first. */
  correct: number[];
  gained?: number;
  lost?: number;
  significant?: boolean;
  labelConflicts?: number;
}

function summaryOf({ classes, correct, gained = 0, lost = 0, significant = false, ...rest }: Numbers): RunSummary {
  const pictures = classes.flatMap((count, i) => Array.from({ length: count }, () => ({ class: `class${i}` })));
  const tested = pictures.length;
  const stages = ['feature-extraction', 'fine-tuning'].slice(0, correct.length).map((name, i) => {
    const right = correct[i] ?? 0;
    return { name, correct: right, tested, interval: wilsonInterval(right, tested) };
  });
  const [from, to] =
    correct.length > 1 ? ['feature-extraction', 'fine-tuning'] : ['nearest-class-mean', 'feature-extraction'];
  return { stages, comparisons: [{ from, to, gained, lost, significant }], data: { pictures, ...rest } };
}

describe('the advice', () => {
  it.each<[Numbers, string]>([
    [
      { classes: [20, 20], correct: [35, 36], gained: 2, lost: 1 },
      'Fine-tuning got 36 of 40 right, 1 more than the head alone: too few to tell from luck, in a small sample of 40; ' +
        'next, add about 20 pictures of each class, so that it has twice as many to learn from.',
    ],
    [
      { classes: [20, 20], correct: [36, 35], gained: 1, lost: 2 },
      'Fine-tuning got 35 of 40 right, 1 fewer than the head alone: too few to tell from luck, in a small sample of 40; ' +
        'next, stay with feature extraction, and add about 20 pictures of each class, so that it has twice as many to learn from.',
    ],
    [
      { classes: [40, 40], correct: [60, 75], gained: 16, lost: 1, significant: true },
      'Fine-tuning got 75 of 80 right, 15 more than the head alone: more than luck explains; ' +
        'next, add about 40 pictures of each class, so that it has twice as many to learn from.',
    ],
    [
      { classes: [40, 40], correct: [75, 60], gained: 1, lost: 16, significant: true },
      'Fine-tuning got 60 of 80 right, 15 fewer than the head alone: more than bad luck explains; ' +
        'next, stop at feature extraction, or fine-tune at a lower learning rate.',
    ],
    [
      { classes: [40, 40], correct: [60], gained: 3, lost: 3 },
      'The head alone got 60 of 80 right, as many as the nearest class mean, which needs no training; ' +
        'next, try fine-tuning, and see whether it gets more of the same pictures right.',
    ],
    [
      { classes: [10, 10], correct: [12, 12], gained: 1, lost: 1 },
      'Fine-tuning got 12 of 20 right, which guessing the commonest class might reach too, in a small sample of 20; ' +
        'next, check the labels and whether the classes can be seen apart in a small square, and add about 10 ' +
        'pictures of each class, so that it has twice as many to learn from.',
    ],
    [
      { classes: [40, 10], correct: [48, 49], gained: 1, lost: 0 },
      'Fine-tuning got 49 of 50 right, 1 more than the head alone: too few to tell from luck, in a small sample of 50; ' +
        'next, add pictures of class1, which has only 10.',
    ],
    [
      { classes: [40, 40], correct: [79, 80], gained: 1, lost: 0 },
      'Fine-tuning got 80 of 80 right, 1 more than the head alone: too few to tell from luck; ' +
        'next, try it on pictures taken elsewhere, since these have become too easy to tell more.',
    ],
  ])('follows from %j', (numbers, sentence) => {
    expect(adviseOn(summaryOf(numbers))).toBe(sentence);
  });

  it('says that more pictures halve the doubt only where all of them would be judged', () => {
    const few = summaryOf({ classes: [7, 7], correct: [12, 12], gained: 1 });
    expect(adviseOn(few)).toMatch(/add about 21 pictures of each class, which would halve the doubt\.$/);
    const test = { pictures: few.data.pictures };
    expect(adviseOn({ ...few, data: { ...few.data, test } })).not.toContain('doubt');
  });

  it('names the labels first where a picture is in two classes', () => {
    expect(adviseOn(summaryOf({ classes: [20, 20], correct: [35, 36], gained: 1, labelConflicts: 1 }))).toContain(
      'next, correct the labels of the pictures that are in two classes',
    );
  });

  it('calls the last stages of gradual unfreezing by that name, against the head alone', () => {
    const summary = summaryOf({ classes: [40, 40], correct: [60, 75], gained: 15, lost: 0, significant: true });
    const stages = summary.stages.map((stage) =>
      stage.name === 'fine-tuning' ? { ...stage, name: 'unfreeze-layer2' } : stage,
    );
    const comparisons = summary.comparisons.map((comparison) => ({ ...comparison, to: 'unfreeze-layer2' }));
    expect(adviseOn({ ...summary, stages, comparisons })).toContain('Gradual unfreezing got 75 of 80 right, 15 more');
  });

  it('is one sentence that claims no more than the test found', () => {
    const numbers = fc
      .record({
        classes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 4 }),
        shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 2 }),
        gained: fc.nat(30),
        lost: fc.nat(30),
        significant: fc.boolean(),
      })
      .map(({ shares, ...rest }): Numbers => {
        const all = rest.classes.reduce((sum, count) => sum + count, 0);
        return { ...rest, correct: shares.map((share) => Math.round(share * all)) };
      });
    fc.assert(
      fc.property(numbers, (drawn) => {
        const summary = summaryOf(drawn);
        const advice = adviseOn(summary);
        expect(advice).toMatch(/^[A-Z][^.\n]*; next, [^.\n]+\.$/);
        expect(advice).not.toMatch(/undefined|NaN/);
        const tested = summary.stages[0]!.tested;
        expect(advice.includes('small sample')).toBe(tested < 60);
        if (advice.includes('luck explains')) expect(drawn.significant).toBe(true);
        if (advice.includes('more than luck explains')) expect(drawn.gained!).toBeGreaterThan(drawn.lost!);
        if (advice.includes('bad luck explains')) expect(drawn.lost!).toBeGreaterThan(drawn.gained!);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the balance of classes', () => {
  const counts = (names: string) => countClasses([...names]);

  it('is said when one class is three times another, with what to do', () => {
    expect(describeImbalance(counts('aaabb'))).toBeUndefined();
    expect(describeImbalance(counts('aaaaa'))).toBeUndefined();
    expect(describeImbalance(counts('abbbccc'))).toBe(
      'Uneven classes: c has 3 pictures, a only 1, so always saying c would look good. Add pictures of a, or leave some of c out.',
    );
  });
});
