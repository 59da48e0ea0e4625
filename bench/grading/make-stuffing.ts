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
    index % 3 === 0
      ? listOf(sentences, random)
      : index % 3 === 1
        ? saladOf(question, [...model, ...sentences], random)
        : nonsenseOf([...model, ...sentences], random),
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

const LIST_SEPARATORS = [', ', ', ', ', ', ' ', ' ', '; ', '\n', ' / ', ' + ', ' | ', '. '];

/** Runs of one to three content words, from all over the question. */
function listOf(sentences: string[], random: () => number): string {
  const chunks = Array.from({ length: 7 + Math.floor(random() * 7) }, () => {
    const words = wordsOf(pick(sentences, random)).filter((word) => !isJoining(word));
    const from = Math.floor(random() * words.length);
    return words.slice(from, from + 1 + Math.floor(random() * 2.6)).join(' ');
  });
  return chunks.filter((chunk) => chunk !== '').join(pick(LIST_SEPARATORS, random));
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

const FRAMES = [
  'The N N V the N of N so that a N is Ven by its N N.',
  'N V the A N because N N are Ven by N, which the N of N V into a A N.',
  'A N of the N V N whereas Ns are Ven into A N by N.',
  'When N V its N, the A N is Ven into N and the N V a N.',
  'The A N is Ven to N by the N, so N V the A N of a N.',
  'N and N V the N while a A N Ns their N with N in N.',
];

/** Sentences in good order whose words are drawn by lot from all over the question. */
function nonsenseOf(sentences: string[], random: () => number): string {
  const words = sentences.flatMap(wordsOf).filter((word) => !isJoining(word));
  const draw = (): string => pick(words, random).toLowerCase();
  const verb = (ending: string): string => draw().replace(/(?:ing|ed|es|s|e)$/, '') + ending;
  return pick(FRAMES, random)
    .replace(/\bVen\b/g, () => verb('ed'))
    .replace(/\bV\b/g, () => verb('s'))
    .replace(/\bNs\b/g, () => verb('s'))
    .replace(/\b[NA]\b/g, draw);
}
