import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Actor, Stage, Times } from './people.ts';

/** What a bot's process is started with, beside the token and the address of its Discord. */
interface BotProgram {
  args: string[];
  env?: Record<string, string>;
  /** Whether messages go to and fro, as with `fork`. */
  talks?: boolean;
}

/** Starts a bot in a process of its own and waits until the people on the stage may use its commands. */
export async function startBotProcess(
  { discord }: Stage,
  { args, env = {}, talks = false }: BotProgram,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit', talks ? 'ipc' : 'ignore'],
    env: { ...process.env, ...env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  const registered = `/applications/${discord.applicationId}/commands`;
  const headers = { authorization: `Bot ${discord.token}` };
  for (;;) {
    if (ended) throw new Error(`${args.join(' ')} ended before it was ready`);
    const response = await fetch(`${discord.api}/v10${registered}`, { headers });
    const commands: unknown = await response.json();
    if (Array.isArray(commands) && commands.length > 0) return child;
    await wait(100);
  }
}

export async function stopBotProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** An answer of common length: it goes through the whole of the marking. */
export const ANSWER =
  'I extract features when there are few labelled images that look like ImageNet: freeze the body and train a new ' +
  'head. With lots of images, over 10k, or a very different domain such as X-rays, I fine-tune with a small rate.';

/** What people wait for, and how long they are promised to at most, in milliseconds. */
export const PROMISES = {
  '/ping': 100,
  'page turn': 100,
  'quiz answer taken': 100,
  'mark shown': 1000,
} as const;
export type Step = keyof typeof PROMISES;
export const STEPS = Object.keys(PROMISES) as Step[];

/** One round: everybody does each step at once. @returns what each person waited, by step. */
export async function playRound(people: Actor[]): Promise<Record<Step, number[]>> {
  const all = async <T>(act: (actor: Actor) => Promise<T>): Promise<T[]> => Promise.all(people.map(act));
  const responses = (times: Times[]): number[] => times.map(({ responseMs }) => responseMs);
  const pings = await all((actor) => actor.run('ping'));

  await all((actor) =>
    actor.run('lesson', { topic: 'transfer-learning', section: "The idea: don't reinvent the wheel" }),
  );
  await all((actor) => actor.look());
  const turns = await all((actor) => actor.press(/^Next/));

  await all((actor) => actor.run('quiz', { question: 'extract-vs-finetune' }));
  await all((actor) => actor.look());
  await all((actor) => actor.press(/^Answer$/));
  const answers = await all((actor) => actor.submit({ answer: ANSWER }));
  return {
    '/ping': responses(pings),
    'page turn': responses(turns),
    'quiz answer taken': responses(answers),
    'mark shown': answers.map(({ shownMs }) => shownMs),
  };
}
