import type { Mark } from '../core/grading/mark.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import { replayReviews } from '../core/practice/review.ts';
import type { Table } from '../store/table.ts';
import { interviewMsOf, type Reviews } from './reviews.ts';
import { turnId } from './submit.ts';
import { attemptKey } from './tables.ts';

interface CorrectDeps {
  attempts: Table<Attempt>;
  reviews: Reviews;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export interface Correction {
  person: string;
  /** Id of the attempt. */
  attempt: string;
  mark: Mark;
}

/**
 * Puts another mark in the place of an attempt's, which keeps the first one as well, and the review schedule to where
 * it would be with that mark. The same correction twice is one.
 */
export function createCorrect({ attempts, reviews, now }: CorrectDeps) {
  return async ({ person, attempt: id, mark }: Correction): Promise<Attempt | undefined> => {
    const key = attemptKey(person, id);
    const at = new Date(now()).toISOString();
    const corrected = await attempts.update(
      key,
      (current) => current && { ...current, mark, corrected: current.corrected ?? { from: current.mark, at } },
    );
    if (!corrected?.counts) return corrected;
    const nextDue = await reschedule({ attempts, reviews }, corrected);
    return nextDue === undefined ? corrected : attempts.update(key, (current) => current && { ...current, nextDue });
  };
}

/** @returns when the question comes back by the corrected answer; undefined when its schedule is not known. */
async function reschedule(deps: Omit<CorrectDeps, 'now'>, corrected: Attempt): Promise<string | undefined> {
  const { attempts, reviews } = deps;
  const { person, questionId, lessonId, id } = corrected;
  const card = await reviews.card(person, questionId);
  if (!card) return undefined;
  const ids = Array.from({ length: card.reps }, (_, turn) => turnId(questionId, turn));
  const found = await Promise.all(ids.map((one) => attempts.get(attemptKey(person, one))));
  const answers = found.flatMap((answer) => answer ?? []);
  const from = ids.indexOf(id);
  if (answers.length < card.reps || from < 0) return undefined;
  const interviewMs = interviewMsOf(await reviews.plan(person));
  const cards = replayReviews({ person, questionId, lessonId, answers, from, interviewMs });
  const last = cards.at(-1);
  // Another answer that came meanwhile has moved the schedule on: then it is worked out anew with that one.
  if (last && !(await reviews.correct(last))) return reschedule(deps, corrected);
  return cards[from]?.due;
}
