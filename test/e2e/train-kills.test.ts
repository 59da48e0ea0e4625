import { expect, it } from 'vitest';
import { seededRandom } from '../../models/random.ts';
import { killAtRandom } from './killing.ts';

// Twenty moments: node bench/run.mjs bench/train/kills.ts
it('loses no run and reports none twice, whenever the bot or the process that trains is killed', async () => {
  const { people, leftOver, orphans } = await killAtRandom({ moments: 2, random: seededRandom(7), withinMs: 3000 });
  for (const { isAcknowledged, job, reports } of people) {
    expect({ isAcknowledged, told: job?.told, reports }).toEqual({ isAcknowledged: true, told: true, reports: 1 });
    expect(['done', 'failed']).toContain(job?.state);
  }
  expect(leftOver).toEqual([]);
  expect(orphans).toEqual([]);
}, 180_000);
