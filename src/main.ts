import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { type Bot, startBot } from './bot.ts';
import { type Config, readConfig } from './config.ts';
import { loadLessons } from './lessons/load.ts';
import { formatProblem, isError } from './lessons/problem.ts';
import { startLocalDiscord } from './local-discord/server.ts';
import { createLogger } from './log.ts';
import { packageRoot } from './package-root.ts';
import { startPlayground } from './playground/server.ts';
import { explainStartError } from './start-error.ts';
import { openStore } from './store/open.ts';

interface Discord {
  token: string;
  apiUrl: string;
  /** Where attachments come from. */
  cdnHosts: string[];
  /** For standard output, once the bot is ready. */
  ready: (bot: Bot) => string;
  close(): Promise<void>;
}

/** The real Discord when there is a token, else one inside this process with the playground page before it. */
async function reachDiscord(config: Config): Promise<Discord> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_CDN_HOSTS: cdnHosts, PLAYGROUND_PORT: port } = config;
  const ready = ({ name }: Bot): string => `Logged in to Discord as ${name}.`;
  if (token) return { token, apiUrl, cdnHosts, ready, close: async () => {} };
  const localDiscord = await startLocalDiscord({ name: 'Warmstart' });
  const playground = await startPlayground({ localDiscord, port });
  return {
    token: localDiscord.token,
    apiUrl: localDiscord.api,
    cdnHosts: [new URL(localDiscord.api).host],
    ready: () => `No DISCORD_TOKEN, so Warmstart runs in a Discord of its own. Open the playground:\n${playground.url}`,
    async close() {
      await playground.close();
      await localDiscord.close();
    },
  };
}

async function readCourse(config: Config, log: Logger) {
  const { lessons, problems } = await loadLessons(config.LESSONS_DIR);
  for (const problem of problems.filter(isError)) log.error(formatProblem(problem));
  if (lessons.length === 0) log.error(`There is no sound lesson in ${config.LESSONS_DIR}; /lesson and /quiz are empty`);
  return lessons;
}

function modelOf({ GRADER_URL: url, GRADER_MODEL: model, GRADER_API_KEY: apiKey, GRADER_MODE: mode }: Config) {
  return url && model ? { model: { url, model, apiKey, mode } } : {};
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLogger(config.LOG_LEVEL);
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const lessons = await readCourse(config, log);
  const store = await openStore({ path: config.DATABASE_FILE, log });
  const discord = await reachDiscord(config);
  const { token, apiUrl, cdnHosts } = discord;
  const { TRAINING_DIR: folder, ENGINE: engine, WEIGHTS_DIR: weightsFolder, TRAINED_MAX_MB: megabytes } = config;
  const training = { folder, cdnHosts, engine, weightsFolder, trainedMaxBytes: megabytes * 1e6 };
  const clocks = { now: Date.now, random: Math.random };
  const bot = await startBot({ token, apiUrl, lessons, store, log, version, ...clocks, ...modelOf(config), training });
  const stop = async (): Promise<void> => {
    await bot.stop();
    await discord.close();
    await store.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  console.log(discord.ready(bot));
}

main().catch((error: unknown) => {
  console.error(explainStartError(error));
  process.exit(1);
});
