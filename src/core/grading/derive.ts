import type { Point, Question } from '../question.ts';

/** Fewer letters than this make no statement: headings and "e.g." are no points. */
const MIN_LETTERS = 12;

/** Points of a question that has a model answer only: one for each of its sentences, weighed by their length. */
export function derivePoints(question: Pick<Question, 'modelAnswer'>): Point[] {
  const sentences = question.modelAnswer
    .split(/(?<=[.!?;])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.replace(/[^\p{L}]/gu, '').length >= MIN_LETTERS);
  const texts = sentences.length > 0 ? sentences : [question.modelAnswer];
  const weights = shares(texts.map((text) => text.length));
  return texts.map((text, index) => ({
    id: `part-${index + 1}`,
    weight: weights[index] ?? 0,
    text,
    also: [],
    half: [],
  }));
}

/** @returns whole percentages in proportion to the amounts, adding up to 100. */
function shares(amounts: number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  let spent = 0;
  let before = 0;
  return amounts.map((amount) => {
    before += amount;
    const share = Math.round((100 * before) / Math.max(1, total)) - spent;
    spent += share;
    return share;
  });
}
