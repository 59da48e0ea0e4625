import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const id = z.string().min(1);
const interview = { owner: snowflake, interview: id };
const turn = { ...interview, turn: z.coerce.number().int().min(0) };

/** The custom ids of `/interview`. */
export const interviewIds = {
  /** The four selects of the setup. */
  count: defineId('interview', 'count', { owner: snowflake }),
  topics: defineId('interview', 'topics', { owner: snowflake }),
  difficulty: defineId('interview', 'difficulty', { owner: snowflake }),
  limit: defineId('interview', 'limit', { owner: snowflake }),
  setup: defineId('interview', 'setup', { owner: snowflake }),
  /** Carries the id that the interview will have: a double click starts one. */
  start: defineId('interview', 'start', interview),
  answer: defineId('interview', 'answer', turn),
  /** The modal. A phone reopens a known custom id with its old text, so each opening has its own. */
  submit: defineId('interview', 'submit', { ...turn, nonce: id }),
  skip: defineId('interview', 'skip', turn),
  end: defineId('interview', 'end', interview),
  goOn: defineId('interview', 'go-on', interview),
  scorecard: defineId('interview', 'card', interview),
  /** A select; its values are attempts. */
  mark: defineId('interview', 'mark', { owner: snowflake }),
};
