import { describe, expect, it } from 'vitest';
import { bandOf } from '../../src/core/grading/mark.ts';
import { scheduleReview } from '../../src/core/practice/review.ts';
import { createReviews } from '../../src/practice/reviews.ts';
import { openStore } from '../../src/store/open.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 9);

describe('setPlan', () => {
  it('brings every card forward that would come after the interview, however many there are', async () => {
    const store = await openStore({ path: ':memory:' });
    const reviews = createReviews(store, () => NOW_MS);
    const mark = { score: 95, band: bandOf(95), points: [], misconceptions: [], sum: [], confidence: 1, rough: false };
    await Promise.all(
      Array.from({ length: 250 }, (_, index) => {
        const about = { person: '1', questionId: `q${index}`, lessonId: 'l' };
        return reviews.advance(undefined, scheduleReview({ ...about, card: undefined, mark, nowMs: NOW_MS }));
      }),
    );
    await reviews.setPlan({ person: '1', date: '2026-11-26', minutesPerDay: 20 });
    const cards = await reviews.all('1');
    expect(cards).toHaveLength(250);
    expect(cards.filter(({ due }) => Date.parse(due) > Date.parse('2026-11-26'))).toEqual([]);
    await store.close();
  });

  it('puts back what an earlier day had brought forward, as does clearing it', async () => {
    const store = await openStore({ path: ':memory:' });
    const reviews = createReviews(store, () => NOW_MS);
    const mark = { score: 95, band: bandOf(95), points: [], misconceptions: [], sum: [], confidence: 1, rough: false };
    const about = { person: '1', questionId: 'q', lessonId: 'l', mark, nowMs: NOW_MS };
    const card = scheduleReview({ ...about, card: undefined });
    await reviews.advance(undefined, card);
    const plan = (date: string) => reviews.setPlan({ person: '1', date, minutesPerDay: 20 });
    const due = async () => (await reviews.card('1', 'q'))?.due;
    // A slip of the finger: all would be due at once.
    await plan('2026-11-24');
    expect(await due()).toBe('2026-11-24T00:00:00.000Z');
    await plan('2026-11-28');
    expect(await due()).toBe('2026-11-28T00:00:00.000Z');
    await plan('2036-11-28');
    expect(await due()).toBe(card.due);
    await plan('2026-11-26');
    expect(await reviews.clearPlan('1')).toBe(true);
    expect(await reviews.card('1', 'q')).toEqual(card);
    // One that was capped when it was answered knows no other day.
    const capped = scheduleReview({ ...about, questionId: 'r', card: undefined, interviewMs: Date.UTC(2026, 10, 26) });
    await reviews.advance(undefined, capped);
    await plan('2026-12-28');
    expect(await reviews.card('1', 'r')).toEqual(capped);
    await store.close();
  });
});
