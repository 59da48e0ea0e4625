import type { Analysis } from './analyse.ts';
import { sameQuantity } from './quantities.ts';
import type { Reference, Wanted } from './references.ts';

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

interface Hit {
  wanted: number;
  /** Below 0 for the opposite. */
  strength: number;
  from: number;
  to: number;
}

const NOTHING: Alignment = { score: 0, coverage: 0, contradiction: 0, reversed: 0, from: 0, to: 0, breaks: 0 };
const MAX_TOKENS = 34;
/** Weight of a reference's ideas below which it is taken for absent. */
const LEAST = 0.25;
const COST = { contradiction: 0.7, clause: 0.015, sentence: 0.05, spread: 0.004 };

/** Finds the stretch of the answer that says most of the reference, with least in it that says the opposite. */
export function align(reference: Reference, answer: Analysis): Alignment {
  if (!isWithinReach(reference.wanted, answer)) return NOTHING;
  const hits = findHits(reference.wanted, answer);
  const state = createState(reference.wanted.length);
  let best = NOTHING;
  let reversed = 0;
  for (let first = 0; first < hits.length; first++) {
    reset(state);
    for (let last = first; last < hits.length; last++) {
      const start = hits[first];
      const end = hits[last];
      if (start === undefined || end === undefined || end.to - start.from > MAX_TOKENS) break;
      // What adds nothing only spreads the stretch.
      if (!addHit(state, end, reference.wanted)) continue;
      const breaks = (answer.clauses[end.to - 1] ?? 0) - (answer.clauses[start.from] ?? 0);
      const cost = costOf(start.from, end.to, breaks, answer);
      const { coverage, contradiction } = state;
      const score = Math.max(0, coverage - COST.contradiction * contradiction - cost);
      if (score > best.score) {
        best = { score, coverage, contradiction, reversed, from: start.from, to: end.to, breaks };
      }
      // Two ideas turned round say the same again: "fine-tune when it is large" goes with "extract when it is small".
      if (state.turned % 2 === 1) reversed = Math.max(reversed, coverage + state.turnedWeight - cost);
    }
  }
  return { ...best, reversed };
}

/** @returns whether enough of what is wanted is there at all, in one sense or the opposite, to be worth a closer look. */
function isWithinReach(wanted: Wanted[], { byIdea }: Analysis): boolean {
  let within = 0;
  for (const { accepted, weight } of wanted) {
    for (const { idea, strength } of accepted) {
      if (!byIdea.has(idea)) continue;
      within += weight * strength;
      break;
    }
    if (within >= LEAST) return true;
  }
  return false;
}

function findHits(wanted: Wanted[], answer: Analysis): Hit[] {
  const hits: Hit[] = [];
  for (let index = 0; index < wanted.length; index++) {
    const want = wanted[index];
    if (want === undefined) break;
    for (const { idea, sign, strength } of want.accepted) {
      const places = answer.byIdea.get(idea);
      if (places === undefined) continue;
      for (const place of places) {
        const term = answer.terms[place];
        if (term === undefined) continue;
        const same = want.quantity === undefined ? 1 : compare(want, answer, term.from);
        if (same > 0)
          hits.push({ wanted: index, strength: strength * same * sign * term.sign, from: term.from, to: term.to });
      }
    }
  }
  return hits.length > 1 ? hits.sort((one, other) => one.from - other.from || one.to - other.to) : hits;
}

function compare(want: Wanted, answer: Analysis, token: number): number {
  const quantity = answer.tokens[token]?.quantity;
  return quantity === undefined || want.quantity === undefined ? 0 : sameQuantity(want.quantity, quantity);
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

/** One state serves all stretches of an alignment: making one for each took a fifth of the time of marking. */
function reset(state: State): void {
  state.said.fill(0);
  state.opposed.fill(0);
  state.coverage = 0;
  state.contradiction = 0;
  state.turned = 0;
  state.turnedWeight = 0;
}

/** @returns whether it changed anything. */
function addHit(state: State, hit: Hit, wanted: Wanted[]): boolean {
  const weight = wanted[hit.wanted]?.weight ?? 0;
  const said = state.said[hit.wanted] ?? 0;
  const opposed = state.opposed[hit.wanted] ?? 0;
  if (hit.strength > 0) {
    if (hit.strength <= said) return false;
    state.said[hit.wanted] = hit.strength;
    state.coverage += weight * (hit.strength - said);
    if (said === 0 && opposed > 0) {
      state.turned -= 1;
      state.turnedWeight -= weight * opposed;
    }
    return true;
  }
  const strength = -hit.strength;
  if (strength <= opposed) return false;
  state.opposed[hit.wanted] = strength;
  state.contradiction += weight * (strength - opposed);
  if (said > 0) return true;
  if (opposed === 0) state.turned += 1;
  state.turnedWeight += weight * (strength - opposed);
  return true;
}

/** What a stretch loses for what it is spread over. */
function costOf(from: number, to: number, breaks: number, answer: Analysis): number {
  const sentences = (answer.sentences[to - 1] ?? 0) - (answer.sentences[from] ?? 0);
  return COST.clause * breaks + COST.sentence * sentences + COST.spread * (to - from);
}
