import { expect, it } from 'vitest';
import { appealPanel, standingPanel } from '../../commands/appeal-panels.ts';
import type { Appeal } from '../../src/core/appeals/appeal.ts';
import { rulingOf } from '../../src/core/appeals/ruling.ts';
import { createCourse } from '../../src/core/course.ts';
import type { Mark } from '../../src/core/grading/mark.ts';
import { type Attempt, askedOf } from '../../src/core/practice/attempt.ts';
import { validateMessage } from '../../src/local-discord/limits/index.ts';
import { makeQuestion } from '../make-question.ts';

/** As much as a lesson, a learner and a reader can make of it, all of it to be escaped. */
function largest(points: number, misconceptions: number): { appeal: Appeal; attempt: Attempt } {
  const answer = '**'.repeat(2000);
  const span = { start: 0, end: 400 };
  const question = makeQuestion({
    id: 'q'.repeat(40),
    text: 'Q'.repeat(400),
    modelAnswer: '||'.repeat(900),
    points: Array.from({ length: points }, (_, index) => ({
      ...{ id: `p${index}`, weight: 100 / points, text: '`*'.repeat(200), also: [], half: [] },
    })),
  });
  const mark: Mark = {
    ...{ score: 15, band: 0, confidence: 0, rough: false },
    points: question.points.map(({ id, text }) => ({ id, made: 0.5, span, fix: text })),
    misconceptions: Array.from({ length: misconceptions }, () => ({
      ...{ text: '_'.repeat(400), truth: 't', penalty: 10, span },
    })),
    sum: [{ rule: 'core-cap', amount: -30 }],
  };
  const attempt: Attempt = {
    ...{ id: `${question.id}.${'9'.repeat(20)}`, nonce: 'n', person: '9'.repeat(20), lessonId: 'l', mark, answer },
    ...{ questionId: question.id, questionVersion: 'v', asked: askedOf(question), counts: true },
    at: '2026-11-24T09:00:00.000Z',
  };
  const appeal: Appeal = {
    ...{ id: 'abcdefgh', person: attempt.person, attempt: attempt.id, questionId: question.id, score: 15 },
    ...{ reason: '# '.repeat(250), at: attempt.at, guild: '1', channel: '2', ruling: rulingOf(mark), settled: false },
  };
  return { appeal, attempt };
}

it.each([
  [1, 0],
  [5, 2],
  [20, 4],
])('Discord takes an appeal with %i points and %i falsehoods, open and decided', (points, misconceptions) => {
  const { appeal, attempt } = largest(points, misconceptions);
  const decided = { by: '9'.repeat(20), at: appeal.at };
  const decisions = [
    undefined,
    { ...decided, is: 'accepted' as const, score: 100 },
    { ...decided, is: 'rejected' as const, reason: '> '.repeat(250) },
  ];
  for (const decision of decisions) {
    const views = [
      appealPanel({ appeal: { ...appeal, decision }, attempt, course: createCourse([]) }),
      standingPanel({ ...appeal, decision }, attempt),
    ];
    for (const body of views) expect(validateMessage(body, { context: 'channel', files: [] })).toBeUndefined();
  }
});
