import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickQuestion } from '../../../src/core/practice/pick.ts';
import { makeQuestion } from '../../make-question.ts';

const questions = ['a', 'b', 'c'].map((id) => makeQuestion({ id }));
const answered = (questionId: string, score: number, day: number) => ({
  questionId,
  score,
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
});
const pick = (history: ReturnType<typeof answered>[], random = 0) => pickQuestion(questions, history, () => random)?.id;

describe('pickQuestion', () => {
  it('asks something new while there is any', () => {
    expect(pick([answered('a', 0, 1)])).toBe('b');
    expect(pick([answered('a', 0, 1)], 0.99)).toBe('c');
    expect(pick([answered('c', 0, 2), answered('a', 0, 1)])).toBe('b');
  });

  it('then asks the weakest, by the newest answer, but not the one just asked', () => {
    expect(pick([answered('c', 10, 4), answered('b', 90, 3), answered('b', 0, 2), answered('a', 50, 1)])).toBe('a');
  });

  it('among equals asks the one longest ago', () => {
    expect(pick([answered('c', 50, 3), answered('a', 50, 2), answered('b', 50, 1)])).toBe('b');
  });

  it('asks the only question there is again', () => {
    expect(pickQuestion(questions.slice(0, 1), [answered('a', 100, 1)], () => 0)?.id).toBe('a');
    expect(pickQuestion([], [], () => 0)).toBeUndefined();
  });

  it('never asks the same twice in a row when there is another', () => {
    const history = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(100)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 0.999, noNaN: true }), (entries, random) => {
        const newestFirst = entries.map(([id, score], index) => answered(id, score, 100 - index));
        expect(pick(newestFirst, random)).not.toBe(newestFirst[0]?.questionId);
      }),
    );
  });
});
