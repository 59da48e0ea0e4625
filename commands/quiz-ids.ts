import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const id = z.string().min(1);

/** The custom ids of `/quiz`; other commands use them to lead here. */
export const quizIds = {
  /** "Quiz me on this"; an empty section means the whole lesson. */
  topic: defineId('quiz', 'topic', { lesson: id, section: z.string() }),
  answer: defineId('quiz', 'answer', { owner: snowflake, question: id }),
  dontKnow: defineId('quiz', 'unknown', { owner: snowflake, question: id }),
  another: defineId('quiz', 'another', { owner: snowflake }),
  /** The modal. A phone reopens a known custom id with its old text, so every attempt has its own. */
  submit: defineId('quiz', 'submit', { owner: snowflake, question: id, nonce: id }),
  improve: defineId('quiz', 'improve', { owner: snowflake, attempt: id }),
  next: defineId('quiz', 'next', { owner: snowflake }),
  howMarked: defineId('quiz', 'how', { owner: snowflake, attempt: id }),
  /** Opens self-marking. */
  own: defineId('quiz', 'own', { owner: snowflake, attempt: id }),
  /** Marks a point oneself; the point by its place, since ids would not fit. */
  ownPoint: defineId('quiz', 'own-point', {
    owner: snowflake,
    attempt: id,
    index: z.coerce.number().int().min(0),
    made: z.enum(['0', '1']),
  }),
  contest: defineId('quiz', 'contest', { owner: snowflake, attempt: id }),
  /** The modal; with the channel that its writer was told of. */
  contested: defineId('quiz', 'contested', { attempt: id, channel: snowflake }),
  /** Opens a mark, from a notice about it. */
  seeMark: defineId('quiz', 'mark', { owner: snowflake, attempt: id }),
  share: defineId('quiz', 'share', { owner: snowflake, attempt: id }),
  /** On a shared answer, for everybody. */
  tryIt: defineId('quiz', 'try', { question: id }),
};
