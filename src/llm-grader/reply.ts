import { z } from 'zod';
import { addUp } from '../core/grading/add-up.ts';
import { bandOf, type Mark, type PointMark, type Span, type StatedMisconception } from '../core/grading/mark.ts';
import type { Question } from '../core/question.ts';

/** What the model has to answer with. Numbers of points and misconceptions start at 1, as in the prompt. */
export const replySchema = z.object({
  points: z.array(
    z.object({
      number: z.number().int(),
      made: z.enum(['yes', 'half', 'no']),
      /** The learner's words, to the letter; empty for "no". */
      quote: z.string(),
    }),
  ),
  misconceptions: z.array(z.object({ number: z.number().int(), quote: z.string() })),
});
export type Reply = z.infer<typeof replySchema>;

const MADE = { yes: 1, half: 0.5, no: 0 } as const;
/** A model has no better measure of its own doubt: below this the reply would call it unsure. */
const CONFIDENCE = 0.8;

/**
 * The mark that follows from a model's reply to this text. Nothing is taken on trust: a point or misconception whose quote does not
 * stand in the answer is not given, and the sum is ours.
 */
export function markFromReply(question: Question, answer: string, reply: Reply): Mark {
  const points = question.points.map(({ id, text }, index): PointMark => {
    const said = reply.points.find(({ number }) => number === index + 1);
    const span = said && said.made !== 'no' ? findQuote(answer, said.quote) : undefined;
    const made = said && span ? MADE[said.made] : 0;
    return { id, made, span, fix: made === 1 ? undefined : text };
  });
  const misconceptions = reply.misconceptions.flatMap(({ number, quote }): StatedMisconception[] => {
    const misconception = question.misconceptions[number - 1];
    const span = findQuote(answer, quote);
    return misconception && span ? [{ ...misconception, span }] : [];
  });
  const isFalse = misconceptions.some(({ penalty }) => penalty === 'core');
  const sum = addUp({ weights: question.points.map(({ weight }) => weight), points, misconceptions, isFalse });
  const score = sum.reduce((total, { amount }) => total + amount, 0);
  return { score, band: bandOf(score), points, misconceptions, sum, confidence: CONFIDENCE, rough: false };
}

/** Where a quote stands in the answer; letter case and the kind of white space do not matter. */
function findQuote(answer: string, quote: string): Span | undefined {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.join('').length < 2) return undefined;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(escaped.join('\\s+'), 'iu').exec(answer);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}
