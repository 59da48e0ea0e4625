import type { Grade, Mark } from '../core/grading/mark.ts';
import { type Attempt, askedOf } from '../core/practice/attempt.ts';
import { isDue, scheduleReview } from '../core/practice/review.ts';
import type { Question } from '../core/question.ts';
import type { Table } from '../store/table.ts';
import { interviewMsOf, type Reviews } from './reviews.ts';
import { attemptKey } from './tables.ts';

interface SubmitDeps {
  attempts: Table<Attempt>;
  reviews: Reviews;
  grade: Grade;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export interface Submission {
  person: string;
  question: Question;
  /** Empty for "I don't know". */
  answer: string;
  /** Made when the modal was opened: the same submission twice is one attempt. */
  nonce: string;
  /** The server where the question was asked. */
  guild?: string | undefined;
}

export const turnId = (questionId: string, turn: number): string => `${questionId}.${turn}`;

/** Marks and stores an answer; the first of a question counts, and one whose review is due. Then the schedule moves on. */
export function createSubmit({ attempts, reviews, grade, now }: SubmitDeps) {
  return async ({ person, question, answer, nonce, guild }: Submission): Promise<Attempt> => {
    const nowMs = now();
    const { mark, model } = await grade(question, answer);
    const about = { person, questionId: question.id, lessonId: question.lessonId };
    const card = await reviews.card(person, question.id);
    const last = card && (await attempts.get(attemptKey(person, turnId(question.id, card.reps - 1))));
    if (last?.nonce === nonce) return last;
    const interviewMs = interviewMsOf(await reviews.plan(person));
    const turn = isDue(card, nowMs) ? (card?.reps ?? 0) : undefined;
    const schedule = (counted: { mark: Mark; at: string }) =>
      scheduleReview({ ...about, card, interviewMs, mark: counted.mark, nowMs: Date.parse(counted.at) });
    const attempt = {
      ...about,
      nonce,
      questionVersion: question.version,
      asked: askedOf(question),
      answer,
      mark,
      model,
      guild,
      at: new Date(nowMs).toISOString(),
    };
    const nextDue = turn === undefined ? undefined : schedule(attempt).due;
    const stored = await storeOnce(attempts, { ...attempt, nextDue }, turn);
    if (turn !== undefined) {
      // Another answer may have taken the turn, and its process may have died before it moved the schedule on.
      const counted = stored.counts ? stored : await attempts.get(attemptKey(person, turnId(question.id, turn)));
      if (counted) await reviews.advance(card, schedule(counted));
    }
    return stored;
  };
}

/** An answer that counts takes the key of its turn, which only one of two at once can. */
async function storeOnce(attempts: Table<Attempt>, attempt: Omit<Attempt, 'id' | 'counts'>, turn: number | undefined) {
  const { person, questionId, nonce } = attempt;
  if (turn !== undefined) {
    const counted = { ...attempt, id: turnId(questionId, turn), counts: true };
    if (await attempts.create(attemptKey(person, counted.id), counted)) return counted;
    const earlier = await attempts.get(attemptKey(person, counted.id));
    if (earlier?.nonce === nonce) return earlier;
  }
  const { nextDue: _, ...practice } = attempt;
  const again = { ...practice, id: `${questionId}.${nonce}`, counts: false };
  if (await attempts.create(attemptKey(person, again.id), again)) return again;
  return (await attempts.get(attemptKey(person, again.id))) ?? again;
}
