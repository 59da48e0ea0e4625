import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { LocalDiscord } from '../../src/local-discord/server.ts';

interface BotProcess {
  child: ChildProcess;
  /** What it wrote to standard error: its log, and why it ended. */
  errors(): string;
  /** Ends it without a warning, as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the built bot as `npm start` does, and waits until it is logged in.
 * @throws Error with what it said when it ends before that
 */
export async function startBotProcess(d: LocalDiscord, databaseFile: string): Promise<BotProcess> {
  const child = spawn(process.execPath, [path.resolve('dist/src/main.js')], {
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: d.token,
      DISCORD_API_URL: d.api,
      DISCORD_CDN_HOSTS: new URL(d.api).host,
      DATABASE_FILE: databaseFile,
      TRAINING_DIR: path.join(path.dirname(databaseFile), 'training'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const ended = once(child, 'close');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('Logged in')) continue;
    return { child, errors: () => errors.join(''), kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
  }
  const [code] = await ended;
  throw new Error(`The bot ended with ${code}: ${errors.join('')}`);
}
