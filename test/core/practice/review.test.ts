import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../src/core/grading/mark.ts';
import { bandOf } from '../../../src/core/grading/mark.ts';
import { isDue, orderReviews, type ReviewCard, scheduleReview } from '../../../src/core/practice/review.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);
const markOf = (score: number): Mark => ({
  score,
  band: bandOf(score),
  points: [],
  misconceptions: [],
  sum: [],
  confidence: 1,
  rough: false,
});
const review = (score: number, card?: ReviewCard, nowMs = START_MS, interviewMs?: number): ReviewCard =>
  scheduleReview({ card, person: '1', questionId: 'q', lessonId: 'l', mark: markOf(score), nowMs, interviewMs });
const daysUntil = ({ due }: ReviewCard, nowMs: number): number => (Date.parse(due) - nowMs) / DAY_MS;

describe('scheduleReview', () => {
  it('brings a missed question back the next day and a strong one much later', () => {
    const days = [5, 30, 60, 95].map((score) => daysUntil(review(score), START_MS));
    expect(days[0]).toBeCloseTo(16 / 24);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(days[3]).toBeGreaterThan(4);
  });

  it('widens the interval with each good answer, and shortens it after a miss', () => {
    const first = review(80);
    const second = review(80, first, Date.parse(first.due));
    const missed = review(0, second, Date.parse(second.due));
    expect(second.scheduledDays).toBeGreaterThan(first.scheduledDays);
    expect(missed.scheduledDays).toBeLessThan(second.scheduledDays);
    expect(missed.lapses).toBe(1);
  });

  it('learns as much from an evening at noon the next day as from one at the same hour', () => {
    const first = review(30);
    const early = review(80, first, Date.parse(first.due));
    const onTime = review(80, first, START_MS + first.scheduledDays * DAY_MS);
    expect(early.scheduledDays).toBe(onTime.scheduledDays);
    expect(early.stability).toBeCloseTo(onTime.stability);
  });

  it('never schedules beyond the day of the interview', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 60 }), (fives, days) => {
        const interviewMs = START_MS + days * DAY_MS;
        let nowMs = START_MS;
        let card: ReviewCard | undefined;
        for (const five of fives) {
          if (nowMs >= interviewMs) break;
          card = review(five * 5, card, nowMs, interviewMs);
          expect(Date.parse(card.due)).toBeLessThanOrEqual(Math.max(interviewMs, nowMs + DAY_MS));
          nowMs = Date.parse(card.due);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('forgets an interview that is over', () => {
    expect(review(95, undefined, START_MS, START_MS - DAY_MS).scheduledDays).toBe(review(95).scheduledDays);
  });
});

describe('orderReviews', () => {
  it('serves the weakest first, and what was just asked last', () => {
    const [weak, middle, strong] = [10, 50, 90].map((score) => ({ ...review(score), questionId: `q${score}` }));
    const due = [strong, weak, middle].filter((card) => card !== undefined);
    expect(orderReviews(due, undefined).map(({ score }) => score)).toEqual([10, 50, 90]);
    expect(orderReviews(due, 'q10').map(({ score }) => score)).toEqual([50, 90, 10]);
  });
});

describe('isDue', () => {
  it('counts a question that was never answered as due', () => {
    const card = review(60);
    expect(isDue(undefined, START_MS)).toBe(true);
    expect(isDue(card, START_MS)).toBe(false);
    expect(isDue(card, Date.parse(card.due))).toBe(true);
  });
});
