import type { Logger } from 'pino';
import type { Course } from '../core/course.ts';
import type { Choice } from '../core/daily-question/choose.ts';
import type { Due } from '../core/daily-question/due.ts';
import { nextDue } from '../core/daily-question/due.ts';
import { backoffMs, nonceOf, OPEN_MS, type Post } from '../core/daily-question/post.ts';
import {
  advance,
  judge,
  lookAgain,
  type PauseReason,
  pause,
  type Schedule,
  skipTo,
} from '../core/daily-question/schedule.ts';
import type { Question } from '../core/question.ts';
import { type Channel, Refusal } from '../discord/channel.ts';
import { dailyIds } from './ids.ts';
import type { Posts } from './posts.ts';
import { previewQuestion } from './preview.ts';
import type { Schedules } from './schedules.ts';
import type { DailyViews } from './views.ts';

export interface DeliverDeps {
  schedules: Schedules;
  posts: Posts;
  course: Course;
  channel: Channel;
  views: Pick<DailyViews, 'post'>;
  /** Tells whoever made a schedule that it cannot go on. */
  notify(schedule: Schedule, why: PauseReason): Promise<void>;
  /** Is told of a question before it goes out to a person: a plain message of theirs answers it. */
  askPerson?(person: string, question: Question): Promise<void>;
  now: () => number;
  log: Logger;
}

/** How a delivery ended; `later`: not decided yet, a later tick goes on. */
export type Outcome = 'waiting' | 'posted' | 'skipped' | 'paused' | 'later';

/**
 * Makes a schedule's post, if it is due: the day is claimed, then the question is posted, then that is recorded. A crash
 * in between leaves the claim; whoever takes it over looks for the post before making it.
 */
export interface Delivery {
  deliver(schedule: Pick<Schedule, 'id'>): Promise<Outcome>;
  /** Posts a day's question ahead of its time. The day is then done. */
  deliverNow(schedule: Schedule, due: Due): Promise<Outcome>;
  /** The question that a schedule would post next, with the history as it is. */
  preview(schedule: Schedule, date: string): Promise<Choice | undefined>;
}

export function createDelivery(deps: DeliverDeps): Delivery {
  const { schedules, posts, now, log } = deps;

  const preview = (schedule: Schedule, date: string) => previewQuestion(deps, schedule, date);

  const deliverNow: Delivery['deliverNow'] = async (schedule, due) => {
    const { id, owner, kind, channelId } = schedule;
    if (channelId === undefined) return stop(deps, schedule, 'channel-gone');
    const choice = await preview(schedule, due.date);
    if (!choice) return stop(deps, schedule, 'no-questions');
    const repeats = choice.lastDate === undefined ? {} : { repeats: choice.lastDate };
    const draft = { schedule: id, date: due.date, owner, kind, channelId, questionId: choice.question.id, ...repeats };
    const claim = await posts.claim(draft, now());
    if (claim.kind === 'done') await schedules.update(id, (current) => advance(current, due));
    if (claim.kind === 'done') return 'posted';
    if (claim.kind === 'held') {
      await schedules.update(id, (current) => lookAgain(current, claim.untilMs));
      return 'later';
    }
    return makePost(deps, { schedule, due, again: claim.kind === 'again', post: claim.post });
  };

  return {
    preview,
    deliverNow,
    async deliver({ id }) {
      // It may have waited its turn for a while: somebody may have paused it.
      const schedule = await schedules.get(id);
      if (!schedule) return 'waiting';
      const verdict = judge(schedule, now());
      if (verdict.kind === 'wait') return 'waiting';
      if (verdict.kind === 'post') return deliverNow(schedule, verdict.due);
      const { missed, next } = verdict;
      log.warn({ schedule: schedule.id, missed: missed.date, next: next.date }, 'missed a daily question by 6 hours');
      // Another process may have posted it meanwhile.
      const changed = await schedules.update(schedule.id, (current) =>
        judge(current, now()).kind === 'skip' ? skipTo(current, next) : current,
      );
      if (changed) await deliverIfDue(changed);
      return 'skipped';
    },
  };

  /** The day after a missed one may be due as well. */
  async function deliverIfDue(schedule: Schedule): Promise<void> {
    const verdict = judge(schedule, now());
    if (verdict.kind === 'post') await deliverNow(schedule, verdict.due);
  }
}

interface Job {
  schedule: Schedule;
  due: Due;
  post: Post;
  /** It may be posted already. */
  again: boolean;
}

async function makePost(deps: DeliverDeps, job: Job): Promise<Outcome> {
  const { posts, schedules, now, log } = deps;
  const { schedule, due, post } = job;
  const release = (untilMs: number) => posts.update(post, (current) => releaseUntil(current, post, untilMs));
  try {
    const messageId = (job.again ? await findPost(deps, job) : undefined) ?? (await sendPost(deps, job));
    await record(deps, job, messageId);
    return 'posted';
  } catch (error: unknown) {
    if (error instanceof Refusal) {
      await release(now());
      return stop(deps, schedule, error.why);
    }
    const attempts = post.state.is === 'claimed' ? post.state.attempts : 1;
    const untilMs = now() + backoffMs(attempts);
    log.warn({ err: error, schedule: schedule.id, date: due.date, attempts }, 'could not post a daily question');
    await release(untilMs);
    await schedules.update(schedule.id, (current) => lookAgain(current, untilMs));
    return 'later';
  }
}

/** Shortens or lengthens one's own claim; leaves one that somebody else has taken over. */
function releaseUntil(current: Post, mine: Post, untilMs: number): Post {
  if (current.state.is !== 'claimed' || mine.state.is !== 'claimed' || current.state.by !== mine.state.by)
    return current;
  return { ...current, state: { ...current.state, untilMs } };
}

async function findPost({ channel }: DeliverDeps, { schedule, post }: Job): Promise<string | undefined> {
  const { channelId, claimedAtMs, date } = post;
  const customId = dailyIds.answer.build({ schedule: schedule.id, date });
  try {
    return await channel.find({ channelId, customId, sinceMs: claimedAtMs });
  } catch (error: unknown) {
    // The schedule was given another channel because this one is gone or closed to us.
    if (error instanceof Refusal && channelId !== schedule.channelId) return undefined;
    throw error;
  }
}

async function sendPost(deps: DeliverDeps, job: Job): Promise<string> {
  const { schedule } = job;
  const { post, question } = await settle(deps, job);
  if (post.kind === 'person') await deps.askPerson?.(post.owner, question);
  const [before] = await deps.posts.history(schedule.id, 1, post.date);
  const closesAtMs = closesAt(deps, job);
  const message = deps.views.post({ post, question, before, closesAtMs, roleId: schedule.roleId, tally: [0, 0, 0, 0] });
  return deps.channel.send(post.channelId, message, nonceOf(post, 'post'));
}

/** Direct messages do not close. */
function closesAt({ now }: DeliverDeps, { schedule, due }: Job): number | undefined {
  if (schedule.kind === 'person') return undefined;
  return Math.min(now() + OPEN_MS, nextDue(schedule, { ms: now(), date: due.date }).atMs);
}

/** Since the claim the schedule may have been given another channel, and the question may have left its lesson. */
async function settle(deps: DeliverDeps, { schedule, post }: Job): Promise<{ post: Post; question: Question }> {
  const { posts, course } = deps;
  const known = course.question(post.questionId);
  const channelId = schedule.channelId ?? post.channelId;
  if (known && channelId === post.channelId) return { post, question: known };
  const question = known ?? (await previewQuestion(deps, schedule, post.date))?.question;
  if (!question) throw new Error(`The question ${post.questionId} was removed, and there is no other`);
  const settled = { ...post, channelId, questionId: question.id };
  await posts.update(post, (current) => ({ ...current, channelId, questionId: question.id }));
  return { post: settled, question };
}

async function record(deps: DeliverDeps, job: Job, messageId: string): Promise<void> {
  const { posts, schedules, now } = deps;
  const { schedule, due, post } = job;
  const closesAtMs = closesAt(deps, job);
  await posts.update(post, (current) => {
    if (current.state.is !== 'claimed') return current;
    return { ...current, state: { is: 'open', messageId, ...(closesAtMs === undefined ? {} : { closesAtMs }) } };
  });
  const [before] = await posts.history(schedule.id, 1, due.date);
  if (before) await posts.update(before, (current) => closeBy(current, now()));
  await schedules.update(schedule.id, (current) => advance(current, due));
}

/** A post closes when the next one goes out, if it has not before. */
function closeBy(post: Post, atMs: number): Post {
  if (post.state.is !== 'open' || (post.state.closesAtMs ?? 0) <= atMs) return post;
  return { ...post, state: { ...post.state, closesAtMs: atMs } };
}

/** Pauses a running schedule. Only who really paused it tells its maker, so they hear of it once. */
async function stop({ schedules, notify, log }: DeliverDeps, schedule: Schedule, why: PauseReason): Promise<Outcome> {
  let pausedHere = false;
  await schedules.update(schedule.id, (current) => {
    pausedHere = current.state.is === 'on';
    return pausedHere ? pause(current, why) : current;
  });
  if (!pausedHere) return 'paused';
  log.warn({ schedule: schedule.id, owner: schedule.owner, why }, 'paused a schedule of daily questions');
  try {
    await notify(schedule, why);
  } catch (error: unknown) {
    log.warn({ err: error, schedule: schedule.id }, 'could not tell who made the schedule');
  }
  return 'paused';
}
