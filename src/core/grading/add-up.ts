import type { PointMark, StatedMisconception, SumLine } from './mark.ts';

/** A false core caps the mark here. */
const CAP = 15;
/** What it costs to state a false core beside so much that is right that the mark is not capped. */
const CORE_BESIDE_RIGHT = 10;

interface Judged {
  /** Of the points, in percent and in their order. */
  weights: number[];
  points: PointMark[];
  misconceptions: StatedMisconception[];
  /** The core of the answer is reversed or a misconception. */
  isFalse: boolean;
}

/** The sum behind a mark: what was made, what is deducted or capped, rounded to 5 with halves downwards. */
export function addUp({ weights, points, misconceptions, isFalse }: Judged): SumLine[] {
  const sum: SumLine[] = points.flatMap(({ id, made }, index) => {
    const amount = (weights[index] ?? 0) * made;
    return made === 0 ? [] : [{ rule: made === 1 ? 'point' : 'half', about: id, amount } satisfies SumLine];
  });
  let total = sum.reduce((all, { amount }) => all + amount, 0);
  const add = (line: SumLine): void => {
    if (line.amount === 0) return;
    sum.push(line);
    total += line.amount;
  };
  const core = misconceptions.find(({ penalty }) => penalty === 'core') ?? misconceptions[0];
  if (!isFalse)
    for (const { text, penalty } of misconceptions)
      add({ rule: 'misconception', about: text, amount: penalty === 'core' ? -CORE_BESIDE_RIGHT : -penalty });
  if (isFalse && total > CAP) add({ rule: 'core-cap', about: core?.text, amount: CAP - total });
  if (total < 0) add({ rule: 'floor', amount: -total });
  const rounded = Math.ceil(total / 5 - 0.5) * 5;
  add({ rule: 'rounding', amount: rounded - total });
  return sum;
}
