import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const id = z.string().min(1);
const index = z.coerce.number().int().min(0);

/** The custom ids of `/settings`, and of the messages in the readers' channel. */
export const settingsIds = {
  channel: defineId('settings', 'channel', { owner: snowflake }),
  role: defineId('settings', 'role', { owner: snowflake }),
  turnOff: defineId('settings', 'off', { owner: snowflake }),
  postAgain: defineId('settings', 'again', { owner: snowflake }),

  /** Selects: how much of a point is made, and whether a falsehood is stated. */
  made: defineId('settings', 'made', { appeal: id, index }),
  stated: defineId('settings', 'stated', { appeal: id, index }),
  /** With the sum that the reader sees, so that nobody accepts what another reader has changed meanwhile. */
  accept: defineId('settings', 'accept', { appeal: id, score: index }),
  reject: defineId('settings', 'reject', { appeal: id }),
  /** The modal. */
  rejected: defineId('settings', 'rejected', { appeal: id, nonce: id }),
  wholeAnswer: defineId('settings', 'answer', { appeal: id }),

  reportDone: defineId('settings', 'done', { report: id }),
};
