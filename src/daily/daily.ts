import type { Logger } from 'pino';
import type { Course } from '../core/course.ts';
import type { PauseReason, Schedule } from '../core/daily-question/schedule.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import type { Question } from '../core/question.ts';
import type { Channel } from '../discord/channel.ts';
import type { Store } from '../store/table.ts';
import { type Answers, createAnswers } from './answers.ts';
import { closePost } from './close.ts';
import { type Counter, createCounter } from './counter.ts';
import { createDelivery, type Delivery } from './deliver.ts';
import { createPosts, type Posts } from './posts.ts';
import { createSchedules, type Schedules } from './schedules.ts';
import { createTick } from './tick.ts';
import type { DailyViews } from './views.ts';

export interface DailyDeps {
  store: Store;
  course: Course;
  channel: Channel;
  /** Reads an answer with its words, to show a shared one. */
  attempt(person: string, id: string): Promise<Attempt | undefined>;
  views: DailyViews;
  /** Puts a question in front of a person who gets it by direct message. */
  askPerson?(person: string, question: Question): Promise<void>;
  now: () => number;
  /** A new short token of letters and digits. */
  token: () => string;
  sleep: (ms: number) => Promise<unknown>;
  log: Logger;
}

/** Scheduled questions: what is stored, and the tick that does what is due. */
export interface Daily {
  channel: Channel;
  views: DailyViews;
  schedules: Schedules;
  posts: Posts;
  answers: Answers;
  delivery: Delivery;
  counter: Counter;
  tick: () => Promise<void>;
}

export function createDaily(deps: DailyDeps): Daily {
  const { store, token, channel, views } = deps;
  const schedules = createSchedules(store);
  const posts = createPosts({ store, token });
  const answers = createAnswers(store);
  const counter = createCounter({ ...deps, schedules, posts, answers });
  const delivery = createDelivery({ ...deps, schedules, posts, notify: (...about) => notify(deps, ...about) });
  const tick = createTick({
    ...deps,
    schedules,
    posts,
    delivery,
    close: (post) => closePost({ ...deps, posts, answers }, post),
  });
  return { channel, views, schedules, posts, answers, delivery, counter, tick };
}

async function notify({ channel, views, now }: DailyDeps, schedule: Schedule, why: PauseReason): Promise<void> {
  if (schedule.muted) return;
  const direct = await channel.openDirect(schedule.madeBy);
  await channel.send(direct, views.notice(schedule, why), `${schedule.id}p${now().toString(36)}`);
}
