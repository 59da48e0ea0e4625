import { NUMBER, type Sign, type Term } from './concepts.ts';
import type { Quantity } from './quantities.ts';
import { BREAK, type Token } from './tokens.ts';

/** What can be small or large; "few images" and "tiny learning rate" are different ideas. */
const SCALABLE = new Set('data lr batch gradient compute layer parameter loss accuracy channel resolution'.split(' '));
const SIZE = 'small';
const REACH_TOKENS = 4;
/** No more terms than these begin within reach. */
const NEAR_TERMS = 24;
const COMPARATORS = new Set('< > <= >= ≤ ≥ + under over below above beyond upwards least than until'.split(' '));

/** @returns the idea of a thing's size, such as `data.small`. */
export const sizeOf = (thing: string): string => `${thing}.${SIZE}`;

/** @returns the thing whose size the idea is about, or undefined. */
export const sizedThing = (idea: string): string | undefined =>
  idea.endsWith(`.${SIZE}`) ? idea.slice(0, -SIZE.length - 1) : undefined;

/** Ties words of size, and numbers, to what they measure: "500 images" and "hardly any labels" both make little data. */
export function bindSizes(tokens: Token[], terms: Term[]): Term[] {
  const bound: Term[] = [];
  terms.forEach((term, place) => {
    const thing = term.idea === SIZE ? nearestThing(tokens, terms, place) : undefined;
    bound.push(thing === undefined ? term : { ...term, idea: sizeOf(thing), weight: 1 });
    const quantity = term.idea === NUMBER ? tokens[term.from]?.quantity : undefined;
    const size = quantity === undefined ? undefined : sizeFromNumber(tokens, terms, place, quantity);
    if (size !== undefined) bound.push(size);
  });
  return bound;
}

function sizeFromNumber(tokens: Token[], terms: Term[], place: number, quantity: Quantity): Term | undefined {
  const term = terms[place];
  if (term === undefined) return undefined;
  const sized = (thing: string, sign: Sign): Term => ({
    ...term,
    idea: thing === '' ? SIZE : sizeOf(thing),
    sign,
    weight: 1,
  });
  const { value, unit } = quantity;
  if (unit !== 'none') return undefined;
  if (value > 0 && value < 0.05) return value <= 4e-4 ? sized('lr', 1) : value >= 2e-3 ? sized('lr', -1) : undefined;
  const thing = nearestThing(tokens, terms, place);
  const compared = [-2, -1, 1].some((offset) => COMPARATORS.has(tokens[term.from + offset]?.text ?? ''));
  if (thing === 'batch') return value <= 16 ? sized('batch', 1) : undefined;
  if (thing !== 'data' && !compared) return undefined;
  if (value >= 20 && value <= 2_000) return sized(thing === 'data' ? thing : '', 1);
  return value >= 4_000 && value <= 1e7 ? sized(thing === 'data' ? thing : '', -1) : undefined;
}

/** The thing right behind a word of size, else the one before it in the same clause ("the data set is tiny"). */
function nearestThing(tokens: Token[], terms: Term[], place: number): string | undefined {
  const size = terms[place];
  if (size === undefined) return undefined;
  const distance = (term: Term): number => (term.from >= size.to ? term.from - size.to : size.from - term.to + 1.5);
  const candidates = terms
    .slice(Math.max(0, place - NEAR_TERMS), place + NEAR_TERMS)
    .filter(
      (term) =>
        SCALABLE.has(term.idea) &&
        Math.abs(term.from - size.from) <= REACH_TOKENS + 2 &&
        distance(term) <= REACH_TOKENS &&
        sameClause(tokens, term, size),
    );
  return candidates.sort((a, b) => distance(a) - distance(b))[0]?.idea;
}

function sameClause(tokens: Token[], a: Term, b: Term): boolean {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  return tokens.slice(first.from + 1, second.from + 1).every(({ breakBefore }) => breakBefore === BREAK.none);
}
