import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const id = z.string().min(1);

export const todayIds = {
  continue: defineId('today', 'continue', { owner: snowflake }),
  /** "I have read it". Without its owner, for whom there is no room; it stands in a message that only they see. */
  read: defineId('today', 'read', { lesson: id, section: id }),
};
