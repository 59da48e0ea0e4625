/**
 * How long the bot's event loop waits while fifty people use `/quiz`, each at a pace of their own: without training, and
 * while it trains one job after another. Ends with 1 when it waited longer than 50 ms while it trained. The people and
 * their Discord live in this process and want processors as well.
 *
 *     node bench/run.mjs bench/train/event-loop.ts [SECONDS]
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { seededRandom } from '../../models/random.ts';
import { ANSWER, startBotProcess, stopBotProcess } from '../bots.ts';
import { latencyOf } from '../latency.ts';
import { type Actor, openStage } from '../people.ts';

const seconds = Number(process.argv[2] ?? 30);
const PEOPLE = 50;
const MAX_MS = 50;
/** Reading, thinking and typing take people this long at most; here they are in a hurry. */
const PAUSE_MS = 2000;
const delaysSchema = z.object({ p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() });
type Delays = z.infer<typeof delaysSchema>;

const random = seededRandom(1);
const stage = await openStage();
const bot = await startBotProcess(stage, { args: ['bench/run.mjs', 'bench/train/measured-bot.ts'], talks: true });
const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => stage.join(`person-${index}`)));

const tell = async (message: 'train' | 'rest'): Promise<Delays> => {
  const answered = once(bot, 'message');
  bot.send(message);
  return delaysSchema.parse((await answered)[0]);
};

/** One question after another, until the end. @returns how long the bot took to respond, each time */
async function practise(person: Actor, endMs: number): Promise<number[]> {
  const waits: number[] = [];
  const pause = () => wait(random() * PAUSE_MS);
  while (performance.now() < endMs) {
    await pause();
    waits.push((await person.run('quiz', { question: 'extract-vs-finetune' })).responseMs);
    await person.look();
    await pause();
    waits.push((await person.press(/^Answer$/)).responseMs);
    await pause();
    waits.push((await person.submit({ answer: ANSWER })).responseMs);
  }
  return waits;
}
const play = async () => {
  const endMs = performance.now() + seconds * 1000;
  return latencyOf((await Promise.all(people.map((person) => practise(person, endMs)))).flat());
};

// Once for V8 to compile.
await play();
await tell('rest');
const resting = await play();
const alone = await tell('train');
const training = await play();
const besides = await tell('rest');
for (const [what, delays, waits] of [
  ['without training', alone, resting],
  ['while it trains', besides, training],
] as const) {
  const { p50, p99, p999, max } = delays;
  console.log(`${what}: event loop ${p50} ms (p50), ${p99} ms (p99), ${p999} ms (p99.9), ${max} ms (longest)`);
  console.log(`  responses ${waits.p50.toFixed(0)} ms (p50), ${waits.p99.toFixed(0)} ms (p99)`);
}
await stopBotProcess(bot);
await stage.close();
if (besides.max > MAX_MS) process.exitCode = 1;
