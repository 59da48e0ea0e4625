import { afterEach, beforeEach, expect } from 'vitest';
import { loadLessons } from '../../src/lessons/load.ts';
import type { LocalUser, Screen } from '../../src/local-discord/client.ts';
import { type Started, startAll } from './start.ts';

export const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 24, 9);
/** `Your answer was not saved` and the like are logged as errors too. */
const ERROR_LEVEL = 50;

/** The repository's lessons, read once: what the grader has compiled of them serves all tests of a file. */
export const { lessons } = await loadLessons('lessons');
export const questions = lessons.flatMap((lesson) => lesson.questions);

export const QUESTION = 'extract-vs-finetune';
/** To that question. */
export const GOOD_ANSWER =
  'I extract features when there are few labelled images that look like ImageNet: freeze the body and train a new head. With lots of images, over 10k, or a very different domain such as X-rays, I fine-tune.';

interface UsedBot extends Pick<Started, 'd' | 'store' | 'log' | 'tick' | 'restart'> {
  /** The bot's clock, milliseconds since the epoch: only the test moves it. */
  nowMs: number;
  /** A learner without any rights. */
  ana(): LocalUser;
  /** Who manages the server. */
  boss(): LocalUser;
  /** Answers a question by its modal. @param user Ana unless given @returns the mark */
  answer(question: string, text: string, user?: LocalUser, where?: { dm?: boolean }): Promise<Screen>;
}

/**
 * For each test of the block a real bot of its own on a local Discord, with a clock that stands still. Afterwards all
 * traffic must have fitted Discord's own description, and nothing may have been logged as an error.
 *
 * @param options `faults`: the tests make some, so that errors are logged
 */
export function useBot({ faults = false } = {}): UsedBot {
  let started: Started;
  const bot: UsedBot = {
    nowMs: START_MS,
    get d() {
      return started.d;
    },
    get store() {
      return started.store;
    },
    get log() {
      return started.log;
    },
    tick: () => started.tick(),
    restart: (changed) => started.restart(changed),
    ana: () => bot.d.user('ana'),
    boss: () => bot.d.user('boss', { admin: true }),
    answer: async (question, text, user = bot.ana(), where = {}) =>
      (await (await user.slash('quiz', { question }, where)).click('Answer')).submit({ answer: text }),
  };
  beforeEach(async () => {
    bot.nowMs = START_MS;
    started = await startAll({ lessons, now: () => bot.nowMs });
  });
  afterEach(async () => {
    await started.close();
    if (!faults) expect(started.log.filter((line) => JSON.parse(line).level >= ERROR_LEVEL)).toEqual([]);
  });
  return bot;
}

/** The question that a screen asks. */
export const heading = ({ text }: Screen): string => /### (.+)/.exec(text)?.[1] ?? 'none';

/** The model answer to the question that a screen asks. */
export const modelAnswerTo = (screen: Screen): string =>
  questions.find(({ text }) => text === heading(screen))?.modelAnswer ?? 'no such question';
