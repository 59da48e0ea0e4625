import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTicking } from '../../src/daily/start.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2027-01-04T08:59:30Z') }));
afterEach(() => vi.useRealTimers());

it('ticks at once and then at the beginning of every minute, until it is stopped', async () => {
  const ticks: string[] = [];
  const stop = startTicking(async () => {
    ticks.push(new Date().toISOString().slice(11, 19));
  });
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(ticks).toEqual(['08:59:30', '09:00:00', '09:01:00']);
  await stop();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(ticks).toHaveLength(3);
});

it('does not begin a tick before the last one is through, and waits for it when stopped', async () => {
  let underWay = 0;
  let most = 0;
  let done = 0;
  const stop = startTicking(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 150_000));
    underWay -= 1;
    done += 1;
  });
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(most).toBe(1);
  expect(done).toBeGreaterThan(1);
  const stopped = stop();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  await stopped;
  expect(underWay).toBe(0);
});
