import { ENTRIES, STOPWORDS } from './lexicon/index.ts';
import { stemOf, type Token, tokenize } from './tokens.ts';
import { createSpeller, type Speller } from './typos.ts';

export type Sign = 1 | -1;

/** An idea at a place of a text: tokens `from` to `to` (exclusive). Words that the lexicon lacks are ideas of their own. */
export interface Term {
  idea: string;
  /** -1: the opposite of the idea, or the idea denied. */
  sign: Sign;
  weight: number;
  from: number;
  to: number;
}

interface Sense {
  idea: string;
  sign: Sign;
  weight: number;
}
interface Node {
  senses: Sense[];
  /** By stem, and by the very word where that is asked for. */
  next: Map<string, Node>;
  literal: Map<string, Node> | undefined;
}

/** What a word outside the lexicon tells, relative to a term of art. */
const WORD_WEIGHT = 0.4;
/** Prefix of ideas that are plain words, by stem. */
export const WORD = 'w:';
/** The idea of every number. */
export const NUMBER = '#';

/** @returns the name of an idea with its sign. */
export function keyOf(idea: string, sign: Sign): string {
  return sign === 1 ? idea : `${idea}-`;
}

/** @returns the key of the opposite of what a key names. */
export function oppositeOf(key: string): string {
  return key.endsWith('-') ? key.slice(0, -1) : `${key}-`;
}

/** @returns the name of what a term says: numbers are told apart by their values, other ideas by their signs. */
export function keyOfTerm(term: Term, tokens: readonly Token[]): string {
  return term.idea === NUMBER ? `${NUMBER}${tokens[term.from]?.quantity?.value}` : keyOf(term.idea, term.sign);
}

const ROOT = buildTrie();
const STOP_STEMS: ReadonlySet<string> = new Set([...STOPWORDS].map(stemOf));
const LEXICON_WORDS = lexiconWords();
const SPELLER = createSpeller(LEXICON_WORDS, STOPWORDS);
const KNOWN_STEMS: ReadonlySet<string> = new Set([...LEXICON_WORDS].map(stemOf));

function buildTrie(): Node {
  const root = createNode();
  for (const { idea, weight, plus, minus } of ENTRIES) {
    for (const form of plus.split('|')) insert(root, form, { idea, weight, sign: 1 });
    for (const form of minus?.split('|') ?? []) insert(root, form, { idea, weight, sign: -1 });
  }
  return root;
}

function createNode(): Node {
  return { senses: [], next: new Map(), literal: undefined };
}

function insert(root: Node, form: string, sense: Sense): void {
  let node = root;
  // "=" before a form asks for the very word: "adapters" are no form of "adapt".
  const literal = form.startsWith('=');
  for (const { stem, text } of tokenize(literal ? form.slice(1) : form)) {
    const next: Map<string, Node> = literal ? (node.literal ?? new Map()) : node.next;
    const child = next.get(literal ? text : stem) ?? createNode();
    next.set(literal ? text : stem, child);
    if (literal) node.literal = next;
    node = child;
  }
  if (!node.senses.some(({ idea }) => idea === sense.idea)) node.senses.push(sense);
}

function lexiconWords(): Set<string> {
  const forms = ENTRIES.flatMap(({ plus, minus }) => [...plus.split('|'), ...(minus?.split('|') ?? [])]);
  return new Set(forms.flatMap((form) => tokenize(form).map(({ text }) => text)));
}

/**
 * Mends misspelt words in place of their stems: first by the lexicon, then by `speller`, which knows the words of the
 * question at hand.
 */
export function mendSpelling(tokens: Token[], speller?: Speller): Token[] {
  const mended = new Map<string, string | undefined>();
  return tokens.map((token) => {
    if (token.quantity !== undefined || KNOWN_STEMS.has(token.stem) || STOP_STEMS.has(token.stem)) return token;
    if (!mended.has(token.text)) mended.set(token.text, speller?.correct(token.text) ?? SPELLER.correct(token.text));
    const text = mended.get(token.text);
    return text === undefined ? token : { ...token, text, stem: stemOf(text) };
  });
}

/** @returns the ideas in the tokens, in their order; longer phrases hide the same idea in their parts. */
export function findTerms(tokens: Token[]): Term[] {
  const terms: Term[] = [];
  let coveredTo = 0;
  let covering: readonly Sense[] = [];
  tokens.forEach((token, from) => {
    const { senses, length } = longestPhrase(tokens, from);
    const inside = from < coveredTo;
    for (const sense of senses) {
      if (inside && covering.some(({ idea }) => idea === sense.idea)) continue;
      terms.push({ ...sense, from, to: from + length });
    }
    if (from + length > coveredTo && length > 0) {
      coveredTo = from + length;
      covering = inside ? [...covering, ...senses] : senses;
    } else if (length === 0 && !inside) {
      const word = wordTerm(token, from);
      if (word !== undefined) terms.push(word);
    }
  });
  return terms;
}

interface Phrase {
  senses: readonly Sense[];
  length: number;
}
const NO_PHRASE: Phrase = { senses: [], length: 0 };

/** @returns the longest phrase of the lexicon that begins at a token; of no length when there is none. */
function longestPhrase(tokens: Token[], from: number): Phrase {
  let node: Node | undefined = ROOT;
  let longest = NO_PHRASE;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (index > from && token.breakBefore === 2)) break;
    node = node.literal?.get(token.text) ?? node.next.get(token.stem);
    if (node === undefined) break;
    if (node.senses.length > 0) longest = { senses: node.senses, length: index - from + 1 };
  }
  return longest;
}

function wordTerm(token: Token, from: number): Term | undefined {
  if (token.quantity !== undefined) return { idea: NUMBER, sign: 1, weight: 1, from, to: from + 1 };
  if (STOP_STEMS.has(token.stem) || STOPWORDS.has(token.text) || !/\p{L}/u.test(token.stem) || token.stem.length < 2)
    return undefined;
  return { idea: WORD + token.stem, sign: 1, weight: WORD_WEIGHT, from, to: from + 1 };
}
