import { z } from 'zod';
import { isBlank } from '../text.ts';
import { rulingSchema } from './ruling.ts';

/** What a learner may write to the readers, and a reader to the learner. */
export const MAX_REASON = 500;
export const reasonSchema = z
  .string()
  .trim()
  .max(MAX_REASON)
  .refine((reason) => !isBlank(reason));

const decision = z.discriminatedUnion('is', [
  z.object({ is: z.literal('accepted'), by: z.string(), at: z.iso.datetime(), score: z.number() }),
  z.object({ is: z.literal('rejected'), by: z.string(), at: z.iso.datetime(), reason: reasonSchema }),
]);
export type Decision = z.infer<typeof decision>;

/** A mark that its learner contests. The answer stands in the attempt, and is not copied. */
export const appealSchema = z.object({
  /** Short: part of custom ids. */
  id: z.string(),
  person: z.string(),
  /** Id of the attempt. */
  attempt: z.string(),
  questionId: z.string(),
  /** The mark that is contested. */
  score: z.number(),
  reason: reasonSchema,
  at: z.iso.datetime(),
  /** Where it is read. */
  guild: z.string(),
  channel: z.string(),
  /** The readers' message; absent until it is posted. */
  message: z.string().optional(),
  ruling: rulingSchema,
  decision: decision.optional(),
  /** What follows from the decision is done: mark, schedule, and a notice for the learner. */
  settled: z.boolean(),
});
export type Appeal = z.infer<typeof appealSchema>;

/** A mistake in a lesson that a learner reports. */
export const reportSchema = z.object({
  id: z.string(),
  person: z.string(),
  lessonId: z.string(),
  section: z.string(),
  /** In its section, from 0. */
  page: z.int().min(0),
  text: reasonSchema,
  at: z.iso.datetime(),
  /** The server whose readers see it. */
  guild: z.string(),
  done: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
  /** The notice for the learner is stored. */
  settled: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;
