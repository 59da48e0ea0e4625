import type { Analysis } from './analyse.ts';
import type { Term } from './concepts.ts';
import { type Quantity, sameQuantity } from './quantities.ts';
import type { Glossary, Reference, Wanted } from './references.ts';

/** The stretch of an answer that comes closest to a reference sentence. */
export interface Alignment {
  /** 0–1: coverage less what contradicts it and what it is spread over. */
  score: number;
  /** Weight of the reference's ideas that are there. */
  coverage: number;
  /** Weight of those that are there as their opposites. */
  contradiction: number;
  /** 0–1: as `score`, for the reference with one of its ideas turned round. */
  reversed: number;
  /** Tokens, end exclusive; empty when nothing fits. */
  from: number;
  to: number;
  /** Clause breaks within. */
  breaks: number;
}

/** An answer, made ready to be searched for the sentences of one question. */
export interface Searchable {
  answer: Analysis;
  /** By the number of an idea: its places in the answer's terms. */
  places: readonly (readonly number[] | undefined)[];
  /** Room to work in, for one alignment after another: making it for each took a tenth of the time of marking. */
  hits: Hits;
  state: State;
}

/** Where a reference's ideas were found, as columns, in the order of the answer. */
interface Hits {
  count: number;
  /** Upper bound of what they can come to together. */
  weight: number;
  /** Where the last of the opposites begins. */
  lastOpposite: number;
  /** Places in the reference's wanted ideas. */
  wanted: number[];
  /** Below 0 for the opposite. */
  strengths: number[];
  from: number[];
  to: number[];
}

export const NOTHING: Alignment = { score: 0, coverage: 0, contradiction: 0, reversed: 0, from: 0, to: 0, breaks: 0 };
const MAX_TOKENS = 34;
/** Weight of a reference's ideas below which it is taken for absent. */
const LEAST = 0.25;
const COST = { contradiction: 0.7, clause: 0.015, sentence: 0.05, spread: 0.004 };

/** Finds an answer's ideas by the numbers that a question gives them. */
export function makeSearchable(answer: Analysis, { numbers, longest }: Glossary): Searchable {
  const places: (readonly number[] | undefined)[] = new Array(numbers.size).fill(undefined);
  for (const [idea, found] of answer.byIdea) {
    const number = numbers.get(idea);
    if (number !== undefined) places[number] = found;
  }
  const hits = { count: 0, weight: 0, lastOpposite: -1, wanted: [], strengths: [], from: [], to: [] };
  return { answer, places, hits, state: createState(longest) };
}

/** Finds the stretch of the answer that says most of the reference, with least in it that says the opposite. */
export function align(reference: Reference, searchable: Searchable): Alignment {
  if (!isWithinReach(reference, searchable)) return NOTHING;
  findHits(reference, searchable);
  const { answer, hits, state } = searchable;
  const { wanted } = reference;
  let best = NOTHING;
  let reversed = 0;
  let rest = hits.weight;
  for (let first = 0; first < hits.count; first++) {
    const from = hits.from[first] ?? 0;
    // All that is left cannot win.
    if (rest <= best.score && (from > hits.lastOpposite || rest <= reversed)) break;
    rest -= weightOf(hits, first, wanted);
    reset(state, wanted.length);
    for (let last = first; last < hits.count; last++) {
      const to = hits.to[last] ?? 0;
      if (to - from > MAX_TOKENS) break;
      const hit = hits.wanted[last] ?? 0;
      // What adds nothing only spreads the stretch.
      if (!addHit(state, hit, hits.strengths[last] ?? 0, wanted[hit]?.weight ?? 0)) continue;
      const { coverage, contradiction } = state;
      const worth = coverage - COST.contradiction * contradiction;
      // Two ideas turned round say the same again: "fine-tune when it is large" goes with "extract when it is small".
      const opposite = state.turned % 2 === 1 ? coverage + state.turnedWeight : 0;
      // Neither can win, whatever the cost.
      if (worth <= best.score && opposite <= reversed) continue;
      const breaks = (answer.clauses[to - 1] ?? 0) - (answer.clauses[from] ?? 0);
      const cost = costOf(from, to, breaks, answer);
      if (worth - cost > best.score) {
        best = { score: worth - cost, coverage, contradiction, reversed: 0, from, to, breaks };
      }
      reversed = Math.max(reversed, opposite - cost);
    }
  }
  return { ...best, reversed };
}

/** @returns whether enough of what is wanted is there at all, in one sense or the opposite, to be worth a closer look. */
function isWithinReach({ wanted, accepted }: Reference, { places }: Searchable): boolean {
  let within = 0;
  let found = -1;
  for (let entry = 0; entry < accepted.ideas.length; entry++) {
    const want = accepted.wanted[entry] ?? 0;
    if (want === found || places[accepted.ideas[entry] ?? 0] === undefined) continue;
    found = want;
    within += (wanted[want]?.weight ?? 0) * Math.abs(accepted.strengths[entry] ?? 0);
    if (within >= LEAST) return true;
  }
  return false;
}

/** Fills `hits`. */
function findHits({ wanted, accepted }: Reference, { answer, places, hits }: Searchable): void {
  hits.count = 0;
  hits.weight = 0;
  hits.lastOpposite = -1;
  for (let entry = 0; entry < accepted.ideas.length; entry++) {
    const found = places[accepted.ideas[entry] ?? 0];
    if (found === undefined) continue;
    const want = accepted.wanted[entry] ?? 0;
    const quantity = wanted[want]?.quantity;
    for (const place of found) {
      const term = answer.terms[place];
      if (term === undefined) continue;
      const same = quantity === undefined ? 1 : compare(quantity, answer, term.from);
      if (same === 0) continue;
      const strength = (accepted.strengths[entry] ?? 0) * same * term.sign;
      insert(hits, want, strength, term);
      hits.weight += (wanted[want]?.weight ?? 0) * Math.abs(strength);
      if (strength < 0 && term.from > hits.lastOpposite) hits.lastOpposite = term.from;
    }
  }
}

/** Puts a hit behind those that begin no later. */
function insert(hits: Hits, wanted: number, strength: number, { from, to }: Term): void {
  let at = hits.count;
  for (; at > 0 && (hits.from[at - 1] ?? 0) > from; at--) {
    hits.wanted[at] = hits.wanted[at - 1] ?? 0;
    hits.strengths[at] = hits.strengths[at - 1] ?? 0;
    hits.from[at] = hits.from[at - 1] ?? 0;
    hits.to[at] = hits.to[at - 1] ?? 0;
  }
  hits.wanted[at] = wanted;
  hits.strengths[at] = strength;
  hits.from[at] = from;
  hits.to[at] = to;
  hits.count += 1;
}

const weightOf = (hits: Hits, hit: number, wanted: Wanted[]): number =>
  (wanted[hits.wanted[hit] ?? 0]?.weight ?? 0) * Math.abs(hits.strengths[hit] ?? 0);

function compare(wanted: Quantity, answer: Analysis, token: number): number {
  const quantity = answer.tokens[token]?.quantity;
  return quantity === undefined ? 0 : sameQuantity(wanted, quantity);
}

/** For each wanted idea the strongest hit so far, for it and for its opposite; sums are kept along. */
interface State {
  said: Float64Array;
  opposed: Float64Array;
  coverage: number;
  contradiction: number;
  /** Ideas that are there as their opposites only: their number and weight. */
  turned: number;
  turnedWeight: number;
}

const createState = (size: number): State => ({
  said: new Float64Array(size),
  opposed: new Float64Array(size),
  coverage: 0,
  contradiction: 0,
  turned: 0,
  turnedWeight: 0,
});

function reset(state: State, size: number): void {
  // For so few, filling takes longer.
  for (let index = 0; index < size; index++) {
    state.said[index] = 0;
    state.opposed[index] = 0;
  }
  state.coverage = 0;
  state.contradiction = 0;
  state.turned = 0;
  state.turnedWeight = 0;
}

/** Adds a hit of a wanted idea of some weight. @returns whether it changed anything. */
function addHit(state: State, wanted: number, strength: number, weight: number): boolean {
  const said = state.said[wanted] ?? 0;
  const opposed = state.opposed[wanted] ?? 0;
  if (strength > 0) {
    if (strength <= said) return false;
    state.said[wanted] = strength;
    state.coverage += weight * (strength - said);
    if (said === 0 && opposed > 0) {
      state.turned -= 1;
      state.turnedWeight -= weight * opposed;
    }
    return true;
  }
  if (-strength <= opposed) return false;
  state.opposed[wanted] = -strength;
  state.contradiction += weight * (-strength - opposed);
  if (said > 0) return true;
  if (opposed === 0) state.turned += 1;
  state.turnedWeight += weight * (-strength - opposed);
  return true;
}

/** What a stretch loses for what it is spread over. */
function costOf(from: number, to: number, breaks: number, answer: Analysis): number {
  const sentences = (answer.sentences[to - 1] ?? 0) - (answer.sentences[from] ?? 0);
  return COST.clause * breaks + COST.sentence * sentences + COST.spread * (to - from);
}
