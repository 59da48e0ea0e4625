import { Temporal } from 'temporal-polyfill';

/** Every when a question is posted: a local time on some days of the week. */
export interface Rhythm {
  /** `HH:MM` on the clocks of the zone. */
  time: string;
  /** IANA name. */
  zone: string;
  /** 1 (Monday) to 7 (Sunday); at least one. */
  days: number[];
}

/** One day's post: the local day that it belongs to, and when it has to go out. */
export interface Due {
  /** `2026-11-24`, in the zone of the rhythm. */
  date: string;
  /** Milliseconds since the epoch. */
  atMs: number;
}

/** Later than this a post is no longer caught up. */
export const CATCH_UP_MS = 6 * 60 * 60 * 1000;

/** Over a week, for zones that skipped a calendar day (Samoa, 30 December 2011). */
const LOOK_AHEAD_DAYS = 16;

/**
 * When a local day's post is due.
 *
 * - A time that exists twice (clocks go back): the first.
 * - A time that does not exist (clocks go forward): later by what was skipped, as an alarm clock would ring; where that
 *   falls into the next day, earlier by as much instead, so that each day keeps its own post.
 *
 * @returns undefined for a day that does not exist in the zone.
 */
export function dueOn(date: string, { time, zone }: Rhythm): Due | undefined {
  const day = Temporal.PlainDate.from(date);
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = (['compatible', 'earlier'] as const)
    .map((disambiguation) => wanted.toZonedDateTime(zone, { disambiguation }))
    .find((moment) => moment.toPlainDate().equals(day));
  return found && { date, atMs: found.epochMilliseconds };
}

interface After {
  /** Due strictly after this moment … */
  ms: number;
  /** … and on a later day than this one, where there is one: each day is posted once. */
  date?: string | undefined;
}

/** @returns the first post that is due after a moment. @throws RangeError when the rhythm has no days. */
export function nextDue(rhythm: Rhythm, after: After): Due {
  let day = Temporal.Instant.fromEpochMilliseconds(after.ms).toZonedDateTimeISO(rhythm.zone).toPlainDate();
  if (after.date !== undefined) {
    const first = Temporal.PlainDate.from(after.date).add({ days: 1 });
    if (Temporal.PlainDate.compare(first, day) > 0) day = first;
  }
  for (let n = 0; n < LOOK_AHEAD_DAYS; n += 1) {
    if (rhythm.days.includes(day.dayOfWeek)) {
      const due = dueOn(day.toString(), rhythm);
      if (due && due.atMs > after.ms) return due;
    }
    day = day.add({ days: 1 });
  }
  throw new RangeError(`No day of the week is chosen: ${rhythm.days.join(' ')}`);
}
