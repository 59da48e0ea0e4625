import { analyse } from './analyse.ts';
import { NUMBER, type Sign, type Term } from './concepts.ts';
import { KINSHIP } from './lexicon/index.ts';
import { sizedThing, sizeOf } from './magnitude.ts';
import type { Quantity } from './quantities.ts';
import type { Token } from './tokens.ts';
import type { Speller } from './typos.ts';

/** One idea that a reference sentence holds, and what else may stand for it. */
export interface Wanted {
  idea: string;
  sign: Sign;
  /** Share of the sentence's meaning; the weights of a sentence add up to 1. */
  weight: number;
  quantity?: Quantity | undefined;
  /** Ideas that stand for this one, itself first. */
  accepted: { idea: string; sign: Sign; strength: number }[];
}

/** A sentence of the author, ready to be looked for in answers. */
export interface Reference {
  text: string;
  wanted: Wanted[];
  /** How much the sentence says in all: the sum of its weights before they were scaled to 1. */
  mass: number;
}

const UNSIZED = 0.6;
const KIN = kinByTarget();

function kinByTarget(): ReadonlyMap<string, { idea: string; sign: Sign; strength: number }[]> {
  const kin = new Map<string, { idea: string; sign: Sign; strength: number }[]>();
  for (const [from, to, strength] of KINSHIP) {
    const source = signed(from);
    // A kinship holds for the opposites too, unless it is about one side only.
    const sides: Sign[] = from.endsWith('-') || to.endsWith('-') ? [1] : [1, -1];
    for (const side of sides) {
      const target = signed(to);
      const key = keyOf(target.idea, (target.sign * side) as Sign);
      kin.set(key, [...(kin.get(key) ?? []), { idea: source.idea, sign: (source.sign * side) as Sign, strength }]);
    }
  }
  return kin;
}

function signed(idea: string): { idea: string; sign: Sign } {
  return idea.endsWith('-') ? { idea: idea.slice(0, -1), sign: -1 } : { idea, sign: 1 };
}

/** @returns the name of what a term says: numbers are told apart by their values, other ideas by their signs. */
export function keyOfTerm(term: Term, tokens: readonly Token[]): string {
  return term.idea === NUMBER ? `${NUMBER}${tokens[term.from]?.quantity?.value}` : keyOf(term.idea, term.sign);
}

/** @returns the name of an idea with its sign. */
export function keyOf(idea: string, sign: Sign): string {
  return sign === 1 ? idea : `${idea}-`;
}

/** Weighs an idea of a reference, given its name; 1 leaves the lexicon's weight. */
export type Weigh = (key: string) => number;

/** Reads an author's sentence into what it wants to hear. */
export function readReference(text: string, weigh: Weigh, speller?: Speller): Reference {
  const { terms, tokens } = analyse(text, speller);
  const heaviest = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOfTerm(term, tokens);
    if ((heaviest.get(key)?.weight ?? -1) < term.weight) heaviest.set(key, term);
  }
  const weighed = [...heaviest.values()].map((term) => ({
    term,
    weight: term.weight * weigh(keyOfTerm(term, tokens)),
  }));
  const mass = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const wanted = weighed
    .filter(({ weight }) => weight > 0)
    .map(({ term, weight }) => ({
      idea: term.idea,
      sign: term.sign,
      weight: weight / mass,
      quantity: term.idea === NUMBER ? tokens[term.from]?.quantity : undefined,
      accepted: acceptedFor(term),
    }));
  return { text, wanted, mass };
}

function acceptedFor({ idea, sign }: Term): Wanted['accepted'] {
  const accepted = [{ idea, sign, strength: 1 }, ...(KIN.get(keyOf(idea, sign)) ?? [])];
  if (sizedThing(idea) !== undefined) accepted.push({ idea: 'small', sign, strength: UNSIZED });
  if (idea === 'small')
    for (const thing of ['data', 'lr', 'batch', 'gradient'])
      accepted.push({ idea: sizeOf(thing), sign, strength: UNSIZED });
  return accepted;
}
