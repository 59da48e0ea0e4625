import type { Logger } from 'pino';
import type { Course } from '../core/course.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import type { Store } from '../store/table.ts';
import { type Answers, createAnswers } from './answers.ts';
import type { Channel } from './channel.ts';
import { type CloseDeps, closePost } from './close.ts';
import { createDelivery, type DeliverDeps, type Delivery } from './deliver.ts';
import { createPosts, type Posts } from './posts.ts';
import { createSchedules, type Schedules } from './schedules.ts';
import { createTick } from './tick.ts';

export interface DailyDeps {
  store: Store;
  course: Course;
  channel: Channel;
  /** Reads an answer with its words, to show a shared one. */
  attempt(person: string, id: string): Promise<Attempt | undefined>;
  views: Pick<DeliverDeps, 'postView'> & Pick<CloseDeps, 'threadName' | 'revealView' | 'closedView'>;
  notify: DeliverDeps['notify'];
  now: () => number;
  /** A new short token of letters and digits. */
  token: () => string;
  sleep: (ms: number) => Promise<unknown>;
  log: Logger;
}

/** Scheduled questions: what is stored, and the tick that does what is due. */
export interface Daily {
  schedules: Schedules;
  posts: Posts;
  answers: Answers;
  delivery: Delivery;
  tick: () => Promise<void>;
}

export function createDaily(deps: DailyDeps): Daily {
  const { store, views, token } = deps;
  const schedules = createSchedules(store);
  const posts = createPosts({ store, token });
  const answers = createAnswers(store);
  const delivery = createDelivery({ ...deps, ...views, schedules, posts });
  const tick = createTick({
    ...deps,
    schedules,
    posts,
    delivery,
    close: (post) => closePost({ ...deps, ...views, posts, answers }, post),
  });
  return { schedules, posts, answers, delivery, tick };
}
