import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planToday, QUESTION_MINUTES, readingMinutes, type TodayFacts } from '../../../src/core/practice/today.ts';

const facts = (parts: Partial<TodayFacts>): TodayFacts => ({
  minutes: 20,
  answersToday: 0,
  minutesRead: 0,
  due: 0,
  sectionMinutes: undefined,
  fresh: 0,
  ...parts,
});

describe('planToday', () => {
  it('puts due reviews first, then a section, then new questions', () => {
    const all = { due: 2, sectionMinutes: 6, fresh: 9 };
    expect(planToday(facts(all))).toMatchObject({ reviews: 2, section: true, fresh: 3, next: 'review' });
    expect(planToday(facts({ ...all, due: 0 })).next).toBe('section');
    expect(planToday(facts({ fresh: 9 })).next).toBe('fresh');
  });

  it('leaves out what there is no time for', () => {
    expect(planToday(facts({ due: 50, sectionMinutes: 6, fresh: 9 }))).toMatchObject({
      reviews: 7,
      section: false,
      fresh: 0,
    });
  });

  it('is done when the minutes are used, or when there is nothing', () => {
    expect(planToday(facts({ minutes: 5, answersToday: 2, due: 9 }))).toMatchObject({ next: 'done', minutesLeft: 0 });
    expect(planToday(facts({})).next).toBe('done');
  });

  it('comes to an end, whatever there is, and never goes over by more than its last step', () => {
    const any = fc.record({
      minutes: fc.integer({ min: 5, max: 240 }),
      due: fc.nat(100),
      fresh: fc.nat(100),
      sectionMinutes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(any, (start) => {
        let now = facts(start);
        const done: string[] = [];
        for (let plan = planToday(now); plan.next !== 'done'; plan = planToday(now)) {
          done.push(plan.next);
          if (plan.next === 'section') {
            now = { ...now, minutesRead: now.sectionMinutes ?? 0, sectionMinutes: undefined };
          } else {
            const key = plan.next === 'review' ? 'due' : 'fresh';
            now = { ...now, answersToday: now.answersToday + 1, [key]: now[key] - 1 };
          }
        }
        const order = ['review', 'section', 'fresh'];
        expect(done).toEqual([...done].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
        const last = Math.max(QUESTION_MINUTES, start.sectionMinutes ?? 0);
        expect(planToday(now).minutesUsed).toBeLessThan(start.minutes + last);
      }),
    );
  });
});

describe('readingMinutes', () => {
  it('counts the words of every block, code too, and is a minute at least', () => {
    const section = (words: number) => ({
      id: 's',
      title: 'S',
      handsOn: false,
      blocks: [
        { kind: 'heading' as const, text: 'Heading' },
        { kind: 'text' as const, markdown: 'word '.repeat(words) },
        { kind: 'list' as const, items: ['word '.repeat(words), 'one'] },
        { kind: 'code' as const, language: 'python', code: 'x = 1\n'.repeat(words) },
      ],
    });
    expect(readingMinutes(section(1))).toBe(1);
    expect(readingMinutes(section(180))).toBe(5);
  });
});
