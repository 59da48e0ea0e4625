import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeOfDay } from '../../../src/core/daily-question/time-of-day.ts';

describe('parseTimeOfDay', () => {
  it.each([
    ['7', '07:00'],
    ['07:30', '07:30'],
    ['7.30', '07:30'],
    ['730', '07:30'],
    ['1930', '19:30'],
    ['7h30', '07:30'],
    ['19h', '19:00'],
    ['7pm', '19:00'],
    ['7:30 p.m.', '19:30'],
    ['12am', '00:00'],
    ['12 PM', '12:00'],
    ['0:00', '00:00'],
  ])('reads %s', (typed, time) => {
    expect(parseTimeOfDay(typed)).toBe(time);
  });

  it.each(['', 'noon', '24:00', '7:60', '13pm', '0am', '7:5', '-7', '7p', '7:30:00'])('refuses “%s”', (typed) => {
    expect(parseTimeOfDay(typed)).toBeUndefined();
  });

  it('gives a time or nothing, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 10 }), (typed) => {
        const time = parseTimeOfDay(typed);
        if (time === undefined) return;
        expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        expect(parseTimeOfDay(time)).toBe(time);
      }),
    );
  });
});
