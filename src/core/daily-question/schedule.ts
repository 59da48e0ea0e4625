import { z } from 'zod';
import { CATCH_UP_MS, type Due, nextDue } from './due.ts';

const snowflake = z.string().regex(/^\d{1,20}$/);
const dueSchema = z.object({ date: z.iso.date(), atMs: z.int() });

/** Why a schedule does not run: somebody paused it, or it could not go on. */
export const PAUSE_REASONS = ['by-hand', 'channel-gone', 'forbidden', 'dms-closed', 'no-questions'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Questions at a rhythm: into a channel of a server, or to a person in direct messages. */
export const scheduleSchema = z.object({
  /** Short: it stands in custom ids and nonces. */
  id: z.string().regex(/^[a-z0-9]{8}$/),
  kind: z.enum(['server', 'person']),
  /** The server or the person it belongs to. */
  owner: snowflake,
  /** Who made it, and hears of it when it cannot go on. */
  madeBy: snowflake,
  createdAt: z.iso.datetime(),
  /** Absent until one is chosen. */
  channelId: snowflake.optional(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().min(1),
  days: z.array(z.int().min(1).max(7)).min(1),
  /** Ids of lessons; empty: all. */
  topics: z.array(z.string()),
  /** Mentioned with each post. */
  roleId: snowflake.optional(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('draft') }),
    z.object({ is: z.literal('on'), next: dueSchema, wakeAtMs: z.int() }),
    z.object({ is: z.literal('paused'), why: z.enum(PAUSE_REASONS) }),
  ]),
  /** The last local day that was posted. */
  lastDate: z.iso.date().optional(),
  /** Whoever made it wants no notices of it. */
  muted: z.boolean().optional(),
});
/**
 * `state.wakeAtMs` is when the tick has to look at it: at `next.atMs`, or later while somebody's claim on that day is
 * not decided.
 */
export type Schedule = z.infer<typeof scheduleSchema>;
export type Settings = Pick<Schedule, 'channelId' | 'time' | 'zone' | 'days' | 'topics' | 'roleId'>;
export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined };

/** Runs it from now on: its first post is the first one due after this moment. */
export function turnOn(schedule: Schedule, nowMs: number): Schedule {
  const next = nextDue(schedule, { ms: nowMs, date: schedule.lastDate });
  return { ...schedule, state: { is: 'on', next, wakeAtMs: next.atMs } };
}

export function pause(schedule: Schedule, why: PauseReason): Schedule {
  return { ...schedule, state: { is: 'paused', why } };
}

/**
 * A setting that is undefined is taken away; one that is left out stays. A running schedule with another rhythm goes on
 * from now; otherwise what is due stays due.
 */
export function change(schedule: Schedule, settings: SettingsChange, nowMs: number): Schedule {
  const changed = scheduleSchema.parse({ ...schedule, ...settings });
  return changed.state.is === 'on' && !sameRhythm(schedule, changed) ? turnOn(changed, nowMs) : changed;
}

const sameRhythm = (a: Schedule, b: Schedule): boolean =>
  a.time === b.time && a.zone === b.zone && a.days.join() === b.days.join();

/** After a day's post went out: on to the next day. */
export function advance(schedule: Schedule, posted: Due): Schedule {
  const lastDate = schedule.lastDate !== undefined && schedule.lastDate > posted.date ? schedule.lastDate : posted.date;
  const done = { ...schedule, lastDate };
  if (schedule.state.is !== 'on') return done;
  const next = nextDue(done, { ms: posted.atMs, date: lastDate });
  return { ...done, state: { is: 'on', next, wakeAtMs: next.atMs } };
}

/** Leaves what is due where it is, and looks again later; never before it is due (another process may have moved it on). */
export function lookAgain(schedule: Schedule, atMs: number): Schedule {
  if (schedule.state.is !== 'on') return schedule;
  return { ...schedule, state: { ...schedule.state, wakeAtMs: Math.max(atMs, schedule.state.next.atMs) } };
}

/** What a tick has to do with a schedule. */
export type Verdict =
  | { kind: 'wait' }
  | { kind: 'post'; due: Due }
  /** Too late by more than {@link CATCH_UP_MS}: go on to `next`, which may be due already. */
  | { kind: 'skip'; missed: Due; next: Due };

export function judge(schedule: Schedule, nowMs: number): Verdict {
  if (schedule.state.is !== 'on' || schedule.state.wakeAtMs > nowMs) return { kind: 'wait' };
  const { next: due } = schedule.state;
  if (nowMs < due.atMs) return { kind: 'wait' };
  if (nowMs - due.atMs < CATCH_UP_MS) return { kind: 'post', due };
  return { kind: 'skip', missed: due, next: nextDue(schedule, { ms: nowMs - CATCH_UP_MS, date: due.date }) };
}

/** Goes on to a later day, when those before it were missed. */
export function skipTo(schedule: Schedule, next: Due): Schedule {
  return schedule.state.is === 'on' ? { ...schedule, state: { is: 'on', next, wakeAtMs: next.atMs } } : schedule;
}
