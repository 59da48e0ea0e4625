import { findTerms, keyOfTerm, mendSpelling, type Term } from './concepts.ts';
import { bindSizes } from './magnitude.ts';
import { applyDenials, type Denial } from './polarity.ts';
import { type Token, tokenize } from './tokens.ts';
import type { Speller } from './typos.ts';

/** An idea that is repeated more often than this is heard no more: no input may take long. */
const MAX_PLACES = 24;

/** What a text says, as far as the grader understands it. */
export interface Analysis {
  tokens: Token[];
  /** In the order of their first tokens. */
  terms: Term[];
  /** For each term: the name of what it says. */
  keys: string[];
  /** Places in `terms` by idea. */
  byIdea: ReadonlyMap<string, number[]>;
  denials: Denial[];
  /** For each token: how many clause breaks and sentence breaks come before it, in this text. */
  clauses: number[];
  sentences: number[];
}

/** Reads a text: words, ideas, what is denied, and what is large or small. */
export function analyse(text: string, speller?: Speller): Analysis {
  const tokens = mendSpelling(tokenize(text), speller);
  const { terms: denied, denials } = applyDenials(tokens, findTerms(tokens));
  const terms = bindSizes(tokens, denied);
  const byIdea = new Map<string, number[]>();
  terms.forEach(({ idea }, index) => {
    const places = byIdea.get(idea);
    if (places === undefined) byIdea.set(idea, [index]);
    else if (places.length < MAX_PLACES) places.push(index);
  });
  return {
    tokens,
    terms,
    keys: terms.map((term) => keyOfTerm(term, tokens)),
    byIdea,
    denials,
    clauses: countBreaks(tokens, 1),
    sentences: countBreaks(tokens, 2),
  };
}

function countBreaks(tokens: Token[], atLeast: 1 | 2): number[] {
  let count = 0;
  return tokens.map(({ breakBefore }) => {
    if (breakBefore >= atLeast) count += 1;
    return count;
  });
}
