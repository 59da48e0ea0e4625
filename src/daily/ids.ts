import { z } from 'zod';
import { defineId, snowflake } from '../discord/custom-id.ts';

const post = { schedule: z.string().min(1), date: z.iso.date() };

/** The custom ids of unasked messages. */
export const dailyIds = {
  /** Under each post: by it a post is found again. */
  answer: defineId('daily', 'answer', post),
  dontKnow: defineId('daily', 'unknown', post),
  /** The modal; new for each attempt. */
  submit: defineId('daily', 'submit', { ...post, owner: snowflake, nonce: z.string().min(1) }),
  share: defineId('daily', 'share', { ...post, owner: snowflake }),
  /** Under the revealed answer: the question once more, as practice. */
  again: defineId('daily', 'again', post),
  /** "Stop these", under everything that nobody asked for. */
  stop: defineId('daily', 'stop', { schedule: z.string().min(1) }),
  /** "Stop these" under a notice to an admin. */
  mute: defineId('daily', 'mute', { schedule: z.string().min(1) }),
};
