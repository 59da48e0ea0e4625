import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCourse } from '../../../src/core/course.ts';
import { hasPicture, type Progress, sharedPart } from '../../../src/core/progress/progress.ts';
import { SHARED_KINDS } from '../../../src/core/progress/sharing.ts';
import { standingsOf } from '../../../src/core/progress/topics.ts';
import { makeLesson } from '../../make-lesson.ts';
import { makeQuestion } from '../../make-question.ts';

const PROGRESS: Progress = {
  today: '2026-11-24',
  streak: { length: 3, best: 9, freezes: 1, practisedToday: true, lost: 9 },
  activity: { days: [{ day: '2026-11-24', done: 2 }], total: 2, week: 2 },
  reading: [{ title: 'Freezing', read: 1, sections: 3 }],
  marks: [{ day: '2026-11-24', score: 60 }],
  topics: [{ title: 'The idea', mark: 60, answered: 1, questions: 2 }],
  due: 4,
};

describe('what others see', () => {
  it('is what is shared and nothing else, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.subarray([...SHARED_KINDS]), (shares) => {
        const part = sharedPart(PROGRESS, shares);
        expect(Object.keys(part).sort()).toEqual(['today', ...shares].sort());
        expect(part.streak?.lost).toBeUndefined();
        expect(hasPicture(part)).toBe(['activity', 'marks', 'topics'].some((kind) => shares.includes(kind as never)));
      }),
    );
  });

  it('is no streak of theirs that is over', () => {
    const over = { ...PROGRESS, streak: { length: 0, best: 9, freezes: 0, practisedToday: false, lost: 9 } };
    expect(sharedPart(over, ['streak'])).toEqual({ today: PROGRESS.today });
  });
});

describe('topics', () => {
  const section = (id: string) => ({ id, title: `The ${id}`, handsOn: false, blocks: [] });
  const lesson = (id: string) =>
    makeLesson({
      id,
      title: `Lesson ${id}`,
      sections: [section('start'), section('end')],
      questions: [
        makeQuestion({ id: `${id}-1`, lessonId: id, see: 'start' }),
        makeQuestion({ id: `${id}-2`, lessonId: id, see: 'end' }),
        makeQuestion({ id: `${id}-3`, lessonId: id }),
        makeQuestion({ id: `${id}-4`, lessonId: id, see: 'end' }),
      ],
    });
  const lessons = ['a', 'b', 'c'].map(lesson);

  it('are the sections of the only lesson, best first, by the questions that were answered', () => {
    const standings = standingsOf(
      createCourse(lessons.slice(0, 1)),
      new Map(Object.entries({ 'a-1': 40, 'a-2': 100, 'a-4': 65, 'a-3': 20 })),
    );
    expect(standings).toEqual([
      { title: 'The end', mark: 83, answered: 2, questions: 2 },
      { title: 'The start', mark: 40, answered: 1, questions: 1 },
      { title: 'Lesson a', mark: 20, answered: 1, questions: 1 },
    ]);
  });

  it('are whole lessons where there are several, and none before the first answer', () => {
    const standings = standingsOf(
      createCourse(lessons),
      new Map(Object.entries({ 'a-1': 40, 'b-1': 90, 'c-3': 70, gone: 100 })),
    );
    expect(standings.map(({ title, mark, questions }) => [title, mark, questions])).toEqual([
      ['Lesson b', 90, 4],
      ['Lesson c', 70, 4],
      ['Lesson a', 40, 4],
    ]);
    expect(standingsOf(createCourse(lessons), new Map())).toEqual([]);
  });
});
