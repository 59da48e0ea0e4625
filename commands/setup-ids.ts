import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const of = { owner: snowflake, schedule: z.string().min(1) };

/** The custom ids of `/setup`. */
export const setupIds = {
  channel: defineId('setup', 'channel', of),
  time: defineId('setup', 'time', of),
  days: defineId('setup', 'days', of),
  topics: defineId('setup', 'topics', of),
  role: defineId('setup', 'role', of),
  preview: defineId('setup', 'preview', of),
  postNow: defineId('setup', 'now', of),
  turnOn: defineId('setup', 'on', of),
  pause: defineId('setup', 'pause', of),
  remove: defineId('setup', 'remove', of),
  /** The select's values are ids of schedules. */
  choose: defineId('setup', 'choose', { owner: snowflake }),
  another: defineId('setup', 'another', { owner: snowflake }),
};
