import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { Logger } from 'pino';
import { createDirectMessages } from '../commands/direct-message.ts';
import { createFindReader } from '../commands/find-reader.ts';
import { createCommands } from '../commands/index.ts';
import { createInterviewView } from '../commands/interview-view.ts';
import { noticePanel } from '../commands/notice-panel.ts';
import { createShowMark } from '../commands/show-mark.ts';
import { createAppeals } from './appeals/appeals.ts';
import { createNotices } from './appeals/notices.ts';
import { createReaders } from './appeals/readers.ts';
import { createReports } from './appeals/reports.ts';
import { createTraining, type TrainingSettings } from './bot-training.ts';
import { createChartDrawer } from './charts/drawer.ts';
import { type Course, createCourse } from './core/course.ts';
import { grade } from './core/grading/index.ts';
import type { Grade } from './core/grading/mark.ts';
import type { Lesson } from './core/lesson.ts';
import type { Attempt } from './core/practice/attempt.ts';
import { createDaily, type Daily } from './daily/daily.ts';
import { createDailyViews } from './daily/panels.ts';
import { startTicking } from './daily/start.ts';
import { createDiscordChannel, historyReader } from './discord/discord-channel.ts';
import { createRouter } from './discord/router.ts';
import { createAskModel, type ModelSettings } from './llm-grader/ask.ts';
import { createModelGrader } from './llm-grader/grader.ts';
import { createZones, type Zones } from './people/zones.ts';
import { createInterviews } from './practice/interviews.ts';
import { createPractice, type Practice } from './practice/practice.ts';
import { createReviews } from './practice/reviews.ts';
import { createToday } from './practice/today.ts';
import { createBoards } from './progress/boards.ts';
import { createDiaries } from './progress/diaries.ts';
import { createProgressBook } from './progress/progress.ts';
import { createReading } from './progress/reading.ts';
import type { Store } from './store/table.ts';

export interface BotConfig {
  token: string;
  /** Discord's API or a server that speaks it, without the version. */
  apiUrl: string;
  lessons: Lesson[];
  store: Store;
  log: Logger;
  version: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A number in [0, 1). */
  random: () => number;
  /** A language model that marks where the offline grader is unsure, or always. */
  model?: ModelSettings & { mode: 'unsure' | 'always' };
  training: TrainingSettings;
  /** Calls what it is given at once and every minute, until the function it returns is called. */
  ticker?: (tick: () => Promise<void>) => () => Promise<void>;
}

export interface Bot {
  /** The name that the bot is logged in under. */
  name: string;
  /** Lets what is under way end (at most five seconds), then logs out. The store is its owner's to close. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 5000;

/**
 * Puts the bot together, logs in and registers the commands.
 * @throws what discord.js throws when Discord refuses the login or the commands.
 */
export async function startBot(config: BotConfig): Promise<Bot> {
  const { token, apiUrl, lessons, store, log, version, now, random, ticker = startTicking } = config;
  const course = createCourse(lessons);
  const zones = createZones(store);
  const learning = createLearning(config, course, zones);
  const { practice, reviews, reading } = learning;
  const interviews = createInterviews({ course, store, practice, now, random });
  const today = createToday({ course, practice, reviews, reading, zoneOf: zones.of, now });
  const charts = createChartDrawer();
  const showInterview = createInterviewView({ course, interviews, draw: charts.draw, log });
  const nonce = (): string => random().toString(36).slice(2, 10).padEnd(8, '0');
  const client = createClient(apiUrl);
  const daily = createDaily({
    ...{ store, course, now, log, token: nonce, sleep, attempt: practice.attempt, askPerson: practice.open },
    channel: createDiscordChannel({ rest: client.rest, canReadHistory: historyReader(client) }),
    views: createDailyViews(course),
  });
  const { channel } = daily;
  const training = await createTraining({ ...config.training, store, course, channel, log, now, random, nonce });
  const appealing = createAppealing(config, { course, practice, daily });
  const { showMark } = appealing;
  const commands = createCommands({
    course,
    interviews,
    showInterview,
    daily,
    zones,
    today,
    ...learning,
    ...appealing,
    draw: charts.draw,
    log,
    nonce,
    now,
    version,
    model: config.model?.model,
    training,
  });
  const route = createRouter({ commands, log });
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reported an error'));
  client.on(Events.Warn, (message) => log.warn(message));

  const running = new Set<Promise<void>>();
  const track = (handled: Promise<void>): void => {
    const work = handled.finally(() => running.delete(work));
    running.add(work);
  };
  const answerMessage = createDirectMessages({ practice, interviews, showInterview, showMark, log });
  client.on(Events.InteractionCreate, (interaction) => track(route(interaction)));
  client.on(Events.MessageCreate, (message) => track(answerMessage(message)));

  try {
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    const { application, user } = await ready;
    await application.commands.set(commands.map(({ data }) => data));
    track(appealing.settleAll());
    await training.start();
    const stopTicking = ticker(async () => void (await Promise.allSettled([daily.tick(), training.sweep()])));
    const settle = (): Promise<unknown> =>
      Promise.allSettled([stopTicking(), ...running, daily.counter.settled(), training.stop()]);
    return { name: user.username, stop: () => stop(client, settle).finally(charts.close) };
  } catch (error: unknown) {
    await client.destroy();
    throw error;
  }
}

/** What is kept of learners: their answers, reviews and reading, and what follows for their days and boards. */
function createLearning(config: BotConfig, course: Course, zones: Zones) {
  const { store, log, now, random } = config;
  const reviews = createReviews(store, now);
  const boards = createBoards(store);
  const diaries = createDiaries({ store, boards, zones, log, now });
  const reading = createReading({ store, diaries, log, now });
  const onAnswer = async ({ person, questionId, answer }: Attempt): Promise<void> => {
    if (answer !== '') await diaries.enter(person, { question: questionId });
  };
  const practice = createPractice({ course, store, reviews, grade: graderOf(config), onAnswer, now, random });
  const book = createProgressBook({ course, store, diaries, reading, practice, reviews, zones });
  return { practice, reviews, reading, boards, diaries, book };
}

interface AppealingDeps {
  course: Course;
  practice: Practice;
  daily: Daily;
}

/** Contested marks and reported mistakes: what is kept of them, and who reads them. */
function createAppealing({ store, log, now }: BotConfig, { course, practice, daily }: AppealingDeps) {
  const readers = createReaders(store);
  const notices = createNotices({ store, channel: daily.channel, view: noticePanel, log, now });
  const onCorrected = async (attempt: Attempt): Promise<void> => {
    for (const post of await daily.answers.correct(attempt)) daily.counter.refresh(post);
  };
  const appeals = createAppeals({ store, practice, notices, onCorrected, now });
  const reports = createReports({ store, course, notices, now });
  const findReader = createFindReader(readers);
  const settleAll = async (): Promise<void> => {
    try {
      await appeals.settleAll();
      await reports.settleAll();
    } catch (error: unknown) {
      log.error({ err: error }, 'what follows from a decision waits for the next start');
    }
    await notices.deliverLeft();
  };
  const showMark = createShowMark({ course, appeals, findReader });
  return { readers, notices, appeals, reports, findReader, showMark, settleAll };
}

function createClient(apiUrl: string): Client {
  return new Client({
    // A plain direct message answers the open question; its text comes without a privileged intent.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    // Nobody's text can ping anyone; a message that should mention somebody says so itself.
    allowedMentions: { parse: [], repliedUser: false },
    // By itself discord.js holds everything to Discord's 50 requests a second, but edits of interactions do not count
    // there (https://discord.com/developers/docs/topics/rate-limits): fifty marks at once would wait for each other.
    rest: { api: apiUrl, globalRequestsPerSecond: 1000 },
    // discord.js reads the variable SHARDS by itself otherwise.
    shards: [0],
    shardCount: 1,
  });
}

async function stop(client: Client, settle: () => Promise<unknown>): Promise<void> {
  client.removeAllListeners(Events.InteractionCreate);
  client.removeAllListeners(Events.MessageCreate);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_WITHIN_MS);
  });
  await Promise.race([settle(), patience]);
  clearTimeout(timer);
  await client.destroy();
}

function graderOf({ model, log }: BotConfig): Grade {
  if (!model) return async (question, answer) => ({ mark: grade(question, answer), model: undefined });
  return createModelGrader({ offline: grade, ask: createAskModel(model), model: model.model, mode: model.mode, log });
}
