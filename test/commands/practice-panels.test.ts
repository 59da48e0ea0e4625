import { expect, it } from 'vitest';
import { scorecardPanel } from '../../commands/interview-panels.ts';
import { ownMarkPanel } from '../../commands/own-mark-panel.ts';
import { createCourse } from '../../src/core/course.ts';
import { type Attempt, askedOf } from '../../src/core/practice/attempt.ts';
import { beginInterview } from '../../src/core/practice/interview.ts';
import { validateMessage } from '../../src/local-discord/limits/index.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';

/** Lessons set no limit to how long a question or a point is. */
const LONG = '`*'.repeat(500);
const PERSON = '9'.repeat(20);
const question = makeQuestion({
  id: 'q'.repeat(40),
  text: LONG,
  points: Array.from({ length: 13 }, (_, index) => ({
    ...{ id: `p${index}`, weight: 100 / 13, text: LONG, also: [], half: [] },
  })),
});
const attempt: Attempt = {
  ...{ id: `${question.id}.0`, nonce: 'n', person: PERSON, lessonId: 'l', answer: LONG.repeat(4) },
  ...{ questionId: question.id, questionVersion: 'v', asked: askedOf(question), counts: true },
  ...{ at: '2026-11-24T09:00:00.000Z', own: { p0: 1 } },
  mark: {
    ...{ score: 0, band: 0, misconceptions: [], sum: [], confidence: 0, rough: false },
    points: question.points.map(({ id, text }) => ({ id, made: 0, fix: text })),
  },
};

it('Discord takes a scorecard and self-marking, however long what the lesson and the learner wrote', () => {
  const result = { questionId: question.id, text: LONG, firstScore: 5, score: 100, attempt, lateSeconds: 90 };
  const results = Array.from({ length: 10 }, (_, index) => ({ ...result, topic: { id: `t${index}`, title: LONG } }));
  const card = {
    ...{ score: 50, results, strongest: LONG, weakest: LONG, toRead: results.map(({ questionId }) => questionId) },
    topics: results.map(({ topic }) => ({ ...topic, score: 50, questions: 2 })),
    notAsked: 3,
  };
  const interview = beginInterview({ id: 'i', person: PERSON, questionIds: [question.id] }, attempt.at);
  const course = createCourse([makeLesson({ questions: [question] })]);
  const about = { interview, course, note: LONG.slice(0, 200), chart: undefined, extra: undefined };
  // Ten results of one question: their marks would be one option in Discord's eyes.
  const marks = results.map((one, index) => ({ ...one, attempt: { ...attempt, id: `${question.id}.${index}` } }));
  for (const body of [scorecardPanel({ ...about, card: { ...card, results: marks } }), ownMarkPanel(attempt)])
    expect(validateMessage(body, { context: 'channel', files: [] })).toBeUndefined();
});
