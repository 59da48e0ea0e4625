import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, mondayOf } from '../../../src/core/progress/days.ts';
import {
  answersOfWeek,
  type Diary,
  diarySchema,
  type Entry,
  emptyDiary,
  enter,
} from '../../../src/core/progress/diary.ts';

const TUESDAY = '2026-11-24';
type Step = { entry: Entry; today: string };
const write = (steps: Step[]): Diary =>
  steps.reduce((diary, { entry, today }) => enter(diary, entry, today), emptyDiary('ana'));

describe('a diary', () => {
  it('counts a question once a day, and reading not as an answer', () => {
    const diary = write([
      { entry: { question: 'a' }, today: TUESDAY },
      { entry: { question: 'a' }, today: TUESDAY },
      { entry: { question: 'b' }, today: TUESDAY },
      { entry: { section: 'l/s' }, today: TUESDAY },
      { entry: { question: 'a' }, today: addDays(TUESDAY, 1) },
    ]);
    expect(diary.total).toBe(3);
    expect(diary.days).toEqual([
      { day: TUESDAY, answers: 2, sections: 1 },
      { day: addDays(TUESDAY, 1), answers: 1, sections: 0 },
    ]);
    expect(answersOfWeek(diary, TUESDAY)).toBe(3);
    expect(answersOfWeek(diary, addDays(TUESDAY, 7))).toBe(0);
    expect(diary.streak.length).toBe(2);
  });

  it('starts a week on Monday', () => {
    const sunday = addDays(mondayOf(TUESDAY), 6);
    const diary = write([
      { entry: { question: 'a' }, today: sunday },
      { entry: { question: 'a' }, today: addDays(sunday, 1) },
    ]);
    expect(answersOfWeek(diary, addDays(sunday, 1))).toBe(1);
    expect(diary.total).toBe(2);
  });

  it('keeps a year at most', () => {
    const diary = write(
      Array.from({ length: 800 }, (_, n) => ({ entry: { question: 'a' }, today: addDays(TUESDAY, n) })),
    );
    expect(diary.days).toHaveLength(365);
    expect(diary.total).toBe(800);
    expect(diary.streak.length).toBe(800);
  });

  it('whatever is entered, and wherever one flies: its days are in order, its sums right, and it can be stored', () => {
    const entry: fc.Arbitrary<Entry> = fc.oneof(
      fc.record({ question: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ section: fc.constantFrom('x', 'y') }),
    );
    const step = fc.record({ entry, forward: fc.integer({ min: -1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (list) => {
        let today = TUESDAY;
        const diary = write(
          list.map(({ entry, forward }) => {
            today = addDays(today, forward);
            return { entry, today };
          }),
        );
        const days = diary.days.map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].sort());
        expect(diary.total).toBe(diary.days.reduce((sum, { answers }) => sum + answers, 0));
        const ofWeek = diary.days.filter(({ day }) => mondayOf(day) === diary.week.monday);
        expect(diary.week.answers).toBe(ofWeek.reduce((sum, { answers }) => sum + answers, 0));
        expect(diary.streak.last).toBe(days.at(-1));
        expect(diarySchema.parse(diary)).toEqual(diary);
      }),
      { numRuns: 150 },
    );
  });
});
