import { addUp } from './add-up.ts';
import type { Alignment } from './align.ts';
import { callsIn } from './calls.ts';
import type { CompiledQuestion } from './compile.ts';
import { type Evidence, gather } from './features.ts';
import { errorFeatures, judge, type ReadyScorers, type Verdict } from './judge.ts';
import { hideManipulation } from './manipulation.ts';
import { bandOf, type Mark, type PointMark, type Span, type StatedMisconception } from './mark.ts';
import { markRoughly } from './rough.ts';
import type { Style } from './style.ts';
import { type Token, tokenize } from './tokens.ts';
import { predict } from './trees.ts';

/** From where on a probability counts; `lonelyFalsehood` where only the general judge tells of it. */
const LIMITS = {
  half: 0.2,
  made: 0.45,
  stuffed: 0.4,
  falseCore: 0.45,
  denied: 0.1,
  falsehood: 0.6,
  lonelyFalsehood: 0.75,
};
const NOTHING_SAID =
  /^(?:\W|idk|dunno|no (?:idea|clue)|i (?:don'?t|do not) know|pass|skip|sorry|next|not sure|can'?t remember|\?)*$/iu;
const OPENING_QUESTION = /^[^?]{10,400}\?/u;
const GIVES_UP = /\b(?:idk|dunno|no (?:idea|clue)|don'?t know|pass|skip (?:this|it)|skip)\b/iu;

/** Marks an answer to a compiled question. */
export function markAnswer(question: CompiledQuestion, answer: string, scorers: ReadyScorers): Mark {
  const text = hideQuestion(question, hideManipulation(answer));
  return markEvidence(question, text, gather(question, text), scorers);
}

/** As \`markAnswer\`, when the evidence is there already. */
export function markEvidence(
  question: CompiledQuestion,
  text: string,
  evidence: Evidence,
  scorers: ReadyScorers,
): Mark {
  const words = evidence.answer.tokens.length;
  if (
    words === 0 ||
    NOTHING_SAID.test(text.trim()) ||
    (words <= 12 && GIVES_UP.test(text) && evidence.style.pointsTouched < 0.3)
  )
    return nothing(question, 'empty');
  if (isEcho(question, evidence.answer.tokens)) return nothing(question, 'echo');
  if (question.rough) return markRoughly(question.roughPoints, evidence.answer);
  const verdict = judge(question, evidence, scorers);
  if (verdict.stuffed >= LIMITS.stuffed) {
    const amount = evidence.style.joining < 0.15 ? 10 : 5;
    return {
      ...nothing(question, 'stuffing'),
      score: amount,
      sum: [{ rule: 'stuffing', amount }],
      confidence: verdict.stuffed,
    };
  }
  return compose(question, evidence, { text, verdict, scorers });
}

/** @returns whether words say what the question says, and hardly anything else; a number is something else. */
function isEcho({ questionStems }: CompiledQuestion, tokens: Token[]): boolean {
  const echoed = tokens.filter(({ stem }) => questionStems.has(stem)).length;
  return echoed >= 0.9 * tokens.length && tokens.length >= 0.6 * questionStems.size;
}

/** @returns the text without the question, when it begins with a copy of it: the copy earns nothing. */
function hideQuestion(question: CompiledQuestion, text: string): string {
  const copied = text.includes('?') ? (OPENING_QUESTION.exec(text)?.[0] ?? '') : '';
  return copied !== '' && isEcho(question, tokenize(copied))
    ? ' '.repeat(copied.length) + text.slice(copied.length)
    : text;
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
  verdict: Verdict;
  scorers: ReadyScorers;
}

/** The credit of a point whose own sentence, or nearly, stands in the answer. */
const OUTRIGHT = 0.8;

/** The point's sentence earns it: no judge may doubt what stands there almost to the letter. */
const isOutright = ({ score, contradiction, reversed }: Alignment): boolean =>
  score >= 0.86 && contradiction === 0 && reversed < score;

/**
 * Most of what the answer says is a denial, and a good part of the points is denied: 35 of 45 denials do, and 2 of 691
 * right answers. Right answers deny too ("you don't want those gradients in the backbone"), but not what the points say.
 */
function deniesPoints({ denied, denials, contraryDenials }: Style): boolean {
  return (denied >= 0.5 && contraryDenials >= 0.4) || (denied >= 0.9 && denials >= 3 && contraryDenials > 0);
}

function compose(question: CompiledQuestion, evidence: Evidence, { text: written, verdict, scorers }: Judgement): Mark {
  const isDenial = deniesPoints(evidence.style) && verdict.falseCore >= LIMITS.denied;
  if (isDenial) return { ...nothing(question, 'negated'), confidence: Math.max(0.5, verdict.falseCore) };
  const isFalse = verdict.falseCore >= LIMITS.falseCore;
  const credits = evidence.points.map(({ own }, index) =>
    Math.max(verdict.credits[index] ?? 0, isOutright(own) ? OUTRIGHT : 0),
  );
  const points = evidence.points.map(({ best }, index): PointMark => {
    const { id, text } = question.points[index]?.point ?? { id: '', text: '' };
    const credit = credits[index] ?? 0;
    const made = credit >= LIMITS.made ? 1 : credit >= LIMITS.half ? 0.5 : 0;
    const span = made === 0 ? undefined : spanOf(evidence, best.from, best.to);
    return { id, made, span, fix: made === 1 ? undefined : text };
  });
  const misconceptions = statedMisconceptions({ question, text: written, evidence, isFalse, verdict });
  const weights = question.points.map(({ point }) => point.weight);
  const sum = addUp({ weights, points, misconceptions, isFalse });
  const score = sum.reduce((total, { amount }) => total + amount, 0);
  if (sum.length === 0) sum.push({ rule: 'off-topic', amount: 0 });
  const mark = { score, band: bandOf(score), points, misconceptions, sum, confidence: 1, rough: question.rough };
  return { ...mark, confidence: 1 - predict(scorers.error, errorFeatures(evidence, verdict, mark)) };
}

function spanOf({ answer }: Evidence, from: number, to: number): Span | undefined {
  const start = answer.tokens[from]?.start;
  const end = answer.tokens[to - 1]?.end;
  return start === undefined || end === undefined ? undefined : { start, end };
}

interface Heard {
  question: CompiledQuestion;
  text: string;
  evidence: Evidence;
  isFalse: boolean;
  verdict: Verdict;
}

function statedMisconceptions({ question, text, evidence, isFalse, verdict }: Heard): StatedMisconception[] {
  const rated = evidence.misconceptions.flatMap(({ best }, index) => {
    const heard = verdict.falsehoods[index];
    if (heard === undefined) return [];
    // Ideas have no order, but "Linear(2, 512)" and "Linear(512, 2)" differ in nothing else: code is held to the letter.
    const wrong = question.misconceptions[index]?.calls ?? [];
    if (wrong.length > 0 && !callsIn(text).some((call) => wrong.includes(call))) return [];
    return [{ best, index, ...heard }];
  });
  const [first, ...others] = rated.sort((a, b) => b.corrected - a.corrected);
  const limit = question.own?.knowFalsehoods ? LIMITS.falsehood : LIMITS.lonelyFalsehood;
  if (first === undefined || (!isFalse && first.corrected < limit)) return [];
  // What tells that something false is said does not tell what: the others have to be likely by themselves.
  const clear = others.filter(({ general, corrected }) => corrected >= limit && general >= LIMITS.lonelyFalsehood);
  return [first, ...clear].flatMap(({ best, index }) => {
    const compiled = question.misconceptions[index];
    const span = spanOf(evidence, best.from, best.to);
    return compiled === undefined || span === undefined ? [] : [{ ...compiled.misconception, span }];
  });
}
