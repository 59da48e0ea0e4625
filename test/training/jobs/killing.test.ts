import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../models/random.ts';
import { killAtRandom } from './killing.ts';

// Twenty moments: node bench/run.mjs bench/train/kills.ts
describe('kill -9 of the bot and of the process that trains', () => {
  it('loses no job that was acknowledged, and has each reported once', async () => {
    const result = await killAtRandom({ moments: 3, random: seededRandom(7), withinMs: 1500 });
    expect(result.jobs).toHaveLength(3);
    expect(result.lost).toEqual([]);
    for (const { id, state, told } of result.jobs) {
      expect({ id, told, reports: result.reports.get(id) }).toEqual({ id, told: true, reports: 1 });
      expect(['done', 'failed']).toContain(state);
    }
    // What a crash of the bot cut short was run again.
    expect(result.jobs[0]?.state).toBe('done');
    expect(result.leftOver).toEqual([]);
    expect(result.orphans).toEqual([]);
  }, 120_000);
});
