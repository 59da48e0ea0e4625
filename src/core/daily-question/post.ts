import { z } from 'zod';

/** Somebody (a process) works on it until then; afterwards others may. */
const lease = { by: z.string(), untilMs: z.int(), attempts: z.int().positive() };

/** One day's post of a schedule. Its key is taken first, so that a day is posted once. */
export const postSchema = z.object({
  schedule: z.string(),
  date: z.iso.date(),
  /** The server or the person it belongs to. */
  owner: z.string(),
  kind: z.enum(['server', 'person']),
  channelId: z.string(),
  questionId: z.string(),
  /** The day this question was last posted there: the bank has run dry. */
  repeats: z.iso.date().optional(),
  claimedAtMs: z.int(),
  state: z.discriminatedUnion('is', [
    /** Whether it was posted is not known. */
    z.object({ is: z.literal('claimed'), ...lease }),
    z.object({
      is: z.literal('open'),
      messageId: z.string(),
      /** Absent in direct messages, which do not close. */
      closesAtMs: z.int().optional(),
      closing: z.object(lease).optional(),
    }),
    z.object({ is: z.literal('closed'), messageId: z.string(), threadId: z.string().optional() }),
  ]),
});
export type Post = z.infer<typeof postSchema>;

/** A post is open until the next one, but no longer than this. */
export const OPEN_MS = 24 * 60 * 60 * 1000;

/** Whoever claimed a post has this long to make it; then another process looks whether it is there. */
export const LEASE_MS = 2 * 60 * 1000;

const MAX_BACKOFF_MS = 15 * 60 * 1000;

/** How long to wait after a failed attempt: 1, 2, 4, 8, then 15 minutes. @param attempts so far, from 1. */
export function backoffMs(attempts: number): number {
  return Math.min(60_000 * 2 ** (attempts - 1), MAX_BACKOFF_MS);
}

/** A message's nonce (25 characters at most): of the same one Discord makes a single message. */
export function nonceOf({ schedule, date }: Pick<Post, 'schedule' | 'date'>, purpose: 'post' | 'answer'): string {
  return `${schedule}${date.replaceAll('-', '')}${purpose === 'post' ? '' : 'a'}`;
}
