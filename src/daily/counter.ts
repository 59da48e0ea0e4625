import type { Logger } from 'pino';
import type { Course } from '../core/course.ts';
import type { Channel } from '../discord/channel.ts';
import type { Answers } from './answers.ts';
import type { PostKey, Posts } from './posts.ts';
import type { Schedules } from './schedules.ts';
import type { DailyViews } from './views.ts';

interface CounterDeps {
  schedules: Schedules;
  posts: Posts;
  answers: Answers;
  course: Course;
  channel: Channel;
  views: DailyViews;
  log: Logger;
}

/** The line under a post that says how many answered and how well. */
export interface Counter {
  /**
   * Brings it up to date, soon. Many answers at once make few edits: while one is under way, those that come meanwhile
   * wait for one more.
   */
  refresh(key: PostKey): void;
  /** Resolves when no edit is under way. */
  settled(): Promise<void>;
}

export function createCounter(deps: CounterDeps): Counter {
  const underWay = new Map<string, { again: boolean; done: Promise<void> }>();
  const nameOf = ({ schedule, date }: PostKey): string => `${schedule}:${date}`;

  const run = async (key: PostKey): Promise<void> => {
    const entry = underWay.get(nameOf(key));
    do {
      if (entry) entry.again = false;
      try {
        await edit(deps, key);
      } catch (error: unknown) {
        // The next answer or the close brings it up to date.
        deps.log.warn({ err: error, ...key }, 'could not update who answered a daily question');
      }
    } while (entry?.again);
    underWay.delete(nameOf(key));
  };

  return {
    refresh(key) {
      const current = underWay.get(nameOf(key));
      if (current) current.again = true;
      else {
        const entry = { again: false, done: Promise.resolve() };
        underWay.set(nameOf(key), entry);
        entry.done = run(key);
      }
    },
    async settled() {
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

async function edit({ schedules, posts, answers, course, channel, views }: CounterDeps, key: PostKey): Promise<void> {
  const post = await posts.get(key);
  const question = post && course.question(post.questionId);
  if (post?.state.is !== 'open' || !question) return;
  const { messageId, closesAtMs } = post.state;
  const [before] = await posts.history(key.schedule, 1, key.date);
  const roleId = (await schedules.get(key.schedule))?.roleId;
  const tally = await answers.tally(key);
  await channel.edit(post.channelId, messageId, views.post({ post, question, tally, closesAtMs, before, roleId }));
  const after = await posts.get(key);
  // It was closed meanwhile, and the edit above has opened it again to the eye.
  if (after?.state.is !== 'closed') return;
  await channel.edit(
    post.channelId,
    messageId,
    views.closed({ post, question, tally, threadId: after.state.threadId }),
  );
}
