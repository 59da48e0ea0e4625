import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../../models/freezing.ts';
import { type TrainProgress, trainProgressSchema } from '../../src/core/training/job.ts';
import { drawingProgress, followExperiment, type Plan } from '../../src/training/progress.ts';

const [loss, accuracy] = [0.5, 0.75];

/** Goes through an experiment in which every phase ends after `share` of its epochs. @param msAt of a share of work */
function follow(plan: Plan, share: number): TrainProgress[] {
  const told: TrainProgress[] = [];
  let nowMs = 1000;
  const progress = followExperiment(
    plan,
    (one) => told.push(trainProgressSchema.parse(one)),
    () => nowMs,
  );
  for (let done = 1; done <= plan.pictures * plan.views; done++) {
    nowMs += 10;
    progress.views(done);
  }
  for (let round = 0; round < plan.rounds + (plan.trainsOnAll ? 1 : 0); round++) {
    for (const phase of plan.phases) {
      for (let epoch = 1; epoch <= Math.ceil(phase.epochs * share); epoch++) {
        nowMs += 10 * plan.pictures * (phase.boundary === 'features' ? 0.01 : 1);
        const one = { phase: { ...phase }, epoch, loss, accuracy };
        if (round < plan.rounds) progress.epoch(round, one);
        else progress.epochOnAll(one);
      }
    }
  }
  return told;
}

describe('the progress of an experiment', () => {
  const plan = { pictures: 12, views: 4, rounds: 5, phases: STRATEGIES['fine-tuning'], trainsOnAll: true };

  it.each([1, 0.3])(
    'never goes back and ends before the drawing, when phases end after %d of their epochs',
    (share) => {
      const told = follow(plan, share);
      const fractions = told.map(({ fraction }) => fraction);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(told.at(-1)?.step).toBe('all pictures');
      expect(fractions.at(-1)).toBeLessThanOrEqual(drawingProgress.fraction);
      if (share === 1) expect(told.at(-1)?.secondsLeft).toBeCloseTo(0, 6);
    },
  );

  it('says which epoch of which round, and how it goes', () => {
    const told = follow(plan, 1);
    expect(told.filter(({ step, round }) => step === 'fine-tuning' && round === 2)[3]).toMatchObject({
      ...{ round: 2, rounds: 5, epoch: 4, epochs: 10, loss, accuracy },
    });
  });

  it('knows the time left to within a tenth, where the work is as expected', () => {
    const told = follow(plan, 1);
    const inAll = (12 * 4 * 10 + 6 * (120 * 10 * 12 * 0.01 + 10 * 10 * 12)) / 1000;
    const half = told.find(({ fraction }) => fraction > 0.5);
    expect(half?.secondsLeft).toBeGreaterThan(0.4 * inAll);
    expect(half?.secondsLeft).toBeLessThan(0.6 * inAll);
    expect(told[0]).not.toHaveProperty('secondsLeft');
  });
});
