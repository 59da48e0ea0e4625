import { describe, expect, it } from 'vitest';
import { bandOf } from '../../../src/core/grading/mark.ts';
import type { Attempt } from '../../../src/core/practice/attempt.ts';
import type { Interview, Turn } from '../../../src/core/practice/interview.ts';
import { scorecardOf } from '../../../src/core/practice/scorecard.ts';

const at = '2026-11-24T09:00:00.000Z';
function attempt(id: string, score: number, points: [id: string, weight: number, made: 0 | 0.5 | 1][] = []): Attempt {
  return {
    id,
    nonce: id,
    person: '1',
    lessonId: 'l',
    questionId: id,
    questionVersion: 'v',
    asked: {
      text: `What is ${id}?`,
      points: points.map(([point, weight]) => ({ id: point, weight, text: `Point ${point}.` })),
      modelAnswer: '',
    },
    answer: 'x',
    mark: {
      score,
      band: bandOf(score),
      points: points.map(([point, , made]) => ({ id: point, made })),
      misconceptions: [],
      sum: [],
      confidence: 1,
      rough: false,
    },
    counts: true,
    at,
  };
}
const turn = (questionId: string, outcome?: Turn['outcome'], cue?: string): Turn => ({
  questionId,
  askedAt: at,
  ...(outcome ? { outcome } : {}),
  ...(cue ? { cue } : {}),
});
const answered = (id: string, late = 0) => ({ kind: 'answered' as const, attempt: id, lateSeconds: late });

function card(questionIds: string[], turns: Turn[], ...attempts: Attempt[]) {
  const interview: Interview = { id: 'i', person: '1', startedAt: at, questionIds, turns };
  return scorecardOf(interview, {
    attempts: new Map(attempts.map((one) => [one.id, one])),
    topicOf: (id) => ({ id: id.slice(0, 1), title: id.slice(0, 1).toUpperCase() }),
    textOf: (id) => `What is ${id}?`,
  });
}

describe('scorecardOf', () => {
  it('takes the means of all and of each topic; a skipped question counts as 0', () => {
    const { score, topics } = card(
      ['a1', 'a2', 'b1'],
      [turn('a1', answered('a1')), turn('a2', answered('a2')), turn('b1', { kind: 'skipped' })],
      attempt('a1', 90),
      attempt('a2', 60),
    );
    expect(score).toBe(50);
    expect(topics).toEqual([
      { id: 'a', title: 'A', score: 75, questions: 2 },
      { id: 'b', title: 'B', score: 0, questions: 1 },
    ]);
  });

  it('counts the answer with its follow-up, says what it was before, and adds up the lateness', () => {
    const { results } = card(
      ['a1'],
      [turn('a1', answered('a1', 12)), turn('a1', answered('a1x', 3), 'The head')],
      attempt('a1', 40),
      attempt('a1x', 85),
    );
    expect(results[0]).toMatchObject({ firstScore: 40, score: 85, lateSeconds: 15 });
  });

  it('keeps the first mark when the follow-up was skipped', () => {
    const turns = [turn('a1', answered('a1')), turn('a1', { kind: 'skipped' }, 'The head')];
    expect(card(['a1'], turns, attempt('a1', 40)).results[0]).toMatchObject({ firstScore: 40, score: 40 });
  });

  it('names the heaviest point made and missed, and what to read, weakest first', () => {
    const { strongest, weakest, toRead } = card(
      ['a1', 'b1', 'c1'],
      [turn('a1', answered('a1')), turn('b1', answered('b1')), turn('c1', answered('c1'))],
      attempt('a1', 60, [
        ['p', 60, 1],
        ['q', 40, 0],
      ]),
      attempt('b1', 30, [
        ['r', 70, 0],
        ['s', 30, 1],
      ]),
      attempt('c1', 80, [['t', 80, 0.5]]),
    );
    expect([strongest, weakest]).toEqual(['Point p.', 'Point r.']);
    expect(toRead).toEqual(['b1', 'a1']);
  });

  it('leaves out what an early end left open', () => {
    const { score, notAsked, results } = card(
      ['a1', 'b1'],
      [turn('a1', answered('a1')), turn('b1')],
      attempt('a1', 70),
    );
    expect([score, notAsked, results.length]).toEqual([70, 1, 1]);
  });

  it('has nothing to say when nothing was answered', () => {
    expect(card(['a1'], [turn('a1')])).toMatchObject({ score: 0, results: [], topics: [], strongest: undefined });
  });
});
