/**
 * How long the bot's event loop waits while fifty people use `/quiz`, `/lesson` and `/ping` at once: without training, and
 * while it trains one job after another. Ends with 1 when it waited longer than 50 ms for the training. The people and
 * their Discord live in this process, and want processors as well: figures of two cores are worse than a bot's of its own.
 *
 *     node bench/run.mjs bench/train/event-loop.ts [ROUNDS]
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { playRound, STEPS, startBotProcess, stopBotProcess } from '../bots.ts';
import { latencyOf } from '../latency.ts';
import { openStage } from '../people.ts';

const rounds = Number(process.argv[2] ?? 12);
const MAX_MS = 50;
const delaysSchema = z.object({ p50: z.number(), p99: z.number(), max: z.number() });

const stage = await openStage();
const bot = await startBotProcess(stage, { args: ['bench/run.mjs', 'bench/train/measured-bot.ts'], talks: true });
const people = await Promise.all(Array.from({ length: 50 }, (_, index) => stage.join(`person-${index}`)));
const tell = async (message: 'train' | 'rest') => {
  const answered = once(bot, 'message');
  bot.send(message);
  return delaysSchema.parse((await answered)[0]);
};
const play = async () => {
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times = await playRound(people);
    waits.push(...STEPS.flatMap((step) => times[step]));
    await wait(500);
  }
  return latencyOf(waits);
};

await play();
await tell('rest');
const resting = await play();
const alone = await tell('train');
// The first process starts, reads and computes before people come.
await wait(2000);
const training = await play();
const besides = await tell('rest');
for (const [what, delays, waits] of [
  ['without training', alone, resting],
  ['while it trains', besides, training],
] as const) {
  const { p50, p99, max } = delays;
  console.log(`${what}: event loop ${p50} ms (p50), ${p99} ms (p99), ${max} ms (longest)`);
  console.log(`  people waited ${waits.p50.toFixed(0)} ms (p50), ${waits.p99.toFixed(0)} ms (p99)`);
}
await stopBotProcess(bot);
await stage.close();
if (besides.max > MAX_MS) process.exitCode = 1;
