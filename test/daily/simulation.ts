import pino from 'pino';
import { createCourse } from '../../src/core/course.ts';
import { CATCH_UP_MS, type Due, nextDue } from '../../src/core/daily-question/due.ts';
import { type Schedule, turnOn } from '../../src/core/daily-question/schedule.ts';
import { createDaily, type Daily } from '../../src/daily/daily.ts';
import { postTable } from '../../src/daily/posts.ts';
import { scheduleTable } from '../../src/daily/schedules.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, Table } from '../../src/store/table.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';
import { createFakeDiscord, type Mishap } from './fake-discord.ts';
import { plainViews } from './plain-views.ts';

export interface SimulationOptions {
  zones: string[];
  times: string[];
  start: string;
  end: string;
  seed: number;
  /** Both processes are down together this often: between so many days. */
  blackoutDays: [number, number];
}

export interface SimulationResult {
  zones: number;
  schedules: number;
  restarts: number;
  deaths: number;
  faults: number;
  due: number;
  onTime: number;
  late: number;
  skipped: number;
  /** Posted before their time. */
  early: string[];
  /** Local days with more than one post. */
  twice: string[];
  /** Skipped although a process was up for long enough while it could be caught up. */
  unexplained: string[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How wrong the clocks of the processes are at most. */
const SKEW_MS = 30_000;
/** Long enough for some attempts with their backoff, each of which may meet a fault. */
const LONG_ENOUGH_MS = HOUR;

/** mulberry32: small, seeded, good enough to spread accidents. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Died extends Error {}

/** One process's hold on life: every call to the store or to Discord may be its last, before or after it took effect. */
interface Life {
  dead: boolean;
  call<T>(act: () => Promise<T>): Promise<T>;
}

function createLife(mayDie: () => boolean): Life {
  const life: Life = {
    dead: false,
    async call(act) {
      if (life.dead || mayDie()) {
        life.dead = true;
        throw new Died();
      }
      const result = await act();
      if (life.dead || mayDie()) {
        life.dead = true;
        throw new Died();
      }
      return result;
    },
  };
  return life;
}

function mortal<O extends object>(target: O, life: Life): O {
  return Object.fromEntries(
    Object.entries(target).map(([name, method]) => [
      name,
      (...args: unknown[]) => life.call(() => (method as (...a: unknown[]) => Promise<unknown>)(...args)),
    ]),
  ) as O;
}

function mortalStore(store: Store, life: Life): Store {
  return {
    ...store,
    table: <T>(definition: Parameters<Store['table']>[0]) => mortal(store.table(definition), life) as Table<T>,
  } as Store;
}

interface Process {
  daily: Daily;
  life: Life;
  upSinceMs: number;
  /** When it is restarted, or (while it is down) started. */
  nextMs: number;
  skewMs: number;
}

/**
 * Years of daily questions in two processes over one store, with a fake clock: both are restarted every few hours,
 * crash between any two steps, meet faults of Discord before and after it accepted a post, and are down together for up
 * to a day and a half now and then.
 */
export async function simulate({
  zones,
  times,
  start,
  end,
  seed,
  blackoutDays,
}: SimulationOptions): Promise<SimulationResult> {
  const random = seeded(seed);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const startMs = Date.parse(start);
  const endMs = Date.parse(end);
  let nowMs = startMs;
  let faults = 0;
  let deaths = 0;
  let restarts = 0;
  let tokens = 0;
  let ticking = false;

  const store = await openStore({ path: ':memory:' });
  const questions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => makeQuestion({ id }));
  const course = createCourse([makeLesson({ questions })]);
  const mishap = (): Mishap => {
    const draw = random();
    if (draw > 0.06) return 'fine';
    faults += 1;
    return draw < 0.03 ? 'fails' : 'fails-after-accepting';
  };
  const discord = createFakeDiscord({ now: () => nowMs, mishap });

  const boot = (): Process => {
    const life = createLife(() => ticking && random() < 0.004);
    const skewMs = between(-SKEW_MS, SKEW_MS);
    const daily = createDaily({
      store: mortalStore(store, life),
      course,
      channel: mortal(discord.channel, life),
      attempt: async () => undefined,
      views: plainViews,
      now: () => Math.round(nowMs + skewMs),
      token: () => {
        tokens += 1;
        return `t${tokens}`;
      },
      sleep: async () => {},
      log: pino({ level: 'silent' }),
    });
    return { daily, life, upSinceMs: nowMs, nextMs: nowMs + between(2 * HOUR, 7 * HOUR), skewMs };
  };

  const schedules: Schedule[] = zones.flatMap((zone, z) =>
    times.map((time, t) => {
      const id = `s${String(z).padStart(3, '0')}${String(t).padStart(4, '0')}`;
      const draft: Schedule = {
        id,
        kind: 'server',
        owner: String(1000 + z),
        madeBy: '1',
        createdAt: new Date(startMs).toISOString(),
        channelId: `${2000 + z * 100 + t}`,
        time,
        zone,
        days: t % 2 === 0 ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5],
        topics: [],
        state: { is: 'draft' },
      };
      return turnOn(draft, startMs);
    }),
  );
  const look = { schedules: store.table(scheduleTable), posts: store.table(postTable) };
  for (const schedule of schedules) await look.schedules.create(schedule.id, schedule);

  const uptimes: { fromMs: number; toMs: number }[] = [];
  let processes: (Process | { downUntilMs: number })[] = [boot(), boot()];
  let blackoutMs = startMs + between(...blackoutDays) * 24 * HOUR;

  while (nowMs < endMs) {
    processes = processes.map((process) => {
      if ('downUntilMs' in process) {
        if (process.downUntilMs > nowMs) return process;
        restarts += 1;
        return boot();
      }
      if (!process.life.dead && process.nextMs > nowMs) return process;
      uptimes.push({ fromMs: process.upSinceMs, toMs: nowMs });
      if (process.life.dead) deaths += 1;
      return { downUntilMs: nowMs + between(0.2, random() < 0.05 ? 600 : 10) * MINUTE };
    });
    if (blackoutMs <= nowMs) {
      const downUntilMs = nowMs + between(1, 36) * HOUR;
      for (const process of processes)
        if (!('downUntilMs' in process)) uptimes.push({ fromMs: process.upSinceMs, toMs: nowMs });
      processes = processes.map(() => ({ downUntilMs }));
      blackoutMs = downUntilMs + between(...blackoutDays) * 24 * HOUR;
    }
    ticking = true;
    await Promise.all(processes.map((process) => ('daily' in process ? process.daily.tick() : undefined)));
    ticking = false;
    const events = processes.map((process) => ('downUntilMs' in process ? process.downUntilMs : process.nextMs));
    const wakeMs = processes.some((process) => 'daily' in process) ? await nextLookMs() : Number.POSITIVE_INFINITY;
    const target = Math.min(blackoutMs, wakeMs ?? Number.POSITIVE_INFINITY, ...events);
    nowMs = Math.max(nowMs + MINUTE, Math.ceil(target / MINUTE) * MINUTE);
  }
  for (const process of processes) if ('daily' in process) uptimes.push({ fromMs: process.upSinceMs, toMs: nowMs });
  await store.close();
  return { zones: zones.length, schedules: schedules.length, restarts, deaths, faults, ...count() };

  /** When there is something to do, as one who reads the database sees it. */
  async function nextLookMs(): Promise<number> {
    const [schedule] = await look.schedules.list('due', 'running', { limit: 1 });
    const [post] = await look.posts.list('closing', 'open', { limit: 1 });
    const looks = [schedule, post].flatMap((found) => (found ? [Date.parse(found.order.slice(0, 24))] : []));
    return Math.min(Number.POSITIVE_INFINITY, ...looks);
  }

  function count() {
    const sent = new Map<string, number[]>();
    for (const { channelId, nonce, atMs } of discord.messages) {
      // Answers in threads are not posts of a day.
      if (nonce.endsWith('a')) continue;
      const key = `${channelId} ${nonce}`;
      sent.set(key, [...(sent.get(key) ?? []), atMs]);
    }
    const totals = { due: 0, onTime: 0, late: 0, skipped: 0 };
    const early: string[] = [];
    const twice: string[] = [];
    const unexplained: string[] = [];
    for (const schedule of schedules) {
      for (const due of allDue(schedule, startMs, endMs - CATCH_UP_MS)) {
        totals.due += 1;
        const at = sent.get(`${schedule.channelId} ${schedule.id}${due.date.replaceAll('-', '')}`) ?? [];
        const name = `${schedule.zone} ${schedule.time} ${due.date}`;
        if (at.length > 1) twice.push(name);
        const [first] = at;
        // A process's clock may be fast by as much.
        if (first !== undefined && first < due.atMs - SKEW_MS) early.push(name);
        if (first === undefined) {
          totals.skipped += 1;
          const chances = uptimes.filter(({ fromMs, toMs }) => {
            return Math.min(toMs, due.atMs + CATCH_UP_MS) - Math.max(fromMs, due.atMs) > LONG_ENOUGH_MS;
          });
          if (chances.length > 0) unexplained.push(name);
        } else if (first - due.atMs < 2 * MINUTE) totals.onTime += 1;
        else totals.late += 1;
      }
    }
    return { ...totals, early, twice, unexplained };
  }
}

function* allDue(schedule: Schedule, fromMs: number, toMs: number): Generator<Due> {
  let due = nextDue(schedule, { ms: fromMs });
  while (due.atMs < toMs) {
    yield due;
    due = nextDue(schedule, { ms: due.atMs, date: due.date });
  }
}
