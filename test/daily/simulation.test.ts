import { expect, it } from 'vitest';
import { simulate } from './simulation.ts';

/** Whose clocks go forward in these weeks, some at midnight, one by half an hour; and two whose clocks stay. */
const ZONES = [
  'America/New_York',
  'America/Havana',
  'America/Nuuk',
  'Atlantic/Azores',
  'Europe/Berlin',
  'Europe/Kyiv',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];

it('posts each local day once in four weeks of crashes, faults and clock changes, in two processes', async () => {
  const { early, twice, unexplained, ...counts } = await simulate({
    zones: ZONES,
    times: ['03:30'],
    start: '2027-03-10T00:00:00Z',
    end: '2027-04-07T00:00:00Z',
    seed: 7,
    blackoutDays: [2, 6],
  });
  expect(early).toEqual([]);
  expect(twice).toEqual([]);
  expect(unexplained).toEqual([]);
  // That the accidents really happened.
  expect(counts.deaths).toBeGreaterThan(20);
  expect(counts.faults).toBeGreaterThan(20);
  expect(counts.late).toBeGreaterThan(5);
  expect(counts.skipped).toBeGreaterThan(0);
  expect(counts.onTime).toBeGreaterThan(counts.due / 2);
}, 60_000);
