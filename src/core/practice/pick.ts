import type { Question } from '../question.ts';

/** A person's latest answer to a question. */
export interface Answered {
  questionId: string;
  score: number;
  /** ISO time. */
  at: string;
}

/**
 * Chooses what to ask next: something never answered while there is any, then the weakest, and among equals the one
 * longest ago. The question asked last comes again only when there is no other.
 *
 * @param answered newest first; several entries for a question are fine, the newest counts.
 * @param random gives a number in [0, 1).
 * @returns undefined only when there are no questions.
 */
export function pickQuestion(questions: Question[], answered: Answered[], random: () => number): Question | undefined {
  const lastAsked = answered[0]?.questionId;
  const others = questions.filter((question) => question.id !== lastAsked);
  const candidates = others.length > 0 ? others : questions;
  const latest = new Map<string, Answered>();
  for (const entry of answered) if (!latest.has(entry.questionId)) latest.set(entry.questionId, entry);

  const fresh = candidates.filter((question) => !latest.has(question.id));
  if (fresh.length > 0) return fresh[Math.floor(random() * fresh.length)];
  const rank = ({ id }: Question): Answered => latest.get(id) ?? { questionId: id, score: 0, at: '' };
  return [...candidates].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first.score - second.score || first.at.localeCompare(second.at);
  })[0];
}
