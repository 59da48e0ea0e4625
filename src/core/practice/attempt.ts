import { z } from 'zod';
import type { Mark } from '../grading/mark.ts';
import type { Question } from '../question.ts';

const penalty = z.union([z.literal('core'), z.number()]);
const span = z.object({ start: z.number(), end: z.number() });

const markSchema: z.ZodType<Mark> = z.object({
  score: z.number(),
  band: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  points: z.array(
    z.object({
      id: z.string(),
      made: z.union([z.literal(0), z.literal(0.5), z.literal(1)]),
      span: span.optional(),
      fix: z.string().optional(),
    }),
  ),
  misconceptions: z.array(z.object({ text: z.string(), truth: z.string(), penalty, span })),
  sum: z.array(
    z.object({
      rule: z.enum([
        'point',
        'half',
        'misconception',
        'contradiction',
        'core-cap',
        'stuffing',
        'negated',
        'off-topic',
        'echo',
        'empty',
        'rounding',
        'floor',
      ]),
      about: z.string().optional(),
      amount: z.number(),
    }),
  ),
  confidence: z.number(),
  rough: z.boolean(),
});

/** An answer with its mark. The question is kept as it was asked, so that it can be reopened after the lesson changed. */
export const attemptSchema = z.object({
  /** `question.turn` when it counts, else `question.nonce`; unique for its person. */
  id: z.string(),
  /** Made when the question was shown to be answered: the same submission twice is one attempt. */
  nonce: z.string(),
  person: z.string(),
  lessonId: z.string(),
  questionId: z.string(),
  questionVersion: z.string(),
  asked: z.object({
    text: z.string(),
    points: z.array(z.object({ id: z.string(), weight: z.number(), text: z.string() })),
    modelAnswer: z.string(),
  }),
  /** Empty when the learner chose "I don't know". */
  answer: z.string(),
  mark: markSchema,
  /** A reader corrected the mark after an appeal: what it was before, and when. */
  corrected: z.object({ from: markSchema, at: z.iso.datetime() }).optional(),
  /** The server where the question was asked; absent where that is not known. */
  guild: z.string().optional(),
  /** The language model that marked; absent for the offline grader. */
  model: z.string().optional(),
  /** What the learner says of points, by id, where the grader was unsure: made or missed. It changes no schedule. */
  own: z.record(z.string(), z.union([z.literal(0), z.literal(1)])).optional(),
  /** The first attempt counts, and one when a review is due; others came after the model answer and are practice. */
  counts: z.boolean(),
  at: z.iso.datetime(),
  /** When the question comes back, for an answer that counts. */
  nextDue: z.iso.datetime().optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What of a question an attempt keeps. */
export function askedOf({ text, points, modelAnswer }: Question): Attempt['asked'] {
  return { text, modelAnswer, points: points.map(({ id, weight, text }) => ({ id, weight, text })) };
}

/** The question that a person has in front of them, and the filter it was chosen by. */
export const openQuestionSchema = z.object({
  person: z.string(),
  questionId: z.string(),
  filter: z.object({
    lessonId: z.string().optional(),
    sectionId: z.string().optional(),
    difficulty: z.enum(['easy', 'medium', 'hard']).optional(),
  }),
  since: z.iso.datetime(),
  answered: z.boolean(),
  /** The server where it was shown last. */
  guild: z.string().optional(),
  /** What it was opened from, where that goes on in its own order: "Next" leads on there. */
  via: z.enum(['review', 'today']).optional(),
});
export type OpenQuestion = z.infer<typeof openQuestionSchema>;
