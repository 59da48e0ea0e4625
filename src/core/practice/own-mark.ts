import type { Attempt } from './attempt.ts';

/** What a learner says of a point: made or missed. Undefined where they said nothing. */
export const ownMarkOf = ({ own }: Attempt, pointId: string): 0 | 1 | undefined => own?.[pointId];

/**
 * The score by the learner's own marks, where they gave any; the grader's count for the other points. Misconceptions
 * and caps stay out: it is the learner's own judgement, and is labelled so.
 *
 * @returns a multiple of 5, or undefined when the learner marked nothing
 */
export function ownScore(attempt: Attempt): number | undefined {
  const { own, asked, mark } = attempt;
  if (own === undefined || Object.keys(own).length === 0) return undefined;
  const total = asked.points.reduce((sum, { weight }) => sum + weight, 0);
  const earned = asked.points.reduce((sum, { id, weight }) => {
    const made = own[id] ?? mark.points.find((point) => point.id === id)?.made ?? 0;
    return sum + weight * made;
  }, 0);
  return total === 0 ? undefined : Math.round(((earned / total) * 100) / 5) * 5;
}
