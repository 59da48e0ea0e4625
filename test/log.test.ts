import { DiscordAPIError } from 'discord.js';
import { expect, it } from 'vitest';
import { createLogger } from '../src/log.ts';

it('logs neither the body of a failed request nor its address', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => lines.push(line) });
  const failed = new DiscordAPIError(
    { code: 50035, message: 'Invalid Form Body' },
    50035,
    400,
    'POST',
    'https://discord.example/interactions/1/secret-token/callback',
    { body: { content: 'my private answer' } },
  );
  log.error({ err: new Error('could not reply', { cause: failed }) }, 'failed');
  const [line = ''] = lines;
  expect(line).toContain('could not reply');
  expect(line).toContain('50035');
  expect(line).not.toMatch(/secret-token|private answer/);
});
