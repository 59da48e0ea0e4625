import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { localDiscord } from '../../src/local-discord/client.ts';
import { temporaryFolder } from '../store/temp.ts';
import { startBotProcess } from './bot-process.ts';

it('brings a run to its end and tells of it once, though the bot is killed while it trains and as it tells', async () => {
  const d = await localDiscord({ timeoutMs: 100_000 });
  const file = path.join(temporaryFolder(), 'warmstart.sqlite');
  let bot = await startBotProcess(d, file);
  const ana = d.user('ana');
  await ana.slash('train start', { sample: 'stripes-or-checks', strategy: 'feature-extraction' });
  await ana.waitForMessage(/### Training: /, { dm: true });
  await bot.kill();
  bot = await startBotProcess(d, file);
  const result = await ana.waitForMessage(/your run is done/, { dm: true });
  // The message is out; whether that was written down by now is a matter of milliseconds.
  await wait(1);
  await bot.kill();
  bot = await startBotProcess(d, file);
  expect((await ana.slash('train history')).text).toMatch(/\*\*Checks or stripes\*\* · \d+ of 24 right/);
  // Nothing is told twice: what waits to be told has been looked at once the status says so.
  await ana.waitForMessage(/### Done: /, { dm: true });
  const told = (await ana.messages({ dm: true })).filter(({ text }) => text.includes('your run is done'));
  expect(told.map(({ message }) => message.id)).toEqual([result.message.id]);
  await bot.kill();
  await d.close();
}, 120_000);
