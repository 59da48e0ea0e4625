import { describe, expect, it } from 'vitest';
import { findZone, localDate, localTime, suggestZones } from '../../../src/core/daily-question/zone.ts';

const NOON = Date.parse('2027-01-15T12:00:00Z');

describe('findZone', () => {
  it.each([
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['america/new york', 'America/New_York'],
    ['US/Pacific', 'US/Pacific'],
  ])('takes %s', (typed, zone) => {
    expect(findZone(typed)).toBe(zone);
  });

  it.each(['', 'Berlin', 'Mars/Olympus', 'null'])('refuses “%s”', (typed) => {
    expect(findZone(typed)).toBeUndefined();
  });
});

describe('suggestZones', () => {
  it.each([
    ['kathmandu', 'Asia/Kathmandu'],
    ['kyiv', 'Europe/Kyiv'],
    ['new yo', 'America/New_York'],
    ['berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['us/pacific', 'US/Pacific'],
  ])('offers “%s” → %s', (typed, zone) => {
    expect(suggestZones(typed, 25).map((name) => name.toLowerCase())).toContain(zone.toLowerCase());
  });

  it('offers something before anything is typed, never more than asked for', () => {
    expect(suggestZones('', 25)).toHaveLength(25);
    expect(suggestZones('a', 5)).toHaveLength(5);
  });
});

it('tells the time and the date there', () => {
  expect(localTime('Asia/Kathmandu', NOON)).toBe('17:45');
  expect(localDate('Pacific/Kiritimati', NOON)).toBe('2027-01-16');
});
