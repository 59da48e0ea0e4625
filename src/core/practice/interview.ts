import { z } from 'zod';

export const MIN_QUESTIONS = 3;
export const MAX_QUESTIONS = 10;

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), attempt: z.string(), lateSeconds: z.number().int().min(0) }),
  z.object({ kind: z.literal('skipped') }),
]);
type Outcome = z.infer<typeof outcomeSchema>;

const turnSchema = z.object({
  questionId: z.string(),
  /** In a follow-up: the beginning of the point that was missed, to be continued. */
  cue: z.string().optional(),
  askedAt: z.iso.datetime(),
  outcome: outcomeSchema.optional(),
});
export type Turn = z.infer<typeof turnSchema>;

/** A mock interview: what will be asked, and what was asked so far. The last turn is open until it has an outcome. */
export const interviewSchema = z.object({
  id: z.string(),
  person: z.string(),
  /** The server where it was begun; absent in direct messages. */
  guild: z.string().optional(),
  startedAt: z.iso.datetime(),
  /** For each question and follow-up; absent without a time limit. */
  secondsPerTurn: z.number().int().positive().optional(),
  questionIds: z.array(z.string()).min(1),
  turns: z.array(turnSchema).min(1),
  endedAt: z.iso.datetime().optional(),
});
export type Interview = z.infer<typeof interviewSchema>;

type Beginning = Pick<Interview, 'id' | 'person' | 'guild' | 'questionIds' | 'secondsPerTurn'>;

/** Puts the first question. @param at ISO time, as in all functions here */
export function beginInterview(beginning: Beginning, at: string): Interview {
  const [first] = beginning.questionIds;
  if (first === undefined) throw new RangeError('An interview needs a question');
  return { ...beginning, startedAt: at, turns: [{ questionId: first, askedAt: at }] };
}

/** The turn that waits for an answer, with its number from 0; undefined when the interview is over. */
export function openTurn(interview: Interview): { turn: Turn; number: number } | undefined {
  const number = interview.turns.length - 1;
  const turn = interview.turns[number];
  return turn && !turn.outcome && interview.endedAt === undefined ? { turn, number } : undefined;
}

/** When the time for a turn is up, in milliseconds since the epoch; undefined without a limit. */
export function deadlineMs({ secondsPerTurn }: Interview, { askedAt }: Turn): number | undefined {
  return secondsPerTurn === undefined ? undefined : Date.parse(askedAt) + secondsPerTurn * 1000;
}

/** By how much an answer at this time misses the limit, in whole seconds; 0 in time. */
export function lateSeconds(interview: Interview, turn: Turn, atMs: number): number {
  const deadline = deadlineMs(interview, turn);
  return deadline === undefined ? 0 : Math.max(0, Math.ceil((atMs - deadline) / 1000));
}

interface Settlement {
  /** The number of the turn. */
  number: number;
  outcome: Outcome;
  at: string;
  /** Asks for a missed point; ignored after a follow-up, so that there is one for a question at most. */
  cue?: string | undefined;
}

/**
 * Notes what came of a turn and goes on: to the follow-up, the next question, or the end. A turn that is no longer open
 * (a double click) changes nothing: the very same interview comes back.
 */
export function settleTurn(interview: Interview, { number, outcome, at, cue }: Settlement): Interview {
  const open = openTurn(interview);
  if (open?.number !== number) return interview;
  const { questionId } = open.turn;
  const turns = [...interview.turns.slice(0, -1), { ...open.turn, outcome }];
  if (cue !== undefined && open.turn.cue === undefined) {
    return { ...interview, turns: [...turns, { questionId, cue, askedAt: at }] };
  }
  const next = interview.questionIds[interview.questionIds.indexOf(questionId) + 1];
  if (next === undefined) return { ...interview, turns, endedAt: at };
  return { ...interview, turns: [...turns, { questionId: next, askedAt: at }] };
}

/** Ends it before the last question. */
export function endInterview(interview: Interview, at: string): Interview {
  return interview.endedAt === undefined ? { ...interview, endedAt: at } : interview;
}

/** Takes an early end back; the open turn gets its whole time again. */
export function resumeInterview(interview: Interview, at: string): Interview {
  const { endedAt, ...going } = interview;
  const open = openTurn(going);
  if (endedAt === undefined || !open) return interview;
  return { ...going, turns: [...going.turns.slice(0, -1), { ...open.turn, askedAt: at }] };
}
