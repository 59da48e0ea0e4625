import { z } from 'zod';

/** That somebody answered a post, and how well; the answer itself is an attempt in their practice. */
export const answerSchema = z.object({
  schedule: z.string(),
  date: z.iso.date(),
  person: z.string(),
  attemptId: z.string(),
  score: z.number().min(0).max(100),
  band: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  at: z.iso.datetime(),
  /** Its author wants it shown with the others when the post closes. */
  shared: z.boolean(),
});
export type Answer = z.infer<typeof answerSchema>;

/** How many answered in each band, from 0 (not yet) to 3 (strong). */
export type Tally = [number, number, number, number];
