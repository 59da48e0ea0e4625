import pino from 'pino';
import { createCourse } from '../../src/core/course.ts';
import { type Schedule, turnOn } from '../../src/core/daily-question/schedule.ts';
import { createDaily, type DailyDeps } from '../../src/daily/daily.ts';
import { openStore } from '../../src/store/open.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';
import { createFakeDiscord, type Mishap } from './fake-discord.ts';
import { plainViews } from './plain-views.ts';

export const HOUR = 3_600_000;
/** A minute before {@link makeSchedule}'s first post. */
export const BEFORE = Date.parse('2027-01-04T08:59:00Z');

export function makeSchedule(parts: Partial<Schedule> = {}): Schedule {
  const draft: Schedule = {
    id: 'abcd1234',
    kind: 'server',
    owner: '1',
    madeBy: '2',
    createdAt: '2027-01-01T00:00:00Z',
    channelId: '30',
    time: '09:00',
    zone: 'UTC',
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    state: { is: 'draft' },
    ...parts,
  };
  return parts.state ? draft : turnOn(draft, BEFORE);
}

/** Daily questions over a store in memory and a Discord in memory, with a clock that the test moves. */
export async function startDaily(deps: Partial<DailyDeps> = {}) {
  const store = await openStore({ path: ':memory:' });
  const clock = { nowMs: BEFORE };
  const mishaps: Mishap[] = [];
  const discord = createFakeDiscord({ now: () => clock.nowMs, mishap: () => mishaps.shift() ?? 'fine' });
  let tokens = 0;
  const questions = ['a', 'b', 'c'].map((id) => makeQuestion({ id }));
  const daily = createDaily({
    store,
    course: createCourse([makeLesson({ questions })]),
    channel: discord.channel,
    attempt: async () => undefined,
    views: plainViews,
    now: () => clock.nowMs,
    token: () => {
      tokens += 1;
      return `t${tokens}`;
    },
    sleep: async () => {},
    log: pino({ level: 'silent' }),
    ...deps,
  });
  /** What was posted where, without the answers in threads. */
  const posted = () => discord.messages.filter(({ nonce }) => /^.{8}\d{8}$/.test(nonce));
  const notices = () => discord.messages.filter(({ channelId }) => channelId === 'dm2').map(({ body }) => body);
  return { ...daily, store, clock, discord, mishaps, posted, notices };
}
