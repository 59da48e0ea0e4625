import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseQuestion, historyNeeded, type Posted } from '../../../src/core/daily-question/choose.ts';
import { DIFFICULTIES, type Question } from '../../../src/core/question.ts';
import { makeQuestion } from '../../make-question.ts';

const bank = (size: number, lessons = 3): Question[] =>
  Array.from({ length: size }, (_, n) => {
    const difficulty = DIFFICULTIES[Math.floor(n / lessons) % 3] ?? 'easy';
    return makeQuestion({ id: `q${n}`, lessonId: `lesson${n % lessons}`, difficulty });
  });

const dateOf = (day: number): string => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);

/** Posts a question a day. */
function run(questions: Question[], days: number): { posts: (Posted & { lastDate: string | undefined })[] } {
  const posts: (Posted & { lastDate: string | undefined })[] = [];
  for (let day = 0; day < days; day += 1) {
    const posted = posts.slice(0, historyNeeded(questions.length));
    const choice = chooseQuestion({ questions, posted, seed: `s ${dateOf(day)}` });
    if (!choice) throw new Error('no question');
    posts.unshift({ questionId: choice.question.id, date: dateOf(day), lastDate: choice.lastDate });
  }
  return { posts: posts.reverse() };
}

describe('chooseQuestion', () => {
  it('asks every question before any again, and says when the bank runs dry', () => {
    const { posts } = run(bank(20), 45);
    expect(new Set(posts.slice(0, 20).map(({ questionId }) => questionId)).size).toBe(20);
    expect(posts.slice(0, 20).every(({ lastDate }) => lastDate === undefined)).toBe(true);
    for (const [n, { questionId, lastDate }] of posts.slice(20).entries()) {
      const before = posts.slice(0, 20 + n).findLast((post) => post.questionId === questionId);
      expect(lastDate).toBe(before?.date);
    }
  });

  it('never repeats one of the last 30, or of all but one of a smaller bank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5 }), (size, lessons) => {
        const { posts } = run(bank(size, lessons), 2 * size + 20);
        const apart = Math.min(30, size - 1);
        for (const [n, { questionId }] of posts.entries()) {
          const recent = posts.slice(Math.max(0, n - apart), n).map((post) => post.questionId);
          expect(recent).not.toContain(questionId);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('takes turns among topics and difficulties', () => {
    const questions = bank(27);
    const { posts } = run(questions, 9);
    const first = posts.map(({ questionId }) => questions.find(({ id }) => id === questionId));
    for (let n = 0; n < 9; n += 3) {
      expect(new Set(first.slice(n, n + 3).map((question) => question?.lessonId)).size).toBe(3);
    }
    expect(new Set(first.map((question) => question?.difficulty)).size).toBe(3);
  });

  it('gives the same for the same schedule and day, and differs from schedule to schedule', () => {
    const questions = bank(30);
    const on = (seed: string) => chooseQuestion({ questions, posted: [], seed })?.question.id;
    expect(on('abc 2027-01-01')).toBe(on('abc 2027-01-01'));
    expect(new Set(Array.from({ length: 20 }, (_, n) => on(`s${n} 2027-01-01`))).size).toBeGreaterThan(5);
  });

  it('puts a new question first', () => {
    const { posts } = run(bank(5), 12);
    const questions = [...bank(5), makeQuestion({ id: 'new', lessonId: 'lesson0' })];
    expect(chooseQuestion({ questions, posted: posts.reverse(), seed: 's' })).toEqual({
      question: questions[5],
    });
  });

  it('has nothing to say about an empty bank', () => {
    expect(chooseQuestion({ questions: [], posted: [], seed: 's' })).toBeUndefined();
  });
});
