import { addUp } from './add-up.ts';
import type { Alignment } from './align.ts';
import type { CompiledQuestion } from './compile.ts';
import { type Evidence, gather } from './features.ts';
import { hideManipulation } from './manipulation.ts';
import { bandOf, type Mark, type PointMark, type Span, type StatedMisconception } from './mark.ts';
import type { Style } from './style.ts';
import { predict, type Trees } from './trees.ts';
import { answerFeatures } from './verdict.ts';

/** The trained judges; see bench/grading/train-scorer.ts. */
export interface Scorers {
  /** How much of a point is made, 0–1. */
  point: Trees;
  /** Whether a whole answer states nothing: bare terms, or words without sense. */
  stuffed: Trees;
  /** Whether its core is false or denied. */
  falseCore: Trees;
  /** Whether a single misconception is stated. */
  falsehood: Trees;
}

/** From where on a probability counts. */
const LIMITS = { half: 0.4, made: 0.58, stuffed: 0.7, falseCore: 0.55, falsehood: 0.6 };
const NOTHING_SAID =
  /^(?:\W|idk|dunno|no (?:idea|clue)|i (?:don'?t|do not) know|pass|skip|sorry|next|not sure|can'?t remember|\?)*$/iu;
const GIVES_UP = /\b(?:idk|dunno|no (?:idea|clue)|don'?t know|pass|skip (?:this|it)|skip)\b/iu;

/** Marks an answer to a compiled question. */
export function markAnswer(question: CompiledQuestion, answer: string, scorers: Scorers): Mark {
  const text = hideManipulation(answer);
  return markEvidence(question, text, gather(question, text), scorers);
}

/** As \`markAnswer\`, when the evidence is there already. */
export function markEvidence(question: CompiledQuestion, text: string, evidence: Evidence, scorers: Scorers): Mark {
  const words = evidence.answer.tokens.length;
  if (
    words === 0 ||
    NOTHING_SAID.test(text.trim()) ||
    (words <= 12 && GIVES_UP.test(text) && evidence.style.pointsTouched < 0.3)
  )
    return nothing(question, 'empty');
  if (evidence.style.echo >= 0.9 && words >= 0.6 * question.questionStems.size) return nothing(question, 'echo');
  const features = answerFeatures(evidence, question);
  const stuffed = predict(scorers.stuffed, features);
  if (stuffed >= LIMITS.stuffed) {
    const amount = evidence.style.joining < 0.15 ? 10 : 5;
    return {
      ...nothing(question, 'stuffing'),
      score: amount,
      sum: [{ rule: 'stuffing', amount }],
      confidence: stuffed,
    };
  }
  return compose(question, evidence, { text, stuffed, falseCore: predict(scorers.falseCore, features), scorers });
}

function nothing(question: CompiledQuestion, rule: 'empty' | 'echo' | 'stuffing' | 'off-topic' | 'negated'): Mark {
  return {
    score: 0,
    band: 0,
    points: question.points.map(({ point }) => ({ id: point.id, made: 0, fix: point.text })),
    misconceptions: [],
    sum: [{ rule, amount: 0 }],
    confidence: 1,
    rough: question.rough,
  };
}

interface Judgement {
  text: string;
  stuffed: number;
  falseCore: number;
  scorers: Scorers;
}

/** The credit of a point whose wording, or nearly, stands in the answer. */
const OUTRIGHT = 0.8;

/** An author's sentence earns its point: no judge may doubt what stands there almost to the letter. */
const isOutright = ({ score, contradiction, reversed }: Alignment): boolean =>
  score >= 0.86 && contradiction === 0 && reversed < score;

/**
 * Most of what the answer says is a denial, and a good part of the points is denied. Right answers deny too ("you don't
 * want those gradients in the backbone"), but not what the points say.
 */
function deniesPoints({ denied, denials, contraryDenials }: Style): boolean {
  return (denied >= 0.5 && contraryDenials >= 0.4) || (denied >= 0.9 && denials >= 3 && contraryDenials > 0);
}

function compose(question: CompiledQuestion, evidence: Evidence, judgement: Judgement): Mark {
  const { text: written, stuffed, falseCore, scorers } = judgement;
  const credits = evidence.points.map(({ features, best }) =>
    Math.max(predict(scorers.point, features), isOutright(best) ? OUTRIGHT : 0),
  );
  const isFalse = falseCore >= LIMITS.falseCore;
  if (deniesPoints(evidence.style)) return nothing(question, 'negated');
  const points = evidence.points.map(({ best }, index): PointMark => {
    const { id, text } = question.points[index]?.point ?? { id: '', text: '' };
    const credit = credits[index] ?? 0;
    const made = credit >= LIMITS.made ? 1 : credit >= LIMITS.half ? 0.5 : 0;
    const span = made === 0 ? undefined : spanOf(evidence, best.from, best.to);
    return { id, made, span, fix: made === 1 ? undefined : text };
  });
  const misconceptions = statedMisconceptions({ question, text: written, evidence, isFalse, scorers });
  const weights = question.points.map(({ point }) => point.weight);
  const sum = addUp({ weights, points, misconceptions, isFalse });
  const score = sum.reduce((total, { amount }) => total + amount, 0);
  if (sum.length === 0) sum.push({ rule: 'off-topic', amount: 0 });
  const spread = credits.reduce(
    (total, credit, index) => total + ((question.points[index]?.point.weight ?? 0) / 100) ** 2 * credit * (1 - credit),
    0,
  );
  const doubt = Math.sqrt(spread + (score / 100) ** 2 * (falseCore * (1 - falseCore) + stuffed * (1 - stuffed)));
  return {
    score,
    band: bandOf(score),
    points,
    misconceptions,
    sum,
    confidence: Math.max(0, 1 - 2 * doubt),
    rough: question.rough,
  };
}

function spanOf({ answer }: Evidence, from: number, to: number): Span | undefined {
  const start = answer.tokens[from]?.start;
  const end = answer.tokens[to - 1]?.end;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The calls in a text, such as "linear(512,2)", without the path before the name. */
function callsIn(text: string): string[] {
  return [...text.matchAll(/(\w+)\(([^()]*)\)/gu)].map(([, name = '', args = '']) =>
    `${name}(${args.replace(/\s+/gu, '')})`.toLowerCase(),
  );
}

interface Heard {
  question: CompiledQuestion;
  text: string;
  evidence: Evidence;
  isFalse: boolean;
  scorers: Scorers;
}

function statedMisconceptions({ question, text, evidence, isFalse, scorers }: Heard): StatedMisconception[] {
  const calls = callsIn(text);
  const rated = evidence.misconceptions.flatMap(({ best, features }, index) => {
    // Ideas have no order, but "Linear(2, 512)" and "Linear(512, 2)" differ in nothing else: code is held to the letter.
    const wrong = callsIn(question.misconceptions[index]?.misconception.text ?? '');
    if (wrong.length > 0 && !wrong.some((call) => calls.includes(call))) return [];
    return [{ best, index, probability: predict(scorers.falsehood, features) }];
  });
  const likely = rated.filter(({ probability }) => probability >= LIMITS.falsehood);
  const first = [...rated].sort((a, b) => b.probability - a.probability)[0];
  const chosen = isFalse && likely.length === 0 && first !== undefined && first.best.score > 0.3 ? [first] : likely;
  return chosen.flatMap(({ best, index }) => {
    const compiled = question.misconceptions[index];
    const span = spanOf(evidence, best.from, best.to);
    return compiled === undefined || span === undefined ? [] : [{ ...compiled.misconception, span }];
  });
}
