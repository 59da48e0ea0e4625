import type { Day } from './days.ts';
import type { SharedKind } from './sharing.ts';
import type { StreakView } from './streak.ts';
import type { TopicStanding } from './topics.ts';

/** Where a learner stands; what is switched off or not shared is absent. */
export interface Progress {
  today: Day;
  streak?: StreakView;
  activity?: {
    /** Days with something done, oldest first. */
    days: { day: Day; done: number }[];
    /** Answers ever, and since Monday. */
    total: number;
    week: number;
  };
  /** Lessons that were opened, the last one first. */
  reading?: { title: string; read: number; sections: number }[];
  /** Marks that counted, oldest first. */
  marks?: { day: Day; score: number }[];
  /** Best first. */
  topics?: TopicStanding[];
  /** How many reviews are due: nobody else's business. */
  due?: number;
}

/** Whether there is anything to draw. */
export function hasPicture({ activity, marks, topics }: Progress): boolean {
  return [activity?.days, marks, topics].some((list) => list !== undefined && list.length > 0);
}

/** What is left of a learner's progress for the eyes of others. A lost streak is never told to them. */
export function sharedPart(progress: Progress, shares: SharedKind[]): Progress {
  const { today, streak } = progress;
  const part: Progress = { today };
  if (streak && streak.length > 0 && shares.includes('streak')) part.streak = { ...streak, lost: undefined };
  if (progress.activity && shares.includes('activity')) part.activity = progress.activity;
  if (progress.reading && shares.includes('reading')) part.reading = progress.reading;
  if (progress.marks && shares.includes('marks')) part.marks = progress.marks;
  if (progress.topics && shares.includes('topics')) part.topics = progress.topics;
  return part;
}
