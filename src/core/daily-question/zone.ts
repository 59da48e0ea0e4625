import { Temporal } from 'temporal-polyfill';
import { nearest } from '../fuzzy.ts';

/** Names in use that the list of Node 20 lacks, though its Intl knows them. */
const ALIASES = ['Asia/Kathmandu', 'Asia/Kolkata', 'Europe/Kyiv', 'UTC'];

const NAMES = [...new Set([...Intl.supportedValuesOf('timeZone'), ...ALIASES])].sort();
const BY_LOWER_CASE = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** The spaces people type where the IANA names have `_`. */
const tidy = (typed: string): string => typed.trim().replace(/\s+/g, '_').toLowerCase();

/** @returns the zone that was typed, spelt as in the IANA list; undefined when there is no such zone. */
export function findZone(typed: string): string | undefined {
  const listed = BY_LOWER_CASE.get(tidy(typed));
  if (listed !== undefined) return listed;
  try {
    // Names that no list offers (EST5EDT, US/Pacific) are zones all the same.
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(typed.trim()).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Zones whose name is nearest to what was typed, best first; one that is typed in full comes first. */
export function suggestZones(typed: string, limit: number): string[] {
  const exact = findZone(typed);
  const near = nearest(NAMES, (name) => [name, cityOf(name)], tidy(typed), limit);
  return [...new Set(exact === undefined ? near : [exact, ...near])].slice(0, limit);
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

/** @returns the time on the clocks there, such as `07:05`. */
export function localTime(zone: string, nowMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
}

/** @returns the date on the calendars there, such as `2026-11-24`. */
export function localDate(zone: string, nowMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate().toString();
}
