import type { Question } from '../question.ts';

/** A question is not posted again within this many posts; with a smaller bank, within all but one of it. */
const NO_REPEAT = 30;

/** How many of the latest posts count for the balance of topics and difficulties. */
const BALANCE = 12;

/** How many of the latest posts have to be known to choose well from a bank of this size. */
export const historyNeeded = (bankSize: number): number => Math.max(NO_REPEAT, 2 * bankSize) + BALANCE;

/** What was posted there, newest first. */
export interface Posted {
  questionId: string;
  date: string;
}

export interface Choice {
  question: Question;
  /** The day it was last posted there: the bank has run dry, every question was asked. Absent: it is new there. */
  lastDate?: string | undefined;
}

interface ChoiceInput {
  questions: Question[];
  posted: Posted[];
  /** The same seed and history give the same question: a preview is true. */
  seed: string;
}

/**
 * Chooses a day's question: one never posted there while there is any, of the topic and then the difficulty that came
 * least often lately; afterwards the one that was posted longest ago.
 *
 * @returns undefined only when there are no questions.
 */
export function chooseQuestion({ questions, posted, seed }: ChoiceInput): Choice | undefined {
  const lastDates = new Map<string, string>();
  for (const { questionId, date } of posted) if (!lastDates.has(questionId)) lastDates.set(questionId, date);
  const fresh = questions.filter(({ id }) => !lastDates.has(id));
  if (fresh.length > 0) return { question: mostNeeded(fresh, { questions, posted, seed }) as Question };

  const recent = new Set(
    posted.slice(0, Math.min(NO_REPEAT, questions.length - 1)).map(({ questionId }) => questionId),
  );
  const dateOf = ({ id }: Question): string => lastDates.get(id) ?? '';
  const [oldest] = questions
    .filter(({ id }) => !recent.has(id))
    .sort((a, b) => dateOf(a).localeCompare(dateOf(b)) || a.id.localeCompare(b.id));
  return oldest && { question: oldest, lastDate: lastDates.get(oldest.id) };
}

function mostNeeded(candidates: Question[], { questions, posted, seed }: ChoiceInput): Question | undefined {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const lately = posted.slice(0, BALANCE).flatMap(({ questionId }) => byId.get(questionId) ?? []);
  const count = (fits: (question: Question) => boolean): number => lately.filter(fits).length;
  const ranked = candidates.map((question) => ({
    question,
    topic: count(({ lessonId }) => lessonId === question.lessonId),
    difficulty: count(({ difficulty }) => difficulty === question.difficulty),
    chance: hash(`${seed} ${question.id}`),
  }));
  ranked.sort((a, b) => a.topic - b.topic || a.difficulty - b.difficulty || a.chance - b.chance);
  return ranked[0]?.question;
}

/** FNV-1a over UTF-16 units with a final mix (murmur3's), so that near seeds differ. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
