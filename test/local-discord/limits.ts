import { DiscordAPIError, type DiscordErrorData } from 'discord.js';
import type { Refusal } from '../../src/local-discord/limits/index.ts';

/** What discord.js prints of a refusal, a line for each field; empty when there is none. */
export function lines(refusal: Refusal | undefined): string {
  if (refusal === undefined) return '';
  const { status, ...body } = refusal;
  const error = new DiscordAPIError(body as DiscordErrorData, body.code, status, 'POST', '/', {});
  return error.message.includes('\n')
    ? error.message.slice(error.message.indexOf('\n') + 1)
    : `${body.code}: ${error.message}`;
}
