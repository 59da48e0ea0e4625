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
});
