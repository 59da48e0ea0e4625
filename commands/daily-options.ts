import { parseTimeOfDay } from '../src/core/daily-question/time-of-day.ts';
import { findZone, localTime, suggestZones } from '../src/core/daily-question/zone.ts';
import { UserError } from '../src/core/errors.ts';
import { cut } from '../src/core/text.ts';
import { daily as texts } from '../src/core/texts/index.ts';
import { plain } from '../src/discord/markdown.ts';

const MAX_CHOICES = 25;
const MAX_CHOICE_NAME = 100;

/** @throws {UserError} when it is no time of day. */
export function readTime(typed: string): string {
  const time = parseTimeOfDay(typed);
  if (time === undefined) throw new UserError(texts.notATime(plain(typed, 40)));
  return time;
}

/** @throws {UserError} naming the nearest zones when there is none of that name. */
export function readZone(typed: string): string {
  const zone = findZone(typed);
  if (zone === undefined) throw new UserError(texts.notAZone(plain(typed, 40), suggestZones(typed, 3)));
  return zone;
}

/** Zones for autocomplete, each with the time on the clocks there: by it people know theirs. */
export function suggestZoneChoices(typed: string, nowMs: number): { name: string; value: string }[] {
  return suggestZones(typed, MAX_CHOICES).map((zone) => ({
    name: cut(texts.zoneChoice(zone, localTime(zone, nowMs)), MAX_CHOICE_NAME),
    value: zone,
  }));
}
