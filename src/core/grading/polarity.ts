import type { Term } from './concepts.ts';
import { NUMBER, WORD } from './concepts.ts';
import { BREAK, type Token, withoutApostrophes } from './tokens.ts';

const DENIALS = new Set(
  `not dont doesnt didnt isnt arent wasnt werent wont cant cannot couldnt shouldnt wouldnt neednt never no nor neither without
  none hardly instead rather unlike aint havent hasnt avoid nobody nowhere nothing w/o wo bar stop prevent prevents preventing avoids avoiding`.split(
    /\s+/,
  ),
);
/** "X is of no use" and "it is not true that X" deny everything around them, in both directions. */
const DENIES_CLAUSE = 'needless';
/** Things are not denied, only what is said of them: "you don't want those gradients in the backbone". */
const THINGS = new Set(
  `model layer conv body head parameter optimizer linear infeatures bias channel outputs classes feature knowledge source target
  domain data batch loss accuracy trainset lr gradient bn epoch detect fix cause total all only train see compute most
  objects middle layer4 forward stats good random exotic noisy needless opposite otherwise dontknow val detect patient`.split(
    /\s+/,
  ),
);
const SCOPE_TOKENS = 7;
const CLAUSE_TOKENS = 40;

/** Where something is denied: the denying token, and the first tokens of what it turns round. */
export interface Denial {
  at: number;
  denied: number[];
}

/** Turns round the terms that are denied. @returns the terms in the same order, and where denials stand. */
export function applyDenials(tokens: Token[], terms: Term[]): { terms: Term[]; denials: Denial[] } {
  const flips = new Array<number>(terms.length).fill(0);
  const denials: Denial[] = [];
  const inPhrase = new Set(
    terms.flatMap(({ idea, from, to }) => (to - from > 1 && !idea.startsWith(WORD) ? range(from, to) : [])),
  );
  tokens.forEach((token, at) => {
    if (inPhrase.has(at) || !DENIALS.has(withoutApostrophes(token.text)) || tokens[at + 1]?.text === 'only') return;
    const denied = deniedAfter(tokens, terms, at);
    for (const index of denied) flips[index] = (flips[index] ?? 0) + 1;
    denials.push({ at, denied: startsOf(terms, denied) });
  });
  for (const term of terms) {
    if (term.idea !== DENIES_CLAUSE || term.sign < 0) continue;
    const [from, to] = clauseAround(tokens, term.from);
    const denied = terms.flatMap((other, index) =>
      other.from >= from && other.from < to && isDeniable(other) ? [index] : [],
    );
    for (const index of denied) flips[index] = (flips[index] ?? 0) + 1;
    denials.push({ at: term.from, denied: startsOf(terms, denied) });
  }
  return {
    terms: terms.map((term, index) =>
      (flips[index] ?? 0) % 2 === 1 ? { ...term, sign: term.sign === 1 ? -1 : 1 } : term,
    ),
    denials,
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const startsOf = (terms: Term[], places: number[]): number[] => places.map((place) => terms[place]?.from ?? -1);

function isDeniable({ idea }: Term): boolean {
  const noun = idea.split('.')[1] === undefined ? idea : '';
  return !THINGS.has(noun) && !(idea.startsWith(WORD) && idea !== NUMBER);
}

/** The first thing said after the denial, and what is joined to it with "or" and commas. */
function deniedAfter(tokens: Token[], terms: Term[], at: number): number[] {
  const denied: number[] = [];
  let end = at + 1;
  for (let index = firstAfter(terms, at); index < terms.length; index++) {
    const term = terms[index];
    if (term === undefined) break;
    const open = denied.length > 0;
    if (term.from - (open ? end : at) > SCOPE_TOKENS || blocked(tokens, open ? end : at + 1, term.from)) break;
    if (!isDeniable(term)) continue;
    const first = terms[denied[0] ?? index];
    const joined = tokens.slice(end, term.from).some(({ text }) => text === 'or' || text === 'nor');
    if (open && !joined && term.from !== first?.from) continue;
    denied.push(index);
    end = Math.max(end, term.to);
  }
  return denied;
}

/** @returns the place of the first term that begins after a token (terms are in order). */
function firstAfter(terms: Term[], token: number): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((terms[middle]?.from ?? 0) > token) high = middle;
    else low = middle + 1;
  }
  return low;
}

const blocked = (tokens: Token[], from: number, to: number): boolean =>
  tokens.slice(from, to + 1).some(({ breakBefore }) => breakBefore >= BREAK.clause);

function clauseAround(tokens: Token[], at: number): [from: number, to: number] {
  let from = at;
  while (from > Math.max(0, at - CLAUSE_TOKENS) && tokens[from]?.breakBefore === BREAK.none) from -= 1;
  let to = at + 1;
  while (to < Math.min(tokens.length, at + CLAUSE_TOKENS) && tokens[to]?.breakBefore === BREAK.none) to += 1;
  return [from, to];
}
