import type { Block, Section } from '../lesson.ts';

/** Reading a question, writing a few sentences on a phone, reading the mark. */
export const QUESTION_MINUTES = 3;
const WORDS_PER_MINUTE = 180;

export interface TodayFacts {
  /** What the person has for a day. */
  minutes: number;
  answersToday: number;
  /** Of the sections read today. */
  minutesRead: number;
  /** Reviews due now. */
  due: number;
  /** Minutes that the next unread section takes; undefined when everything is read, or one was read today. */
  sectionMinutes: number | undefined;
  /** Questions that were never answered. */
  fresh: number;
}

export interface TodayPlan {
  minutesUsed: number;
  minutesLeft: number;
  /** What there is still time for, in this order. */
  reviews: number;
  section: boolean;
  fresh: number;
  next: 'review' | 'section' | 'fresh' | 'done';
}

/**
 * What today still holds: due reviews, then a section, then new questions. Each is begun as long as a minute is left, so
 * that a day may end a little late but never with nothing done.
 */
export function planToday(facts: TodayFacts): TodayPlan {
  const minutesUsed = facts.answersToday * QUESTION_MINUTES + facts.minutesRead;
  const minutesLeft = Math.max(0, facts.minutes - minutesUsed);
  const reviews = Math.min(facts.due, Math.ceil(minutesLeft / QUESTION_MINUTES));
  const afterReviews = minutesLeft - reviews * QUESTION_MINUTES;
  const section = facts.sectionMinutes !== undefined && afterReviews > 0;
  const afterSection = afterReviews - (section ? (facts.sectionMinutes ?? 0) : 0);
  const fresh = Math.min(facts.fresh, Math.max(0, Math.ceil(afterSection / QUESTION_MINUTES)));
  return { minutesUsed, minutesLeft, reviews, section, fresh, next: firstOf({ reviews, section, fresh }) };
}

function firstOf({ reviews, section, fresh }: Pick<TodayPlan, 'reviews' | 'section' | 'fresh'>): TodayPlan['next'] {
  if (reviews > 0) return 'review';
  if (section) return 'section';
  return fresh > 0 ? 'fresh' : 'done';
}

/** How long a section takes to read, in whole minutes; code counts like words. */
export function readingMinutes({ blocks }: Section): number {
  const words = blocks.reduce((sum, block) => sum + wordsOf(block), 0);
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}

function wordsOf(block: Block): number {
  return textOf(block).split(/\s+/).filter(Boolean).length;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
      return block.markdown;
    case 'list':
      return block.items.join(' ');
    case 'code':
      return block.code;
  }
}
