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
    index % 2 === 0 ? listOf(sentences, random) : saladOf([...model, ...sentences], random),
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

/** One sentence's joining words with the content words of several. */
function saladOf(sentences: string[], random: () => number): string {
  const long = sentences.filter((sentence) => wordsOf(sentence).length >= 12);
  const frame = wordsOf(pick(long.length > 0 ? long : sentences, random)).slice(0, 28);
  const pool = shuffle(
    Array.from({ length: 5 }, () => pick(sentences, random))
      .flatMap(wordsOf)
      .filter((word) => !isJoining(word)),
    random,
  );
  return frame.map((word) => (isJoining(word) ? word : (pool.pop() ?? word))).join(' ');
}
