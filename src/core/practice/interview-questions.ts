import type { Mark } from '../grading/mark.ts';
import { DIFFICULTIES, type Question } from '../question.ts';
import { type Answered, pickQuestion } from './pick.ts';

interface Choice {
  questions: Question[];
  count: number;
  /** Newest first. */
  answered: Answered[];
  topicOf: (question: Question) => string;
  /** A number in [0, 1). */
  random: () => number;
}

/**
 * Chooses what an interview asks: spread over the topics, new questions before known ones, weak before strong; then from
 * easy to hard. @returns fewer than `count` when there are not as many
 */
export function chooseQuestions({ questions, count, answered, topicOf, random }: Choice): Question[] {
  const chosen: Question[] = [];
  while (chosen.length < Math.min(count, questions.length)) {
    const asked = (question: Question): number => chosen.filter((other) => topicOf(other) === topicOf(question)).length;
    const left = questions.filter((question) => !chosen.includes(question));
    const fewest = Math.min(...left.map(asked));
    const next = pickQuestion(
      left.filter((question) => asked(question) === fewest),
      answered,
      random,
    );
    if (!next) break;
    chosen.push(next);
  }
  const rank = ({ difficulty }: Question): number => DIFFICULTIES.indexOf(difficulty);
  return chosen.sort((a, b) => rank(a) - rank(b));
}

const MAX_CUE_WORDS = 4;

/**
 * The beginning of the heaviest point that an answer missed: enough to know what is asked for, not what to say.
 * @returns undefined when nothing was missed
 */
export function followUpCue(mark: Mark, points: { id: string; weight: number; text: string }[]): string | undefined {
  const missed = mark.points.filter(({ made }) => made === 0);
  const weightOf = (id: string): number => points.find((point) => point.id === id)?.weight ?? 0;
  const [heaviest] = [...missed].sort((a, b) => weightOf(b.id) - weightOf(a.id));
  const sentence = points.find(({ id }) => id === heaviest?.id)?.text ?? heaviest?.fix;
  if (sentence === undefined) return undefined;
  const words = sentence.replace(/[`*_|]/g, '').split(/\s+/);
  return words.slice(0, Math.min(MAX_CUE_WORDS, Math.max(2, Math.floor(words.length / 3)))).join(' ');
}
