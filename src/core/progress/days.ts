/** A day of somebody's own calendar, such as `2026-11-24`. They sort as text. */
export type Day = string;

const DAY_MS = 86_400_000;

const numberOf = (day: Day): number => Date.parse(day) / DAY_MS;

export function addDays(day: Day, days: number): Day {
  return new Date((numberOf(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** @returns how many days `to` is after `from`; negative when it is before. */
export const daysFrom = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** The Monday that a day's week began on. */
export function mondayOf(day: Day): Day {
  // The first of January 1970 was a Thursday, three days into its week.
  return addDays(day, -((numberOf(day) + 3) % 7));
}

export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);
