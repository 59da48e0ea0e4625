import type { Alignment } from './align.ts';
import type { Analysis } from './analyse.ts';
import type { CompiledQuestion } from './compile.ts';
import { NUMBER, WORD } from './concepts.ts';
import { STOPWORDS } from './lexicon/index.ts';
import { withoutApostrophes } from './tokens.ts';

/** How an answer is put, whatever it says: the signs of lists, word salad, denial and echo. */
export interface Style {
  logLength: number;
  /** Denied statements for each clause that says something. */
  denied: number;
  /** As `denied`, for denials of what the points say. */
  contraryDenials: number;
  /** Denied statements in all. */
  denials: number;
  /** Share of the ideas with a say in the points whose opposite the points say. */
  contrary: number;
  /** Separators that only lists have, for each word. */
  listed: number;
  /** Share of words that join others: articles, verbs of being, prepositions. */
  joining: number;
  /** Best alignments on average over the points that the answer's words touch: low for word salad. */
  coherence: number;
  /** Share of points with a word in the answer that tells for them. */
  pointsTouched: number;
  /** Ideas for each word. */
  density: number;
  /** Share of the answer's words that stand in the question. */
  echo: number;
  /** Words for each sentence. */
  sentenceLength: number;
  /** Share of neighbouring ideas that some sentence of the author joins too. */
  joined: number;
  /** Ideas that stand beside a neighbour that the author never gives them, for each sentence. */
  strangers: number;
  /** Points that seem made for each ten words: word salad makes many at once. */
  claims: number;
  /** Share of pairs of seeming points that were found in the same place. */
  entangled: number;
  /** Share of the words with content that neither the lexicon nor the author knows. */
  foreign: number;
  /** Share of the points that seem to be made. */
  seeming: number;
  /** As \`joined\`, for ideas with nothing between them. */
  adjacentJoined: number;
}

/** Measures how an answer is put. `best` holds the best alignment with each point. */
export function styleOf(answer: Analysis, question: CompiledQuestion, best: Alignment[]): Style {
  const { tokens, terms } = answer;
  const words = tokens.filter(({ text, quantity }) => quantity === undefined && /\p{L}/u.test(text));
  const count = Math.max(1, words.length);
  const touched = best.filter(({ coverage }) => coverage > 0.2);
  const clauses = new Set(terms.filter(({ weight }) => weight >= 0.5).map(({ from }) => answer.clauses[from]));
  const breaks = tokens.filter(({ breakBefore }, index) => index > 0 && breakBefore === 1).length;
  const denials = answer.denials.filter(({ denied }) => denied.length > 0).length;
  return {
    logLength: Math.log(1 + tokens.length),
    denials,
    denied: denials / Math.max(1, clauses.size),
    ...contrariness(answer, question),
    listed: breaks / count,
    joining: words.filter(({ text }) => STOPWORDS.has(withoutApostrophes(text))).length / count,
    coherence: touched.reduce((sum, { score }) => sum + score, 0) / Math.max(1, touched.length),
    pointsTouched: touched.length / Math.max(1, best.length),
    density: terms.filter(({ weight }) => weight >= 0.6).length / count,
    echo: words.filter(({ stem }) => question.questionStems.has(stem)).length / count,
    sentenceLength: tokens.length / Math.max(1, answer.sentences.at(-1) ?? 1),
    foreign: foreignShare(answer, question),
    ...neighbours(answer, question),
    ...crowding(answer, best),
  };
}

const NEIGHBOUR_TOKENS = 5;

function neighbours(
  { terms, sentences }: Analysis,
  { joined }: CompiledQuestion,
): { joined: number; strangers: number; adjacentJoined: number } {
  const ideas = terms.filter(({ idea, weight }) => weight >= 0.4 && !idea.startsWith(WORD));
  let known = 0;
  let pairs = 0;
  let adjacent = 0;
  let adjacentKnown = 0;
  ideas.forEach((term, index) => {
    for (const next of ideas.slice(index + 1, index + 4)) {
      if (next.idea === term.idea || next.from < term.to || next.from - term.to > NEIGHBOUR_TOKENS) continue;
      if (sentences[next.from] !== sentences[term.from]) continue;
      pairs += 1;
      const isKnown = joined.get(term.idea)?.has(next.idea) === true;
      if (isKnown) known += 1;
      if (next.from === term.to) {
        adjacent += 1;
        if (isKnown) adjacentKnown += 1;
      }
    }
  });
  const adjacentJoined = (adjacentKnown + 1) / (adjacent + 2);
  return {
    adjacentJoined,
    joined: (known + 1) / (pairs + 2),
    strangers: (pairs - known) / Math.max(1, sentences.at(-1) ?? 1),
  };
}

function crowding({ tokens }: Analysis, best: Alignment[]): { claims: number; entangled: number; seeming: number } {
  const seeming = best.filter(({ score }) => score > 0.4);
  let pairs = 0;
  let same = 0;
  seeming.forEach((one, index) => {
    for (const other of seeming.slice(index + 1)) {
      pairs += 1;
      if (one.from < other.to && other.from < one.to) same += 1;
    }
  });
  const total = best.reduce((sum, { score }) => sum + score, 0);
  return {
    claims: (10 * total) / Math.max(4, tokens.length),
    entangled: pairs === 0 ? 0 : same / pairs,
    seeming: seeming.length / Math.max(1, best.length),
  };
}

function foreignShare({ terms }: Analysis, { vocabulary }: CompiledQuestion): number {
  const content = terms.filter(({ weight }) => weight > 0.25);
  const foreign = content.filter(({ idea }) => idea.startsWith(WORD) && !vocabulary.has(idea));
  return (foreign.length + 0.5) / (content.length + 1);
}

function contrariness(answer: Analysis, question: CompiledQuestion): { contrary: number; contraryDenials: number } {
  let agreeing = 0;
  const against = new Set<number>();
  answer.terms.forEach(({ idea, weight, from }, place) => {
    if (weight < 0.4 || idea === NUMBER || idea.startsWith(WORD)) return;
    const stance = question.stances.get(answer.keys[place] ?? '');
    if (stance === 1) agreeing += 1;
    else if (stance === -1) against.add(from);
  });
  const denials = answer.denials.filter(({ denied }) => denied.some((from) => against.has(from)));
  return {
    contrary: (against.size + 0.5) / (against.size + agreeing + 1),
    contraryDenials: denials.length / Math.max(1, question.points.length),
  };
}
