import { z } from 'zod';
import { addDays, type Day, daysFrom } from './days.ts';

/** A freeze is earned each time so many days have been practised in a row. */
export const DAYS_PER_FREEZE = 7;

export const streakSchema = z.object({
  /** Days practised in a row; a day that a freeze covered breaks nothing and adds nothing. */
  length: z.int().min(0),
  best: z.int().min(0),
  /** Freezes left on `last`. */
  freezes: z.int().min(0),
  /** The last day practised. */
  last: z.iso.date().optional(),
  /** How long the streak was that ended before this one. */
  lost: z.int().min(0),
});
export type Streak = z.infer<typeof streakSchema>;

export const NO_STREAK: Streak = { length: 0, best: 0, freezes: 0, lost: 0 };

/** A streak as it stands on some day. */
export interface StreakView {
  /** 0 when it is lost. */
  length: number;
  best: number;
  freezes: number;
  practisedToday: boolean;
  /** To be told to its owner who is back: how long the lost one was, until the day after the new one began. */
  lost: number | undefined;
}

/** The streak after practice on `day`. Earlier days than the last one are taken for it: people travel west. */
export function practise(streak: Streak, day: Day): Streak {
  if (streak.last !== undefined && day <= streak.last) return streak;
  const { length, freezes } = leftAfter(streak, addDays(day, -1));
  const isLost = streak.length > 0 && length === 0;
  const grown = length + 1;
  return {
    length: grown,
    best: Math.max(streak.best, grown),
    freezes: freezes + (grown % DAYS_PER_FREEZE === 0 ? 1 : 0),
    last: day,
    lost: isLost ? streak.length : streak.lost,
  };
}

/** The streak as it stands today. Today is not over, so it is never missed. */
export function streakOn(streak: Streak, today: Day): StreakView {
  const { length, freezes } = leftAfter(streak, addDays(today, -1));
  const practisedToday = streak.last !== undefined && streak.last >= today;
  const isLost = streak.length > 0 && length === 0;
  const beganToday = practisedToday && streak.length === 1 && streak.lost > 0;
  const lost = isLost ? streak.length : beganToday ? streak.lost : undefined;
  return { length, best: streak.best, freezes, practisedToday, lost };
}

/** What is left at the end of `day`: every whole day missed spends a freeze, or ends the streak when there is none. */
function leftAfter({ length, freezes, last }: Streak, day: Day): { length: number; freezes: number } {
  const missed = last === undefined ? 0 : Math.max(0, daysFrom(last, day));
  return missed > freezes ? { length: 0, freezes: 0 } : { length, freezes: freezes - missed };
}
