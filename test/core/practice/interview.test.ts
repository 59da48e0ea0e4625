import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginInterview,
  deadlineMs,
  endInterview,
  type Interview,
  interviewSchema,
  lateSeconds,
  openTurn,
  resumeInterview,
  settleTurn,
} from '../../../src/core/practice/interview.ts';

const START_MS = Date.UTC(2026, 10, 24, 9);
const at = (seconds: number): string => new Date(START_MS + seconds * 1000).toISOString();
const begin = (count: number, secondsPerTurn?: number): Interview =>
  beginInterview(
    { id: 'i', person: '1', questionIds: Array.from({ length: count }, (_, index) => `q${index}`), secondsPerTurn },
    at(0),
  );
const answered = { kind: 'answered' as const, attempt: 'a', lateSeconds: 0 };

const step = fc.record({
  /** Relative to the open turn: buttons of old messages are pressed too. */
  back: fc.constantFrom(0, 0, 0, 0, 1, 2),
  skip: fc.boolean(),
  cue: fc.option(fc.constantFrom('The head', 'Few images'), { nil: undefined }),
});
const walk = fc.record({ count: fc.integer({ min: 1, max: 10 }), steps: fc.array(step, { maxLength: 60 }) });

function run({ count, steps }: { count: number; steps: { back: number; skip: boolean; cue: string | undefined }[] }) {
  let interview = begin(count);
  const seen = [interview];
  for (const [index, { back, skip, cue }] of steps.entries()) {
    const number = interview.turns.length - 1 - back;
    interview = settleTurn(interview, { number, outcome: skip ? { kind: 'skipped' } : answered, at: at(index), cue });
    seen.push(interview);
  }
  return { interview, seen };
}

describe('an interview', () => {
  it('puts each question once, in order, with one follow-up at most, and ends after the last', () => {
    fc.assert(
      fc.property(walk, ({ count, steps }) => {
        const { interview } = run({ count, steps });
        const mains = interview.turns.filter(({ cue }) => cue === undefined).map(({ questionId }) => questionId);
        expect(mains).toEqual(interview.questionIds.slice(0, mains.length));
        for (const [index, { cue, questionId }] of interview.turns.entries()) {
          if (cue === undefined) continue;
          expect(interview.turns[index - 1]?.questionId).toBe(questionId);
          expect(interview.turns[index - 1]?.cue).toBeUndefined();
        }
        const isOver = interview.endedAt !== undefined;
        expect(openTurn(interview) === undefined).toBe(isOver);
        if (isOver) expect(mains).toHaveLength(count);
        expect(interviewSchema.parse(interview)).toEqual(interview);
      }),
    );
  });

  it('never changes what is settled', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const { interview, seen } = run(steps);
        for (const earlier of seen) {
          const settled = earlier.turns.filter(({ outcome }) => outcome);
          expect(interview.turns.slice(0, settled.length)).toEqual(settled);
        }
      }),
    );
  });

  it('takes a double click as one', () => {
    const once = settleTurn(begin(3), { number: 0, outcome: { kind: 'skipped' }, at: at(1) });
    expect(settleTurn(once, { number: 0, outcome: answered, at: at(2) })).toBe(once);
  });

  it('can end early and go on with the same question, which gets its whole time again', () => {
    const early = endInterview(begin(3, 60), at(50));
    expect(openTurn(early)).toBeUndefined();
    expect(settleTurn(early, { number: 0, outcome: answered, at: at(51) })).toBe(early);
    const again = resumeInterview(early, at(100));
    expect(openTurn(again)?.turn).toEqual({ questionId: 'q0', askedAt: at(100) });
    expect(resumeInterview(again, at(200))).toBe(again);
  });

  it('does not go on after its last question', () => {
    const over = settleTurn(begin(1), { number: 0, outcome: answered, at: at(1) });
    expect(resumeInterview(over, at(2))).toBe(over);
  });
});

describe('the time limit', () => {
  it('says by how many seconds an answer is late', () => {
    const interview = begin(3, 60);
    const turn = interview.turns[0]!;
    expect(deadlineMs(interview, turn)).toBe(START_MS + 60_000);
    expect([59_000, 60_000, 60_001, 72_000].map((ms) => lateSeconds(interview, turn, START_MS + ms))).toEqual([
      0, 0, 1, 12,
    ]);
  });

  it('is never late without one', () => {
    const interview = begin(3);
    expect(lateSeconds(interview, interview.turns[0]!, START_MS + 1e9)).toBe(0);
  });
});
