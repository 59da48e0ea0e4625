import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Bot, type BotConfig, startBot } from '../../src/bot.ts';
import type { TrainingSettings } from '../../src/bot-training.ts';
import type { Lesson } from '../../src/core/lesson.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import {
  type LocalDiscordClient,
  type LocalDiscordClientOptions,
  localDiscord,
} from '../../src/local-discord/client.ts';
import { createLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';
import { expectRecordedToFit } from '../local-discord/oracle.ts';

interface StartOptions {
  lessons?: Lesson[];
  store?: Store;
  discord?: LocalDiscordClientOptions;
  model?: BotConfig['model'];
  /** The bot's clock, milliseconds since the epoch. */
  now?: () => number;
  /** What trains, other than usual. */
  training?: Partial<TrainingSettings>;
}

export interface Started {
  d: LocalDiscordClient;
  bot: Bot;
  store: Store;
  /** Where pictures and runs lie; gone at the end. */
  trainingFolder: string;
  /** Does what is due now: the bot's clock does not tick by itself here. */
  tick(): Promise<void>;
  /** What the bot logged, a line of JSON each. */
  log: string[];
  /** Stops the bot and starts it anew, as an upgrade would: same store, perhaps other lessons. */
  restart(lessons?: Lesson[]): Promise<void>;
  /** Stops all of it. All traffic must have fitted Discord's own OpenAPI document. */
  close(): Promise<void>;
}

/** The real bot with the repository's lessons, logged in to a local Discord. */
export async function startAll(options: StartOptions = {}): Promise<Started> {
  const d = await localDiscord(options.discord);
  const store = options.store ?? (await openStore({ path: ':memory:' }));
  const lessons = options.lessons ?? (await loadLessons('lessons')).lessons;
  const trainingFolder = await mkdtemp(join(tmpdir(), 'warmstart-'));
  const lines: string[] = [];
  const log: Logger = createLogger('info', { write: (line) => lines.push(line) });
  let tick = async (): Promise<void> => {};
  const start = (course: Lesson[]): Promise<Bot> =>
    startBot({
      token: d.token,
      apiUrl: d.api,
      lessons: course,
      store,
      log,
      version: '0.0.0-test',
      now: options.now ?? Date.now,
      random: Math.random,
      ...(options.model ? { model: options.model } : {}),
      training: {
        folder: trainingFolder,
        cdnHosts: [new URL(d.api).host],
        engine: 'onnx',
        weightsFolder: join(trainingFolder, 'no-weights'),
        trainedMaxBytes: 2e9,
        ...options.training,
      },
      ticker(job) {
        tick = job;
        return async () => {};
      },
    });
  const started: Started = {
    d,
    bot: await start(lessons),
    store,
    trainingFolder,
    log: lines,
    tick: () => tick(),
    async restart(changed = lessons) {
      await started.bot.stop();
      started.bot = await start(changed);
    },
    async close() {
      await started.bot.stop();
      await d.close();
      await store.close();
      await rm(trainingFolder, { recursive: true, force: true });
      expectRecordedToFit(d.recorded);
    },
  };
  return started;
}
