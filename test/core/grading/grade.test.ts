import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/core/grading/analyse.ts';
import { compileQuestion } from '../../../src/core/grading/compile.ts';
import { grade } from '../../../src/core/grading/index.ts';
import { bandOf } from '../../../src/core/grading/mark.ts';
import { correctionsFor, traitsOf, weightOf } from '../../../src/core/grading/own-judges.ts';
import { SCORERS } from '../../../src/core/grading/weights.ts';
import { loadLessons } from '../../../src/lessons/load.ts';
import { makeQuestion } from '../../make-question.ts';

const { lessons } = await loadLessons('lessons');
const questions = lessons.flatMap((lesson) => lesson.questions);
const anyQuestion = fc.constantFrom(...questions);
/** Made of what people really write, so that the judges have something to look at. */
const anyAnswer = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom(...questions.flatMap(({ points }) => points.flatMap(({ text, also }) => [text, ...also]))), {
      maxLength: 8,
    })
    .map((sentences) => sentences.join('. ')),
);
const RUNS = { numRuns: 60 };

describe('any answer', () => {
  it('gets a mark whose sum adds up, whose band follows, and whose quotes stand in it', () => {
    fc.assert(
      fc.property(anyQuestion, anyAnswer, (question, answer) => {
        const mark = grade(question, answer);
        expect(mark.score % 5).toBe(0);
        expect(mark.score).toBeGreaterThanOrEqual(0);
        expect(mark.score).toBeLessThanOrEqual(100);
        expect(mark.band).toBe(bandOf(mark.score));
        expect(mark.sum.reduce((total, { amount }) => total + amount, 0)).toBeCloseTo(mark.score);
        expect(mark.points.map(({ id }) => id)).toEqual(question.points.map(({ id }) => id));
        for (const { span } of [...mark.points, ...mark.misconceptions]) {
          if (!span) continue;
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(answer.length);
        }
      }),
      RUNS,
    );
  });

  it('is marked the same in any letter case and with white space after it', () => {
    fc.assert(
      fc.property(anyQuestion, anyAnswer, (question, answer) => {
        fc.pre(answer.toUpperCase().toLowerCase() === answer.toLowerCase());
        const { score } = grade(question, answer.toLowerCase());
        expect(grade(question, answer.toUpperCase()).score).toBe(score);
        expect(grade(question, `${answer.toLowerCase()} \n `).score).toBe(score);
      }),
      RUNS,
    );
  });

  it.each([
    ['4,000 letters', 'x'.repeat(4000)],
    ['4,000 characters of terms', 'freeze head backbone layer4 1e-5 '.repeat(125).slice(0, 4000)],
    ['emoji only', '🔥🧊'.repeat(500)],
    ['right to left', '\u202eللتعلم بالنقل'.repeat(100)],
    ['zero-width characters', 'f\u200br\u200be\u200be\u200bz\u200be\u200b '.repeat(300)],
    ['Markdown and code', '```python\nmodel.fc = nn.Linear(512, 2)\n```\n**# > - ||x||**'.repeat(60)],
    ['mentions', '@everyone <@1234> <#5>'.repeat(100)],
  ])('is marked in good time: %s', (_, answer) => {
    const startMs = performance.now();
    for (const question of questions) grade(question, answer);
    // Ten times what one answer may take, each.
    expect((performance.now() - startMs) / questions.length).toBeLessThan(500);
  });
});

describe('every question in the repository', () => {
  it.each(questions.map((question) => [question.id, question] as const))(
    '%s: its model answer scores 100',
    (_, question) => {
      expect(grade(question, question.modelAnswer).score).toBe(100);
    },
  );

  it.each(questions.map((question) => [question.id, question] as const))(
    '%s: says nothing for a copy of it',
    (_, question) => {
      expect(grade(question, question.text).score).toBe(0);
      expect(grade(question, '').score).toBe(0);
      expect(grade(question, "I don't know").score).toBe(0);
    },
  );
});

describe('a question with a model answer only', () => {
  it('is marked roughly, and says so', () => {
    const question = makeQuestion({ id: 'rough', points: [] });
    const all = grade(question, question.modelAnswer);
    expect(all.rough).toBe(true);
    expect(all.score).toBe(100);
    expect(grade(question, 'Bread is baked in an oven.').band).toBe(0);
    const part = grade(question, 'You keep the weights in the body by freezing');
    expect(part.band).toBeGreaterThan(0);
    expect(part.score).toBeLessThan(100);
    expect(part.points.map(({ made }) => made)).toEqual([1, 0]);
    expect(part.sum.reduce((total, { amount }) => total + amount, 0)).toBeCloseTo(part.score);
  });
});

describe("a question's own judges", () => {
  const [question] = questions;
  if (question === undefined) throw new Error('no question');
  const own = SCORERS.own[question.id];

  it('add up in marking to what they were trained to', () => {
    const ready = compileQuestion(question, own).own;
    if (ready === undefined || own === undefined) throw new Error('no own judges');
    const answer = analyse('early layers see edges, so few images do; the late layers are not what you reuse');
    const rows = new Map(own.keys.split(' ').map((key, row) => [key, own.weights[row] ?? []]));
    const traits = [...traitsOf(answer)].filter((key) => rows.has(key));
    expect(new Set(traits.map(weightOf)).size).toBeGreaterThan(1);
    const sums = own.bias.map((bias, target) =>
      traits.reduce((sum, key) => sum + ((rows.get(key)?.[target] ?? 0) / 100) * weightOf(key), bias / 100),
    );
    const rounded = (logits: number[]): number[] => logits.map((logit) => Number(logit.toFixed(9)));
    expect(rounded(correctionsFor(ready, answer))).toEqual(rounded(sums));
  });

  it('say nothing of falsehoods when the misconceptions are not those they were trained for', () => {
    const changed = { ...question, misconceptions: question.misconceptions.slice(1) };
    expect(compileQuestion(question, own).own?.knowFalsehoods).toBe(true);
    expect(compileQuestion(changed, own).own?.knowFalsehoods).toBe(false);
  });

  it('are silent when the points are not those they were trained for', () => {
    const [first, ...rest] = question.points;
    if (first === undefined) throw new Error('no point');
    const changed = { ...question, points: [{ ...first, text: 'Early layers are blue.' }, ...rest] };
    expect(compileQuestion(changed, own).own).toBeUndefined();
  });
});
