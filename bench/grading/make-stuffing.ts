import type { Question } from '../../src/core/question.ts';

/** Words that hold sentences together stay where they are when the others are shuffled. */
const JOINING = new Set(
  `a an the this that these those it its is are was were be been has have had will would can could to of in on at for from by
  with and or but so if when while because as than then not no i you we they my your our their which who whose into onto only
  just does do did there here s t`.split(/\s+/),
);

/** @returns answers that say nothing in the right words: bare lists of terms, and sentences with their words shuffled. */
export function makeStuffing(question: Question, count: number, random: () => number): string[] {
  const sentences = question.points.flatMap(({ text, also }) => [text, ...also]);
  const model = question.modelAnswer.split(/(?<=[.!?])\s+/);
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? listOf(sentences, random) : saladOf(question, [...model, ...sentences], random),
  );
}

const wordsOf = (text: string): string[] =>
  text
    .replace(/[`*()[\]{}"“”,.;:!?→=]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
const isJoining = (word: string): boolean => JOINING.has(word.toLowerCase().replace(/['’].*/, ''));

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Runs of one to three content words, from all over the question. */
function listOf(sentences: string[], random: () => number): string {
  const chunks = Array.from({ length: 7 + Math.floor(random() * 7) }, () => {
    const words = wordsOf(pick(sentences, random)).filter((word) => !isJoining(word));
    const from = Math.floor(random() * words.length);
    return words.slice(from, from + 1 + Math.floor(random() * 2.6)).join(' ');
  });
  return chunks.filter((chunk) => chunk !== '').join(random() < 0.6 ? ', ' : ' ');
}

/** The joining words of one sentence or two with content words from all of the question's points. */
function saladOf(question: Question, sentences: string[], random: () => number): string {
  const frame = [pick(sentences, random), pick(sentences, random), pick(sentences, random)]
    .flatMap(wordsOf)
    .slice(0, 16 + Math.floor(random() * 10));
  const drawn = question.points.flatMap(({ text, also }) => [
    random() < 0.6 ? text : pick(also.length > 0 ? also : [text], random),
  ]);
  const pool = shuffle(
    drawn.flatMap(wordsOf).filter((word) => !isJoining(word)),
    random,
  );
  return frame.map((word) => (isJoining(word) ? word : (pool.pop() ?? word))).join(' ');
}
