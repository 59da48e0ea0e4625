import type { Logger } from 'pino';
import type { Post } from '../core/daily-question/post.ts';
import type { Delivery } from './deliver.ts';
import type { Posts } from './posts.ts';
import type { Schedules } from './schedules.ts';
import { spread } from './spread.ts';

/** Discord allows a bot 50 requests a second in all; the rest is left to people who wait for an answer. */
const GAP_MS = 50;
const AT_ONCE = 10;

interface TickDeps {
  schedules: Schedules;
  posts: Posts;
  delivery: Delivery;
  close(post: Post): Promise<void>;
  now: () => number;
  sleep: (ms: number) => Promise<unknown>;
  log: Logger;
}

/**
 * Does all that is due: posts first, the longest waiting first, then closes. What goes wrong with one schedule stops no
 * other. When nothing is due it reads the beginning of two lists, however many schedules there are.
 *
 * @returns never rejects
 */
export function createTick({ schedules, posts, delivery, close, now, sleep, log }: TickDeps): () => Promise<void> {
  const pace = { gapMs: GAP_MS, atOnce: AT_ONCE, sleep };
  const guarded =
    <T>(what: string, job: (item: T) => Promise<unknown>) =>
    async (item: T): Promise<void> => {
      try {
        await job(item);
      } catch (error: unknown) {
        log.error({ err: error }, what);
      }
    };

  const tick = guarded<undefined>('a tick of the daily questions failed', async () => {
    await spread(schedules.due(now()), guarded('a daily question failed', delivery.deliver), pace);
    await spread(posts.closing(now()), guarded('a close failed', close), pace);
  });
  return () => tick(undefined);
}
