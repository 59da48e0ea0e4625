import type { Logger } from 'pino';
import type { Course } from '../core/course.ts';
import { backoffMs, nonceOf, type Post } from '../core/daily-question/post.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import { type Channel, Refusal } from '../discord/channel.ts';
import type { Answers } from './answers.ts';
import { dailyIds } from './ids.ts';
import type { Posts } from './posts.ts';
import type { DailyViews, SharedAnswer } from './views.ts';

/** How many shared answers are shown. */
const BEST = 3;

export interface CloseDeps {
  posts: Posts;
  answers: Answers;
  course: Course;
  channel: Channel;
  attempt(person: string, id: string): Promise<Attempt | undefined>;
  views: Pick<DailyViews, 'closed' | 'revealed' | 'threadName'>;
  now: () => number;
  log: Logger;
}

/**
 * Closes a post: its thread is opened, the model answer and the best shared answers are shown there, and the post links
 * to it. Every step can be done twice, so a crash in between is made good by the next tick.
 */
export async function closePost(deps: CloseDeps, due: Post): Promise<void> {
  const { posts, now, log } = deps;
  const claim = await posts.claimClose(due, now());
  if (claim?.post.state.is !== 'open') return;
  const { messageId, closing } = claim.post.state;
  try {
    const threadId = await reveal(deps, claim.post, messageId, claim.again);
    await finish(deps, claim.post, { messageId, threadId });
  } catch (error: unknown) {
    if (error instanceof Refusal) {
      // The next post will find the same and tell the admin.
      log.warn(
        { schedule: due.schedule, date: due.date, why: error.why },
        'closed a daily question without its answer',
      );
      await posts.update(due, (current) => ({ ...current, state: { is: 'closed', messageId } }));
      return;
    }
    const attempts = closing?.attempts ?? 1;
    log.warn({ err: error, schedule: due.schedule, date: due.date, attempts }, 'could not close a daily question');
    await posts.update(due, (current) => postpone(current, now() + backoffMs(attempts)));
  }
}

function postpone(post: Post, untilMs: number): Post {
  if (post.state.is !== 'open' || !post.state.closing) return post;
  return { ...post, state: { ...post.state, closing: { ...post.state.closing, untilMs } } };
}

/** @returns the thread's id; undefined when the question has left its lesson. */
async function reveal(deps: CloseDeps, post: Post, messageId: string, again: boolean): Promise<string | undefined> {
  const { course, channel } = deps;
  const question = course.question(post.questionId);
  if (!question) return undefined;
  const threadId = await channel.openThread(post.channelId, messageId, deps.views.threadName(question));
  const customId = dailyIds.again.build({ schedule: post.schedule, date: post.date });
  if (again && (await channel.find({ channelId: threadId, customId, sinceMs: post.claimedAtMs }))) return threadId;
  const message = deps.views.revealed({ post, question, best: await bestOf(deps, post) });
  await channel.send(threadId, message, nonceOf(post, 'answer'));
  return threadId;
}

async function bestOf({ answers, attempt }: CloseDeps, post: Post): Promise<SharedAnswer[]> {
  const best = await answers.best(post, BEST);
  const found = await Promise.all(
    best.map(async (answer) => ({ answer, attempt: await attempt(answer.person, answer.attemptId) })),
  );
  return found.flatMap(({ answer, attempt }) => (attempt ? [{ answer, attempt }] : []));
}

async function finish(
  deps: CloseDeps,
  post: Post,
  { messageId, threadId }: { messageId: string; threadId: string | undefined },
) {
  const { posts, answers, course, channel } = deps;
  const tally = await answers.tally(post);
  const question = course.question(post.questionId);
  await channel.edit(post.channelId, messageId, deps.views.closed({ post, question, tally, threadId }));
  const thread = threadId === undefined ? {} : { threadId };
  await posts.update(post, (current) => ({ ...current, state: { is: 'closed', messageId, ...thread } }));
}
