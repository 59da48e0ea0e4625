import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCourse } from '../../../src/core/course.ts';
import { chooseQuestions, followUpCue } from '../../../src/core/practice/interview-questions.ts';
import { questionsAbout, topicsOf } from '../../../src/core/practice/topics.ts';
import { DIFFICULTIES } from '../../../src/core/question.ts';
import { makeLesson } from '../../make-lesson.ts';
import { makeQuestion } from '../../make-question.ts';

const question = fc.record({ lessonId: fc.constantFrom('a', 'b', 'c'), difficulty: fc.constantFrom(...DIFFICULTIES) });
const bank = fc
  .array(question, { minLength: 1, maxLength: 20 })
  .map((list) => list.map((parts, index) => makeQuestion({ id: `q${index}`, ...parts })));

describe('chooseQuestions', () => {
  it('takes as many different ones as there are, spread over topics, from easy to hard', () => {
    fc.assert(
      fc.property(
        bank,
        fc.integer({ min: 3, max: 10 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (questions, count, value) => {
          const topicOf = ({ lessonId }: (typeof questions)[0]) => lessonId;
          const chosen = chooseQuestions({ questions, count, answered: [], topicOf, random: () => value });
          expect(new Set(chosen).size).toBe(Math.min(count, questions.length));
          const ranks = chosen.map(({ difficulty }) => DIFFICULTIES.indexOf(difficulty));
          expect(ranks).toEqual([...ranks].sort());
          for (const one of ['a', 'b', 'c']) {
            const here = chosen.filter(({ lessonId }) => lessonId === one).length;
            const most = Math.max(
              ...['a', 'b', 'c'].map((id) => chosen.filter(({ lessonId }) => lessonId === id).length),
            );
            // A topic has fewer than another, by more than one, only when it has no more.
            if (here < most - 1) expect(here).toBe(questions.filter(({ lessonId }) => lessonId === one).length);
          }
        },
      ),
    );
  });

  it('prefers what was never answered', () => {
    const questions = ['a', 'b', 'c', 'd'].map((id) => makeQuestion({ id }));
    const answered = [{ questionId: 'a', score: 0, at: '2026-01-01T00:00:00Z' }];
    const chosen = chooseQuestions({ questions, count: 3, answered, topicOf: () => 't', random: () => 0 });
    expect(chosen.map(({ id }) => id)).not.toContain('a');
  });
});

describe('followUpCue', () => {
  const points = [
    { id: 'light', weight: 20, text: 'The `new` head is trained.' },
    { id: 'heavy', weight: 80, text: 'Freezing the body keeps all of its weights as they were before.' },
  ];
  const markOf = (made: Record<string, 0 | 0.5 | 1>) => ({
    score: 0,
    band: 0 as const,
    points: Object.entries(made).map(([id, value]) => ({ id, made: value, fix: `Say ${id} in a full sentence.` })),
    misconceptions: [],
    sum: [],
    confidence: 1,
    rough: false,
  });

  it('begins the heaviest point that was missed, and does not say it', () => {
    expect(followUpCue(markOf({ light: 0, heavy: 0 }), points)).toBe('Freezing the body keeps');
    expect(followUpCue(markOf({ light: 0, heavy: 0.5 }), points)).toBe('The new');
  });

  it('asks nothing when nothing was missed', () => {
    expect(followUpCue(markOf({ light: 1, heavy: 0.5 }), points)).toBeUndefined();
  });

  it('uses the suggested sentence of a point that the author did not write', () => {
    expect(followUpCue(markOf({ derived: 0 }), [])).toBe('Say derived');
  });
});

describe('topics', () => {
  const section = (id: string) => ({ id, title: `The ${id}`, handsOn: false, blocks: [] });
  const sections = [section('start'), section('end')];
  const one = makeLesson({
    id: 'one',
    sections,
    questions: [
      makeQuestion({ id: 'x', lessonId: 'one', see: 'end' }),
      makeQuestion({ id: 'y', lessonId: 'one', see: 'start', difficulty: 'hard' }),
      makeQuestion({ id: 'z', lessonId: 'one' }),
    ],
  });
  const two = makeLesson({ id: 'two', title: 'Two', questions: [makeQuestion({ id: 'w', lessonId: 'two' })] });

  it('are the sections of the only lesson, in its order, else the lessons', () => {
    expect(topicsOf(createCourse([one])).map(({ title }) => title)).toEqual(['Freezing', 'The start', 'The end']);
    expect(topicsOf(createCourse([one, two])).map(({ title }) => title)).toEqual(['Freezing', 'Two']);
  });

  it('narrow the questions down; none and unknown ones mean all', () => {
    const course = createCourse([one]);
    const ids = (topics: string[], difficulty?: 'hard') =>
      questionsAbout(course, topics, difficulty).map(({ id }) => id);
    expect(ids(['one/end'])).toEqual(['x']);
    expect(ids([])).toEqual(['x', 'y', 'z']);
    expect(ids(['gone'])).toEqual(['x', 'y', 'z']);
    expect(ids([], 'hard')).toEqual(['y']);
  });
});
