import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOn, nextDue, type Rhythm } from '../../../src/core/daily-question/due.ts';
import { TRICKY_ZONES } from '../../daily/tricky-zones.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOUR = 3_600_000;
const utc = (iso: string): number => Date.parse(iso);
const rhythm = (zone: string, time: string, days = EVERY_DAY): Rhythm => ({ zone, time, days });

/** The date and time on the clocks there, by Intl: an opinion that does not come from Temporal. */
function wallClock(zone: string, ms: number): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
  const [date = '', time = ''] = parts.split(' ');
  return { date, time };
}

describe('dueOn', () => {
  it.each([
    ['rings later where the clocks go forward', 'Europe/Berlin', '02:30', '2027-03-28', '2027-03-28T01:30:00Z'],
    ['takes the first of two where they go back', 'Europe/Berlin', '02:30', '2027-10-31', '2027-10-31T00:30:00Z'],
    ['knows 03:30 of Kyiv', 'Europe/Kyiv', '03:30', '2027-03-28', '2027-03-28T01:30:00Z'],
    ['knows quarters of an hour', 'Asia/Kathmandu', '09:00', '2027-06-01', '2027-06-01T03:15:00Z'],
    ['knows changes by half an hour', 'Australia/Lord_Howe', '02:15', '2027-10-03', '2027-10-02T15:45:00Z'],
    ['keeps to the day where midnight is skipped', 'Africa/Cairo', '00:30', '2027-04-30', '2027-04-29T22:30:00Z'],
    ['knows the leap day', 'UTC', '09:00', '2028-02-29', '2028-02-29T09:00:00Z'],
  ])('%s', (_, zone, time, date, at) => {
    expect(dueOn(date, rhythm(zone, time))).toEqual({ date, atMs: utc(at) });
  });

  it('comes earlier rather than on the next day, where the last hour of a day is skipped', () => {
    // Pyongyang went from 23:30 to midnight on 4 May 2018.
    const due = dueOn('2018-05-04', rhythm('Asia/Pyongyang', '23:45'));
    expect(wallClock('Asia/Pyongyang', due?.atMs ?? 0)).toEqual({ date: '2018-05-04', time: '23:15' });
  });

  it('has no post on a day that the zone skipped', () => {
    expect(dueOn('2011-12-30', rhythm('Pacific/Apia', '09:00'))).toBeUndefined();
    const next = nextDue(rhythm('Pacific/Apia', '09:00', [5]), { ms: utc('2011-12-29T12:00:00Z') });
    expect(next.date).toBe('2012-01-06');
  });
});

const zones = fc.constantFrom(...TRICKY_ZONES);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const moments = fc.integer({ min: utc('2025-01-01T00:00:00Z'), max: utc('2032-01-01T00:00:00Z') });

describe('nextDue', () => {
  it('stands on the local day it names, at the time asked for unless the clocks skip that', () => {
    fc.assert(
      fc.property(zones, times, moments, (zone, time, ms) => {
        const due = nextDue(rhythm(zone, time), { ms });
        expect(due.atMs).toBeGreaterThan(ms);
        const there = wallClock(zone, due.atMs);
        expect(there.date).toBe(due.date);
        if (there.time === time) return;
        // Then no moment of that day shows the time.
        for (let at = due.atMs - 4 * HOUR; at <= due.atMs + 4 * HOUR; at += 60_000) {
          expect(wallClock(zone, at)).not.toEqual({ date: due.date, time });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives every chosen day once, in order', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(zones, times, days, moments, (zone, time, chosen, ms) => {
        let due = nextDue(rhythm(zone, time, chosen), { ms });
        for (let n = 0; n < 20; n += 1) {
          const next = nextDue(rhythm(zone, time, chosen), { ms: due.atMs, date: due.date });
          expect(next.date > due.date).toBe(true);
          const daysBetween = Math.round((utc(next.date) - utc(due.date)) / (24 * HOUR));
          const between = Array.from(
            { length: daysBetween - 1 },
            (_, i) => new Date(utc(due.date) + (i + 1) * 24 * HOUR),
          );
          for (const day of between) expect(chosen).not.toContain(day.getUTCDay() || 7);
          expect(chosen).toContain(new Date(utc(next.date)).getUTCDay() || 7);
          due = next;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never gives a day that is done, whatever zone it was done in', () => {
    fc.assert(
      fc.property(zones, times, moments, zones, (zone, time, ms, formerZone) => {
        const { date } = nextDue(rhythm(formerZone, time), { ms });
        expect(nextDue(rhythm(zone, time), { ms, date }).date > date).toBe(true);
      }),
    );
  });

  it('refuses a rhythm without days', () => {
    expect(() => nextDue(rhythm('UTC', '09:00', []), { ms: 0 })).toThrow(RangeError);
  });
});
