import { z } from 'zod';
import { addUp } from '../grading/add-up.ts';
import { derivePoints } from '../grading/derive.ts';
import { bandOf, type Mark } from '../grading/mark.ts';
import type { Attempt } from '../practice/attempt.ts';

const made = z.literal([0, 0.5, 1]);
export type Made = z.infer<typeof made>;

/** What a reader of an appeal makes of an answer. */
export const rulingSchema = z.object({
  /** For each point of the mark, in its order. */
  made: z.array(made),
  /** For each of the mark's {@link falsehoodsOf}, in their order: whether the answer does state it. */
  stated: z.array(z.boolean()),
});
export type Ruling = z.infer<typeof rulingSchema>;

/** From this score down a mark may have been capped for a false core (the marking guide's cap). */
const CAP = 15;

/** The ruling that leaves a mark as it is. */
export const rulingOf = (mark: Mark): Ruling => ({
  made: mark.points.map((point) => point.made),
  stated: falsehoodsOf(mark).map(() => true),
});

/** What a mark holds against an answer: misconceptions by their text; undefined for a reversed core without one. */
export function falsehoodsOf({ misconceptions, sum }: Mark): (string | undefined)[] {
  if (misconceptions.length > 0) return misconceptions.map(({ text }) => text);
  return sum.some(({ rule }) => rule === 'core-cap') ? [undefined] : [];
}

/** The points of the question as it was asked; of one that has a model answer only, those derived from it. */
export function pointsOf({ asked }: Pick<Attempt, 'asked'>): Attempt['asked']['points'] {
  return asked.points.length > 0 ? asked.points : derivePoints(asked);
}

/** The mark of an answer as a reader rules, added up with the guide's deductions, cap and rounding. */
export function markByRuling(attempt: Attempt, ruling: Ruling): Mark {
  const { mark } = attempt;
  const asked = pointsOf(attempt);
  const points = mark.points.map(({ id, made: before, span, fix }, index) => {
    const now = ruling.made[index] ?? before;
    const sentence = fix ?? asked[index]?.text;
    return { id, made: now, span: now === 0 ? undefined : span, fix: now === 1 ? undefined : sentence };
  });
  const misconceptions = mark.misconceptions.filter((_, index) => ruling.stated[index] !== false);
  const weights = mark.points.map((_, index) => asked[index]?.weight ?? 0);
  const isFalse = isStillFalse(mark, ruling);
  // What cost nothing when the mark was given costs nothing now.
  const counted = misconceptions.filter((one) => one.penalty !== 'core' || isFalse || isDeducted(mark, one));
  const sum = addUp({ weights, points, misconceptions: counted, isFalse });
  // Weights may be thirds: their sum is a multiple of 5 but for what floating point adds.
  const score = Math.round(sum.reduce((total, { amount }) => total + amount, 0));
  if (sum.length === 0) sum.push({ rule: 'off-topic', amount: 0 });
  return { score, band: bandOf(score), points, misconceptions, sum, confidence: 1, rough: mark.rough };
}

const isDeducted = ({ sum }: Mark, { text }: { text: string }): boolean =>
  sum.some(({ rule, about }) => rule === 'misconception' && about === text);

function isStillFalse(mark: Mark, { stated }: Ruling): boolean {
  const { misconceptions, sum, score } = mark;
  const isCore = misconceptions.map(({ penalty }) => penalty === 'core');
  const isCapped = sum.some(({ rule }) => rule === 'core-cap');
  if (!isCore.includes(true)) return isCapped && stated[0] !== false;
  // A core that was deducted like any falsehood capped nothing.
  const wasBeside = misconceptions.some((one, index) => isCore[index] && isDeducted(mark, one));
  return (isCapped || (score <= CAP && !wasBeside)) && isCore.some((core, index) => core && stated[index] !== false);
}
