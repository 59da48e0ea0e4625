import { afterEach, describe, expect, it } from 'vitest';
import { createCourse } from '../../src/core/course.ts';
import type { Mark } from '../../src/core/grading/mark.ts';
import { createPractice } from '../../src/practice/practice.ts';
import { createReviews } from '../../src/practice/reviews.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';

const ANA = '1001';
const mark: Mark = {
  score: 60,
  band: 2,
  points: [],
  misconceptions: [],
  sum: [{ rule: 'point', about: 'freeze', amount: 60 }],
  confidence: 1,
  rough: false,
};
const questions = ['a', 'b'].map((id) => makeQuestion({ id }));
const [a, b] = questions as [(typeof questions)[0], (typeof questions)[0]];

describe('practice', () => {
  const stores: Store[] = [];
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  const start = async () => {
    const store = await openStore({ path: ':memory:' });
    stores.push(store);
    let clock = Date.UTC(2026, 0, 1);
    const now = () => {
      clock += 1000;
      return clock;
    };
    return createPractice({
      course: createCourse([makeLesson({ questions })]),
      store,
      reviews: createReviews(store, now),
      grade: async () => ({ mark, model: undefined }),
      now,
      random: () => 0,
    });
  };

  it('reopens the question that is open, and picks another once it is answered', async () => {
    const practice = await start();
    const first = await practice.ask(ANA, {});
    expect(first).toMatchObject({ question: { id: 'a' }, reopened: false });
    expect(await practice.ask(ANA, {})).toMatchObject({ question: { id: 'a' }, reopened: true });
    await practice.submit({ person: ANA, question: first.question, answer: 'x', nonce: 'n1' });
    expect(await practice.ask(ANA, {})).toMatchObject({ question: { id: 'b' }, reopened: false });
  });

  it('counts the first attempt only, also when two are submitted at once', async () => {
    const practice = await start();
    const both = await Promise.all(
      ['n1', 'n2'].map((nonce) => practice.submit({ person: ANA, question: a, answer: nonce, nonce })),
    );
    expect(both.filter(({ counts }) => counts)).toHaveLength(1);
    const { attempts } = await practice.history(ANA, 10);
    expect(attempts.map(({ answer }) => answer).sort()).toEqual(['n1', 'n2']);
  });

  it('takes the same submission twice as one attempt, first or later', async () => {
    const practice = await start();
    for (const nonce of ['n1', 'n1', 'n2', 'n2']) {
      await practice.submit({ person: ANA, question: a, answer: nonce, nonce });
    }
    expect((await practice.history(ANA, 10)).attempts).toHaveLength(2);
  });

  it('lists attempts newest first, page by page, each person their own', async () => {
    const practice = await start();
    for (let n = 0; n < 5; n += 1) {
      await practice.submit({ person: ANA, question: b, answer: String(n), nonce: `n${n}` });
    }
    await practice.submit({ person: '2002', question: b, answer: 'not hers', nonce: 'n9' });
    const first = await practice.history(ANA, 3);
    expect(first.attempts.map(({ answer }) => answer)).toEqual(['4', '3', '2']);
    expect(first.more).toBe(true);
    const second = await practice.history(ANA, 3, new Date(first.attempts[2]?.at ?? 0));
    expect(second.attempts.map(({ answer }) => answer)).toEqual(['1', '0']);
    expect(second.more).toBe(false);
  });
});
