import { defineId, snowflake } from '../src/discord/custom-id.ts';

export const todayIds = {
  continue: defineId('today', 'continue', { owner: snowflake }),
};
