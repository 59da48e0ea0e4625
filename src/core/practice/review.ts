import { type Card, createEmptyCard, fsrs, type Grade, Rating, State } from 'ts-fsrs';
import { z } from 'zod';
import type { Mark } from '../grading/mark.ts';

/** A question in a person's review schedule; the numbers are FSRS's. */
export const reviewCardSchema = z.object({
  person: z.string(),
  questionId: z.string(),
  lessonId: z.string(),
  due: z.iso.datetime(),
  stability: z.number(),
  difficulty: z.number(),
  scheduledDays: z.number(),
  reps: z.number().int(),
  lapses: z.number().int(),
  state: z.enum(State),
  lastReview: z.iso.datetime(),
  /** The last mark that counted. */
  score: z.number(),
});
export type ReviewCard = z.infer<typeof reviewCardSchema>;

const DAY_MS = 86_400_000;
/** So much earlier than after whole days a question is due: who practises at eight today may do so at noon tomorrow. */
const HEAD_START_MS = 8 * 3_600_000;

/** The mark sets the rating: not yet → again, partly → hard, good → good, strong → easy. */
const RATINGS: Record<Mark['band'], Grade> = { 0: Rating.Again, 1: Rating.Hard, 2: Rating.Good, 3: Rating.Easy };

interface Review {
  /** Undefined at the first answer. */
  card: ReviewCard | undefined;
  person: string;
  questionId: string;
  lessonId: string;
  mark: Mark;
  nowMs: number;
  /** No interval reaches beyond the day of the interview. */
  interviewMs?: number | undefined;
}

/**
 * The schedule after an answer that counts (FSRS 6, whole days: a question missed today comes back tomorrow). Within the
 * head start an answer passes for one on time: by the clock, FSRS would take it for one on the same day and learn nothing.
 */
export function scheduleReview({ card, person, questionId, lessonId, mark, nowMs, interviewMs }: Review): ReviewCard {
  const scheduler = fsrs({ enable_short_term: false });
  const onTimeMs = card ? Date.parse(card.lastReview) + card.scheduledDays * DAY_MS : nowMs;
  const reviewMs = Math.max(nowMs, Math.min(onTimeMs, nowMs + HEAD_START_MS));
  const { card: next } = scheduler.next(card ? toFsrs(card) : createEmptyCard(nowMs), reviewMs, RATINGS[mark.band]);
  // FSRS's own maximum_interval is passed by a day or two, to keep the ratings apart; the interview does not wait.
  const isAhead = interviewMs !== undefined && interviewMs > nowMs;
  const latestMs = isAhead ? Math.max(interviewMs, nowMs + DAY_MS) : Number.POSITIVE_INFINITY;
  const dueMs = Math.min(nowMs + next.scheduled_days * DAY_MS - HEAD_START_MS, latestMs);
  return {
    person,
    questionId,
    lessonId,
    due: new Date(dueMs).toISOString(),
    stability: next.stability,
    difficulty: next.difficulty,
    scheduledDays: Math.round((dueMs + HEAD_START_MS - nowMs) / DAY_MS),
    reps: next.reps,
    lapses: next.lapses,
    state: next.state,
    lastReview: new Date(nowMs).toISOString(),
    score: mark.score,
  };
}

/**
 * When a card is due by this plan, or without one. What another plan had brought forward goes back first: its own
 * interval stands in the card.
 */
export function dueBy({ due, lastReview, scheduledDays }: ReviewCard, interviewMs = Number.POSITIVE_INFINITY): string {
  const dueMs = Date.parse(due);
  const ownMs = Date.parse(lastReview) + scheduledDays * DAY_MS - HEAD_START_MS;
  // The interval is in whole days: less than one apart, nothing was brought forward.
  const freeMs = ownMs - dueMs > DAY_MS ? ownMs : dueMs;
  return new Date(Math.min(freeMs, interviewMs)).toISOString();
}

interface Replay extends Pick<Review, 'person' | 'questionId' | 'lessonId' | 'interviewMs'> {
  /** Every answer that counted, oldest first. */
  answers: { mark: Mark; at: string; nextDue?: string | undefined }[];
  /** The first answer whose mark has changed; those before keep the days they had. */
  from: number;
}

/** The schedule as it would be, had the marks been these from the beginning. @returns the card after each answer */
export function replayReviews({ answers, from, interviewMs, ...about }: Replay): ReviewCard[] {
  const cards: ReviewCard[] = [];
  answers.forEach(({ mark, at, nextDue }, turn) => {
    // Capped by the very day that it had, an earlier interval comes out the same whatever the plan was then.
    const keptMs = nextDue === undefined ? undefined : Date.parse(nextDue);
    const latestMs = turn < from ? keptMs : interviewMs;
    cards.push(scheduleReview({ ...about, card: cards.at(-1), mark, nowMs: Date.parse(at), interviewMs: latestMs }));
  });
  return cards;
}

/** Weakest first, then longest due; the question asked last only when there is no other. */
export function orderReviews(due: ReviewCard[], lastAsked: string | undefined): ReviewCard[] {
  const later = (card: ReviewCard): number => (card.questionId === lastAsked ? 1 : 0);
  return [...due].sort((a, b) => later(a) - later(b) || a.score - b.score || a.due.localeCompare(b.due));
}

export const isDue = (card: ReviewCard | undefined, nowMs: number): boolean =>
  card === undefined || Date.parse(card.due) <= nowMs;

function toFsrs(card: ReviewCard): Card {
  return {
    due: new Date(card.due),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: card.scheduledDays,
    learning_steps: 0,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    last_review: new Date(card.lastReview),
  };
}
