import { analyse } from './analyse.ts';
import { keyOf, NUMBER, type Sign, type Term } from './concepts.ts';
import { KINSHIP } from './lexicon/index.ts';
import { sizedThing, sizeOf } from './magnitude.ts';
import type { Quantity } from './quantities.ts';
import type { Speller } from './typos.ts';

/** One idea that a reference sentence holds, and what else may stand for it. */
export interface Wanted {
  idea: string;
  /** Share of the sentence's meaning; the weights of a sentence add up to 1. */
  weight: number;
  quantity?: Quantity | undefined;
}

/**
 * What may stand for the ideas that a sentence wants, as columns: an entry for each idea that is accepted for a wanted
 * one, in the order of the wanted ones, each itself first.
 */
interface Accepted {
  /** Places in `wanted`. */
  wanted: Uint16Array;
  /** Numbers of ideas in the question's glossary. */
  ideas: Uint16Array;
  /** Below 0 where the opposite of the idea is accepted. */
  strengths: Float64Array;
}

/** Numbers for the ideas of one question's sentences: they are looked for many times, and names take longer. */
export interface Glossary {
  numbers: Map<string, number>;
  /** How many ideas the longest sentence wants. */
  longest: number;
}

/** A sentence of the author, ready to be looked for in answers. */
export interface Reference {
  text: string;
  wanted: Wanted[];
  accepted: Accepted;
  /** How much the sentence says in all: the sum of its weights before they were scaled to 1. */
  mass: number;
}

/** An idea that stands for another. */
interface Kin {
  idea: string;
  sign: Sign;
  strength: number;
}

const UNSIZED = 0.6;
const KIN = kinByTarget();

function kinByTarget(): ReadonlyMap<string, Kin[]> {
  const kin = new Map<string, Kin[]>();
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

/** Weighs an idea of a reference, given its name; 1 leaves the lexicon's weight. */
export type Weigh = (key: string) => number;

interface Reading {
  speller: Speller;
  /** Learns the sentence's ideas. */
  glossary: Glossary;
}

/** Reads an author's sentence into what it wants to hear. */
export function readReference(text: string, weigh: Weigh, { speller, glossary }: Reading): Reference {
  const { terms, tokens, keys } = analyse(text, speller);
  const heaviest = new Map<string, Term>();
  terms.forEach((term, place) => {
    const key = keys[place] ?? '';
    if ((heaviest.get(key)?.weight ?? -1) < term.weight) heaviest.set(key, term);
  });
  const weighed = [...heaviest].map(([key, term]) => ({ term, weight: term.weight * weigh(key) }));
  const mass = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const heard = weighed.filter(({ weight }) => weight > 0);
  const wanted = heard.map(({ term, weight }) => ({
    idea: term.idea,
    weight: weight / mass,
    quantity: term.idea === NUMBER ? tokens[term.from]?.quantity : undefined,
  }));
  glossary.longest = Math.max(glossary.longest, wanted.length);
  return {
    text,
    wanted,
    accepted: columnsOf(
      heard.map(({ term }) => acceptedFor(term)),
      glossary,
    ),
    mass,
  };
}

function columnsOf(acceptable: Kin[][], { numbers }: Glossary): Accepted {
  const entries = acceptable.flatMap((kin, wanted) => kin.map((one) => ({ ...one, wanted })));
  for (const { idea } of entries) if (!numbers.has(idea)) numbers.set(idea, numbers.size);
  return {
    wanted: Uint16Array.from(entries, ({ wanted }) => wanted),
    ideas: Uint16Array.from(entries, ({ idea }) => numbers.get(idea) ?? 0),
    strengths: Float64Array.from(entries, ({ strength, sign }) => strength * sign),
  };
}

function acceptedFor({ idea, sign }: Term): Kin[] {
  const accepted: Kin[] = [{ idea, sign, strength: 1 }, ...(KIN.get(keyOf(idea, sign)) ?? [])];
  if (sizedThing(idea) !== undefined) accepted.push({ idea: 'small', sign, strength: UNSIZED });
  if (idea === 'small')
    for (const thing of ['data', 'lr', 'batch', 'gradient'])
      accepted.push({ idea: sizeOf(thing), sign, strength: UNSIZED });
  return accepted;
}
