import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysFrom, mondayOf } from '../../../src/core/progress/days.ts';
import { NO_STREAK, practise, type Streak, streakOn } from '../../../src/core/progress/streak.ts';

const START = '2024-02-20';
const on = (offset: number): string => addDays(START, offset);
const streakOf = (...offsets: number[]): Streak =>
  offsets.reduce((streak, offset) => practise(streak, on(offset)), NO_STREAK);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

describe('a streak', () => {
  it('grows by a day, over a leap day too, and once a day', () => {
    expect(streakOn(streakOf(...upTo(12)), on(11))).toMatchObject({ length: 12, best: 12, practisedToday: true });
    expect(streakOf(0, 0, 1, 1)).toEqual(streakOf(0, 1));
    expect(on(9)).toBe('2024-02-29');
  });

  it('is not lost while today is not over', () => {
    expect(streakOn(streakOf(0, 1), on(2))).toMatchObject({ length: 2, practisedToday: false, lost: undefined });
    expect(streakOn(streakOf(0, 1), on(3))).toMatchObject({ length: 0, best: 2, lost: 2 });
  });

  it('earns a freeze every seven days, which spends itself on a missed day', () => {
    const week = streakOf(...upTo(7));
    expect(streakOn(week, on(6)).freezes).toBe(1);
    expect(streakOn(week, on(8))).toMatchObject({ length: 7, freezes: 0 });
    expect(streakOn(week, on(9))).toMatchObject({ length: 0, freezes: 0, lost: 7 });
    const saved = practise(week, on(8));
    expect(streakOn(saved, on(8))).toMatchObject({ length: 8, freezes: 0, lost: undefined });
    expect(streakOn(streakOf(...upTo(21)), on(20)).freezes).toBe(3);
  });

  it('tells of a lost one on the day of return only', () => {
    const back = practise(streakOf(0, 1, 2), on(10));
    expect(streakOn(back, on(10))).toMatchObject({ length: 1, best: 3, lost: 3 });
    expect(streakOn(back, on(11)).lost).toBeUndefined();
    expect(streakOn(practise(back, on(11)), on(11)).lost).toBeUndefined();
    expect(streakOn(streakOf(0), on(0)).lost).toBeUndefined();
  });

  it('takes an earlier day for the last one: whoever flies west loses nothing', () => {
    expect(practise(streakOf(0, 1, 2), on(1))).toEqual(streakOf(0, 1, 2));
    expect(streakOn(streakOf(0, 1, 2), on(1))).toMatchObject({ length: 3, practisedToday: true });
  });

  it('agrees with counting day by day', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 5 }), (steps, later) => {
        let at = 0;
        const days = new Set([0, ...steps.map((step) => (at += step))]);
        const expected = { length: 0, best: 0, freezes: 0 };
        const today = at + later;
        for (let day = 0; day <= today; day++) {
          if (days.has(day)) {
            expected.length++;
            if (expected.length % 7 === 0) expected.freezes++;
          } else if (day < today && expected.length > 0) {
            if (expected.freezes > 0) expected.freezes--;
            else expected.length = 0;
          }
          expected.best = Math.max(expected.best, expected.length);
        }
        expect(streakOn(streakOf(...days), on(today))).toMatchObject(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('days', () => {
  it('know the Monday of their week', () => {
    expect(mondayOf('2026-11-24')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2027-01-03')).toBe('2026-12-28');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (n) => {
        const day = addDays('1970-01-01', n);
        const monday = mondayOf(day);
        expect(new Date(monday).getUTCDay()).toBe(1);
        expect(daysFrom(monday, day)).toBeGreaterThanOrEqual(0);
        expect(daysFrom(monday, day)).toBeLessThan(7);
      }),
      { numRuns: 100 },
    );
  });
});
