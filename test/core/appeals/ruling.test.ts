import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { falsehoodsOf, type Made, markByRuling, pointsOf, rulingOf } from '../../../src/core/appeals/ruling.ts';
import { grade } from '../../../src/core/grading/index.ts';
import type { Mark } from '../../../src/core/grading/mark.ts';
import { type Attempt, askedOf } from '../../../src/core/practice/attempt.ts';
import type { Question } from '../../../src/core/question.ts';
import { makeQuestion } from '../../make-question.ts';

const attemptOf = (question: Question, answer: string, mark: Mark): Attempt => ({
  id: 'q.0',
  nonce: 'n',
  person: '1',
  lessonId: 'lesson',
  questionId: question.id,
  questionVersion: 'v1',
  asked: askedOf(question),
  answer,
  mark,
  counts: true,
  at: '2026-11-24T09:00:00.000Z',
});
const markOf = (parts: Partial<Mark>): Mark => ({
  ...{ score: 0, band: 0, misconceptions: [], sum: [], confidence: 0.4, rough: false },
  points: [
    { id: 'freeze', made: 0, fix: 'Freezing keeps the weights of the body.' },
    { id: 'head', made: 0.5, span: { start: 0, end: 3 }, fix: 'The new head is trained.' },
  ],
  ...parts,
});
const question = makeQuestion({ id: 'q' });
const ofMark = (parts: Partial<Mark>): Attempt => attemptOf(question, 'the head', markOf(parts));
const stated = (penalty: 'core' | number, text = 'Freezing deletes it.') => ({
  ...{ text, truth: 'It keeps it.', penalty },
  span: { start: 0, end: 3 },
});

describe('the mark by a reader’s ruling', () => {
  it('adds the awarded points up, and keeps words only where something is made', () => {
    const mark = markByRuling(ofMark({ score: 20 }), { made: [1, 0], stated: [] });
    expect(mark).toMatchObject({ score: 60, band: 2, confidence: 1 });
    expect(mark.points).toEqual([
      { id: 'freeze', made: 1, span: undefined, fix: undefined },
      { id: 'head', made: 0, span: undefined, fix: 'The new head is trained.' },
    ]);
    expect(mark.sum).toEqual([{ rule: 'point', about: 'freeze', amount: 60 }]);
  });

  it('deducts a misconception unless it was not stated', () => {
    const attempt = ofMark({ score: 10, misconceptions: [stated(10)] });
    expect(markByRuling(attempt, { made: [1, 1], stated: [true] }).score).toBe(90);
    const mark = markByRuling(attempt, { made: [1, 1], stated: [false] });
    expect(mark).toMatchObject({ score: 100, band: 3, misconceptions: [] });
  });

  it('keeps the cap of a false core until a reader says that it was not stated', () => {
    const capped = { rule: 'core-cap' as const, amount: -45 };
    const named = ofMark({ score: 15, misconceptions: [stated('core')], sum: [capped] });
    expect(markByRuling(named, { made: [1, 1], stated: [true] }).score).toBe(15);
    expect(markByRuling(named, { made: [1, 1], stated: [false] }).score).toBe(100);
    const reversed = ofMark({ score: 15, sum: [capped] });
    expect(falsehoodsOf(reversed.mark)).toEqual([undefined]);
    expect(markByRuling(reversed, { made: [1, 1], stated: [true] }).score).toBe(15);
    expect(markByRuling(reversed, { made: [1, 1], stated: [false] }).score).toBe(100);
    // So little was said beside it that there was nothing to cap yet.
    const low = ofMark({ score: 15, misconceptions: [stated('core')] });
    expect(markByRuling(low, { made: [1, 1], stated: [true] }).score).toBe(15);
    // A core misconception beside right words, which did not cap the mark when it was given.
    const uncapped = ofMark({ score: 60, misconceptions: [stated('core')] });
    expect(markByRuling(uncapped, { made: [1, 1], stated: [true] }).score).toBe(100);
  });

  it.each([15, 60])('takes 10 for a core misconception beside right words, as the mark of %i did', (score) => {
    const misconceptions = [stated('core')];
    const deducted = { rule: 'misconception' as const, about: misconceptions[0]?.text, amount: -10 };
    const beside = ofMark({ score, misconceptions, sum: [deducted] });
    expect(markByRuling(beside, { made: [1, 1], stated: [true] }).score).toBe(90);
    expect(markByRuling(beside, { made: [1, 1], stated: [false] }).score).toBe(100);
  });

  it('knows the points of a question that has a model answer only', () => {
    const rough = makeQuestion({ id: 'rough', points: [] });
    const attempt = attemptOf(rough, 'no', grade(rough, 'no'));
    expect(pointsOf(attempt)).toHaveLength(attempt.mark.points.length);
    expect(markByRuling(attempt, { made: attempt.mark.points.map(() => 1 as const), stated: [] }).score).toBe(100);
  });

  it('is the grader’s own mark when nothing is changed', () => {
    for (const answer of ['the head is trained', 'freezing keeps the body, the head trains']) {
      const mark = grade(question, answer);
      expect(markByRuling(attemptOf(question, answer, mark), rulingOf(mark))).toMatchObject({ score: mark.score });
    }
  });

  it('never falls when a reader awards more', () => {
    const made = fc.constantFrom<Made>(0, 0.5, 1);
    fc.assert(
      fc.property(made, made, fc.boolean(), fc.constantFrom<'core' | number>('core', 10), (a, b, kept, penalty) => {
        const attempt = ofMark({ score: 15, misconceptions: [stated(penalty)] });
        const score = (ruling: { made: Made[]; stated: boolean[] }) => markByRuling(attempt, ruling).score;
        const now = score({ made: [a, b], stated: [kept] });
        expect(now % 5).toBe(0);
        expect(score({ made: [1, b], stated: [kept] })).toBeGreaterThanOrEqual(now);
        expect(score({ made: [a, b], stated: [false] })).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 60 },
    );
  });
});
