import { expect, it } from 'vitest';
import { simulate } from './simulation.ts';
import { TRICKY_ZONES } from './tricky-zones.ts';

it('posts each local day once in five weeks of crashes, faults and clock changes, in two processes', async () => {
  const { twice, unexplained, ...counts } = await simulate({
    zones: TRICKY_ZONES.slice(0, 20),
    times: ['03:30'],
    start: '2027-03-10T00:00:00Z',
    end: '2027-04-14T00:00:00Z',
    seed: 7,
  });
  expect(twice).toEqual([]);
  expect(unexplained).toEqual([]);
  // That the accidents really happened.
  expect(counts.deaths).toBeGreaterThan(20);
  expect(counts.faults).toBeGreaterThan(20);
  expect(counts.late).toBeGreaterThan(5);
  expect(counts.skipped).toBeGreaterThan(0);
  expect(counts.onTime).toBeGreaterThan(counts.due / 2);
});
