import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateRunMs,
  estimateWaitMs,
  nextJob,
  QUEUE_LIMITS,
  type Queued,
  startingOrder,
} from '../../../src/core/training/queueing.ts';

const job = (id: string, person: string, server: string | undefined, createdAtMs: number): Queued => ({
  ...{ id, person, createdAtMs },
  ...(server === undefined ? {} : { server }),
});
const idsOf = (jobs: readonly Queued[]): string[] => jobs.map(({ id }) => id);

describe('whose turn it is', () => {
  it('goes round the servers, then round their people, the oldest of each first', () => {
    const waiting = [
      ...[job('a1', 'ana', 'red', 1), job('a2', 'ana', 'red', 2), job('b1', 'ben', 'red', 3)],
      ...[job('c1', 'cleo', 'blue', 4), job('d1', 'dan', undefined, 5), job('e1', 'eve', undefined, 6)],
    ];
    expect(idsOf(startingOrder({ waiting, running: [], served: [] }, QUEUE_LIMITS))).toEqual([
      ...['a1', 'c1', 'd1', 'b1', 'e1', 'a2'],
    ]);
  });

  it('lets nobody run more than they may', () => {
    const waiting = [job('a2', 'ana', 'red', 1)];
    const running = [job('a1', 'ana', 'blue', 0)];
    expect(nextJob({ waiting, running, served: running }, QUEUE_LIMITS)).toBeUndefined();
  });

  const jobs = fc
    .array(fc.record({ person: fc.nat(5), server: fc.option(fc.nat(3), { nil: undefined }), at: fc.nat(20) }), {
      maxLength: 25,
    })
    .map((list) =>
      list.map(({ person, server, at }, i) =>
        job(`j${i}`, `p${person}`, server === undefined ? server : `s${server}`, at),
      ),
    );

  it('starts each job once', () => {
    fc.assert(
      fc.property(jobs, (waiting) => {
        const order = startingOrder({ waiting, running: [], served: [] }, QUEUE_LIMITS);
        expect(idsOf(order).sort()).toEqual(idsOf(waiting).sort());
      }),
      { numRuns: 50 },
    );
  });

  it('makes nobody wait for ever, whatever the others order', () => {
    fc.assert(
      fc.property(jobs, fc.infiniteStream(fc.nat(4)), (others, picks) => {
        // Somebody orders once; everybody else has a new job as soon as one of theirs has begun.
        let waiting = [...others, job('mine', 'me', 'home', 10)];
        let served: Queued[] = [];
        const groups = 6 * 5;
        for (let turn = 0; turn <= groups; turn++) {
          const next = nextJob({ waiting, running: [], served }, QUEUE_LIMITS);
          if (next?.id === 'mine') return;
          if (!next) throw new Error('nothing is next, though something waits');
          served = [next, ...served];
          const again = { ...next, id: `${next.id}+${picks.next().value}`, createdAtMs: 0 };
          waiting = [...waiting.filter(({ id }) => id !== next.id), again];
        }
        throw new Error('it never came to be their turn');
      }),
      { numRuns: 50 },
    );
  });

  it('runs as many at once as are allowed, and never two of a person', () => {
    fc.assert(
      fc.property(jobs, fc.integer({ min: 1, max: 3 }), (all, slots) => {
        let [waiting, running, served]: [Queued[], Queued[], Queued[]] = [all, [], []];
        while (waiting.length > 0) {
          const next = nextJob({ waiting, running, served }, QUEUE_LIMITS);
          if (next) {
            expect(running.map(({ person }) => person)).not.toContain(next.person);
            waiting = waiting.filter(({ id }) => id !== next.id);
            [running, served] = [
              [...running, next],
              [next, ...served],
            ];
          }
          if (!next || running.length === slots) running = running.slice(1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('how long it takes', () => {
  const run = { strategy: 'fine-tuning', pictures: 20 } as const;
  const past = [
    { strategy: 'fine-tuning', pictures: 10, ms: 5000 },
    { strategy: 'fine-tuning', pictures: 40, ms: 24_000 },
    { strategy: 'fine-tuning', pictures: 10, ms: 90_000 },
    { strategy: 'feature-extraction', pictures: 10, ms: 100 },
  ] as const;

  it('is what a picture took in the middle of earlier runs of the same strategy', () => {
    expect(estimateRunMs(run, past)).toBe(20 * 600);
    expect(estimateRunMs(run, past.slice(3))).toBe(20 * 10);
    expect(estimateRunMs(run, [])).toBeGreaterThan(0);
  });

  it('adds up what is ahead to what is left of the run, on the worker that is free first', () => {
    const running = [{ job: run, elapsedMs: 2000, progress: undefined }];
    expect(estimateWaitMs({ ahead: [], running, past, concurrency: 1 })).toBe(10_000);
    expect(estimateWaitMs({ ahead: [run], running, past, concurrency: 1 })).toBe(22_000);
    expect(estimateWaitMs({ ahead: [run], running, past, concurrency: 2 })).toBe(10_000);
    expect(estimateWaitMs({ ahead: [], running: [], past, concurrency: 1 })).toBe(0);
    const told = [{ job: run, elapsedMs: 2000, progress: { step: 'fine-tuning', fraction: 0.5, secondsLeft: 3 } }];
    expect(estimateWaitMs({ ahead: [], running: told, past, concurrency: 1 })).toBe(3000);
  });
});
