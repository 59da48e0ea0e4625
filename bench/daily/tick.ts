// How long a tick takes that finds nothing due among 10,000 schedules: node bench/run.mjs bench/daily/tick.ts
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import { BEFORE, makeSchedule, startDaily } from '../../test/daily/start-daily.ts';

const SCHEDULES = 10_000;
const TICKS = 200;

const path = join(tmpdir(), `warmstart-tick-${process.pid}.sqlite`);
const store = await openStore({ path });
const { schedules, tick, clock } = await startDaily({ store });
await Promise.all(
  Array.from({ length: SCHEDULES }, (_, n) =>
    schedules.create(makeSchedule({ id: `s${String(n).padStart(7, '0')}`, owner: String(n + 1) })),
  ),
);
const tookMs: number[] = [];
for (let n = 0; n < TICKS; n += 1) {
  clock.nowMs = BEFORE + n;
  const began = performance.now();
  await tick();
  tookMs.push(performance.now() - began);
}
tookMs.sort((a, b) => a - b);
const at = (share: number): string => `${(tookMs[Math.floor(share * (TICKS - 1))] ?? 0).toFixed(2)} ms`;
console.log(
  `${SCHEDULES} schedules in a file, nothing due, ${TICKS} ticks: median ${at(0.5)}, 99th percentile ${at(0.99)}, longest ${at(1)}`,
);
await store.close();
await Promise.all(['', '-wal', '-shm'].map((end) => rm(`${path}${end}`, { force: true })));
