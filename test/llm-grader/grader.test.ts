import { expect, it } from 'vitest';
import { grade } from '../../src/core/grading/index.ts';
import { SURE_FROM } from '../../src/core/grading/mark.ts';
import { createModelGrader } from '../../src/llm-grader/grader.ts';
import { createLogger } from '../../src/log.ts';
import { makeQuestion } from '../make-question.ts';

const question = makeQuestion({ id: 'q' });
const ANSWER = 'The new head is trained.';

it.each([
  ['unsure', SURE_FROM, ANSWER, false],
  ['unsure', SURE_FROM - 0.01, ANSWER, true],
  ['unsure', 1, 'Ich trainiere den Kopf und nicht das Netz.', true],
  ['always', 1, ANSWER, true],
  ['always', 0, ' ', false],
] as const)('mode %s, confidence %d, %j: is the model asked? %j', async (mode, confidence, answer, isAsked) => {
  const asked: string[] = [];
  const mark = createModelGrader({
    offline: (...about) => ({ ...grade(...about), confidence }),
    ask: async (_, shown) => {
      asked.push(shown);
      return { points: [], misconceptions: [] };
    },
    ...{ model: 'm', mode, log: createLogger('silent') },
  });
  expect((await mark(question, answer)).model).toBe(isAsked ? 'm' : undefined);
  expect(asked).toEqual(isAsked ? [answer] : []);
});

it('does not ask about a question without points', async () => {
  const ask = () => Promise.reject(new Error('asked'));
  const log = createLogger('silent');
  const mark = createModelGrader({ offline: grade, ask, model: 'm', mode: 'always', log });
  expect((await mark({ ...question, points: [] }, ANSWER)).model).toBeUndefined();
});
