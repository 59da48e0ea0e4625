import { afterEach, describe, expect, it } from 'vitest';
import { createCourse } from '../../src/core/course.ts';
import { bandOf, type Mark } from '../../src/core/grading/mark.ts';
import { createPractice } from '../../src/practice/practice.ts';
import { createReviews } from '../../src/practice/reviews.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';

const ANA = '1001';
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1, 12);
const question = makeQuestion({ id: 'q' });
const markOf = (score: number): Mark => ({
  ...{ score, band: bandOf(score), points: [], misconceptions: [] },
  ...{ sum: [], confidence: 1, rough: false },
});

describe('a corrected mark', () => {
  const stores: Store[] = [];
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  /** Answers the question whenever it is due, with these scores. */
  const practised = async (scores: number[], plan?: string) => {
    const store = await openStore({ path: ':memory:' });
    stores.push(store);
    let nowMs = START_MS;
    let score = 0;
    const reviews = createReviews(store, () => nowMs);
    const practice = createPractice({
      ...{ course: createCourse([makeLesson({ questions: [question] })]), store, reviews },
      ...{ grade: async () => ({ mark: markOf(score), model: undefined }), now: () => nowMs, random: () => 0 },
    });
    if (plan !== undefined) await reviews.setPlan({ person: ANA, date: plan, minutesPerDay: 20 });
    for (const [turn, next] of scores.entries()) {
      score = next;
      await practice.submit({ person: ANA, question, answer: 'x', nonce: `n${turn}` });
      const due = (await reviews.card(ANA, 'q'))?.due ?? '';
      if (turn < scores.length - 1) nowMs = Date.parse(due) + DAY_MS / 4;
    }
    const card = async () => (await reviews.card(ANA, 'q'))!;
    const correct = (attempt: string, to: number) => practice.correct({ person: ANA, attempt, mark: markOf(to) });
    return { practice, reviews, card, correct };
  };

  it('has the schedule that it would have had, and keeps the first mark', async () => {
    const { card, correct } = await practised([10]);
    const attempt = await correct('q.0', 90);
    const right = await (await practised([90])).card();
    expect(await card()).toEqual(right);
    expect(attempt).toMatchObject({ mark: { score: 90 }, corrected: { from: { score: 10 } }, nextDue: right.due });
  });

  it('is corrected once, however often that is done', async () => {
    const { card, correct } = await practised([10]);
    await correct('q.0', 90);
    const after = await card();
    const again = await correct('q.0', 90);
    expect(await card()).toEqual(after);
    expect(again?.corrected?.from.score).toBe(10);
  });

  it('counts at its own place among several', async () => {
    const { card, correct } = await practised([90, 10, 60]);
    const before = await card();
    await correct('q.1', 90);
    const after = await card();
    expect(after.reps).toBe(3);
    expect(after.lapses).toBe(0);
    expect(before.lapses).toBe(1);
    expect(after.stability).toBeGreaterThan(before.stability);
    expect(after.score).toBe(60);
  });

  it('leaves those before it as they were, also where a plan capped them', async () => {
    const { card, correct, reviews } = await practised([95, 95], '2026-01-04');
    const before = await card();
    await reviews.clearPlan(ANA);
    await correct('q.1', 95);
    expect(await card()).toEqual(before);
  });

  it('does not reach beyond the interview', async () => {
    const { card, correct } = await practised([10], '2026-01-04');
    await correct('q.0', 95);
    expect((await card()).due).toBe('2026-01-04T00:00:00.000Z');
  });

  it('of an answer that was practice changes no schedule', async () => {
    const { practice, card, correct } = await practised([60]);
    const before = await card();
    const again = await practice.submit({ person: ANA, question, answer: 'y', nonce: 'again' });
    const corrected = await correct(again.id, 100);
    expect(corrected).toMatchObject({ counts: false, mark: { score: 100 } });
    expect(await card()).toEqual(before);
    expect(await correct('q.nobody', 100)).toBeUndefined();
  });
});
