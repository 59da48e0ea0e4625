import { DiscordAPIError, type DiscordErrorData } from 'discord.js';
import { type Refusal, validateMessage } from '../../src/local-discord/limits/index.ts';
import type { MessageOptions } from '../../src/local-discord/limits/messages.ts';

/** What discord.js prints of a refusal, a line for each field; empty when there is none. */
export function lines(refusal: Refusal | undefined): string {
  if (refusal === undefined) return '';
  const { status, ...body } = refusal;
  const error = new DiscordAPIError(body as DiscordErrorData, body.code, status, 'POST', '/', {});
  return error.message.includes('\n')
    ? error.message.slice(error.message.indexOf('\n') + 1)
    : `${body.code}: ${error.message}`;
}

/** One limit: a payload that is just taken, one that is just over, and what discord.js then prints. */
export type Row = [what: string, taken: unknown, over: unknown, says: string];

export const a = (length: number): string => 'a'.repeat(length);

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** What discord.js would print of the refusal of a message; empty when it is taken. */
export const refusedMessage = (body: unknown, options: Partial<MessageOptions> = {}): string =>
  lines(validateMessage(body, { files: [], context: 'channel', ...options }));

export const V2 = 1 << 15;

export const button = (index = 0, more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: `go:${index}`,
  ...more,
});
export const link = (more: object = {}) => ({ type: 2, style: 5, label: 'Go', url: 'https://example.org', ...more });
export const row = (...components: unknown[]) => ({ type: 1, components });
export const buttons = (count: number, from = 0) => row(...many(count, (index) => button(from + index)));
export const option = (index: number, more: object = {}) => ({ label: `${index}`, value: `${index}`, ...more });
export const select = (count: number, more: object = {}) => ({
  type: 3,
  custom_id: 'pick',
  options: many(count, (i) => option(i)),
  ...more,
});
export const textDisplay = (content: string) => ({ type: 10, content });
export const section = (count: number, accessory: unknown = button(99)) => ({
  type: 9,
  components: many(count, () => textDisplay('a')),
  accessory,
});
export const picture = { url: 'https://example.org/a.png' };
export const gallery = (count: number, more: object = {}) => ({
  type: 12,
  items: many(count, () => ({ media: picture, ...more })),
});
export const container = (...components: unknown[]) => ({ type: 17, components });

export const legacy = (...components: unknown[]) => ({ content: 'Hello', components });
export const modern = (...components: unknown[]) => ({ flags: V2, components });
