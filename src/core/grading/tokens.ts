import { stemmer } from 'stemmer';
import { numberAfterWords, parseNumber, type Quantity } from './quantities.ts';

/** How strongly a token is set off from the one before it. */
export const BREAK = { none: 0, clause: 1, sentence: 2 } as const;

/** A word, number or sign of the learner's text; `start` and `end` are UTF-16 offsets into it. */
export interface Token {
  text: string;
  stem: string;
  start: number;
  end: number;
  /** The break before this token: a value of BREAK. */
  breakBefore: 0 | 1 | 2;
  quantity?: Quantity | undefined;
}

const DIGITS = String.raw`\d{1,3}(?:[,_\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)|(?:\d*\.)?\d+(?:[eE][-+−–]?\d+)?`;
const SCALE = String.raw`\s?(?:%|percent|per cent|(?:k|m|mio|mil|mln|thousand|million|millions|hundred|x|×|times|fold)(?![\p{L}\d]))`;
// Zero-width characters and combining accents sit inside words without being read.
const LETTERS = `${String.raw`[\p{L}\p{M}\u200b-\u200d\u2060\ufeff]+(?:['’`}\`´][\\p{L}\\p{M}]+)*`;
const WORD = new RegExp(`(?:${DIGITS})(?:${SCALE})?|${LETTERS}|→|=>|->|<=|>=|[<>=≈~≤≥+×*^]`, 'giu');
/** Words that folding only puts into lower case: ASCII without the backtick. */
const PLAIN = /^[\x21-\x5f\x61-\x7e]*$/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\p{M}]/gu;
const SENTENCE_GAP = /[!?;]|\.["'”’)\]*_`]*\s|\n|…|\.\.|[•·▪●]/u;
const CLAUSE_GAP = /[,:()[\]{}/|–—]|\s-\s/u;
const CLAUSE_WORDS = new Set(
  'but while whereas because since as so although though however bc cuz cause hence therefore thus then otherwise when whenever if unless once until which and'.split(
    ' ',
  ),
);
/** Longest input that is read; a Discord modal allows 4,000. */
const MAX_LENGTH = 6_000;

/** @returns the word as it is compared: compatibility forms folded, accents and invisible characters gone, lower case. */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  // Apostrophes first: NFKD makes a blank and an accent of "´".
  return word.replace(/[’`´]/g, "'").normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
}

/** @returns a word's stem; apostrophes are dropped first, so that "don't" and "dont" are one word. */
export function stemOf(word: string): string {
  const plain = withoutApostrophes(word);
  return plain.length > 3 ? stemmer(plain) : plain;
}

/** @returns the word in which "don't" and "dont" are the same. */
export function withoutApostrophes(word: string): string {
  return word.includes("'") ? word.replaceAll("'", '') : word;
}

/** Cuts a text into tokens. Markdown, punctuation and emoji end up in the gaps between them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (const match of text.slice(0, MAX_LENGTH).matchAll(WORD)) {
    const word = fold(match[0]);
    if (word === '') continue;
    const gap = text.slice(previousEnd, match.index);
    const quantity = /\d/.test(word) ? parseNumber(match[0]) : undefined;
    tokens.push({
      text: word,
      stem: stemOf(word),
      start: match.index,
      end: match.index + match[0].length,
      breakBefore: breakOf(gap, word, tokens.length),
      quantity,
    });
    previousEnd = match.index + match[0].length;
  }
  return numberAfterWords(tokens);
}

function breakOf(gap: string, word: string, index: number): 0 | 1 | 2 {
  const isBlank = gap === ' ';
  if (index === 0 || (!isBlank && SENTENCE_GAP.test(gap))) return BREAK.sentence;
  return (!isBlank && CLAUSE_GAP.test(gap)) || CLAUSE_WORDS.has(word) ? BREAK.clause : BREAK.none;
}
