import type { Analysis } from '../../src/core/grading/analyse.ts';
import { FAINT } from '../../src/core/grading/closeness.ts';
import { type CompiledQuestion, compileQuestion } from '../../src/core/grading/compile.ts';
import { type Evidence, gather } from '../../src/core/grading/features.ts';
import { hideManipulation } from '../../src/core/grading/manipulation.ts';
import { answerFeatures } from '../../src/core/grading/verdict.ts';
import type { Question } from '../../src/core/question.ts';
import type { Row } from './boost.ts';
import { type Labelled, madeIn, readElsewhere, readFiller, readWordings } from './labels.ts';
import { makeAnswers } from './make-answers.ts';
import { makeStuffing } from './make-stuffing.ts';
import { mulberry } from './random.ts';

/** An answer as the judges see it, with what they should say of it. */
export interface Sample {
  question: string;
  /** Undefined for what was made up for training. */
  label: Labelled | undefined;
  answer: Analysis;
  /** Rows of each judge; the first four judges of judge.ts. */
  point: Row[];
  stuffed: Row[];
  falseCore: Row[];
  falsehood: Row[];
  /** Whether it states anything false, and what the judge of falsehoods sees of each misconception that it may state. */
  untrue: { target: number; weight: number; candidates: number[][] } | undefined;
  /** A person, or somebody in a person's place, wrote it. */
  isWritten: boolean;
}

const SEED = 20_260_101;
const STUFFED = 30;
const STRUNG_LINES = 25;
/** How much a sample counts beside an answer that a person wrote. */
const WEIGHTS = { wording: 0.5, made: 0.25, line: 0.1, stuffing: 0.15, offtopic: 0.15, stated: 0.5, example: 2.5 };
/** Of right answers for the false core: short wordings must not make falsehoods look rare. */
const RIGHT_WORDING = 0.1;
/** Where nothing is known of falsehoods. */
const NO_FALSEHOOD = { falsehood: [], untrue: undefined };

/** Turns an answer that somebody marked into a sample. */
export function sampleOf(compiled: CompiledQuestion, label: Labelled, weight = 1, rightWeight = weight): Sample {
  const evidence = gather(compiled, hideManipulation(label.answer));
  const features = answerFeatures(evidence, compiled);
  const isStuffed = label.kind === 'stuffed';
  const isFalse = label.kind === 'misconception' || label.kind === 'negated';
  const sample: Sample = {
    question: label.question,
    label,
    answer: evidence.answer,
    point: [],
    stuffed: [{ features, target: isStuffed ? 1 : 0, weight: isStuffed ? 4 * weight : weight }],
    falseCore: [],
    falsehood: [],
    untrue: undefined,
    isWritten: true,
  };
  // Stuffed answers never get as far as the other judges.
  if (isStuffed) return sample;
  sample.falseCore.push({ features, target: isFalse ? 1 : 0, weight: isFalse ? weight : rightWeight });
  sample.point = evidence.points.map((point, index) => ({
    features: point.features,
    target: madeIn(label, compiled.points[index]?.point.id ?? ''),
    weight,
  }));
  const isUntrue = statesFalsehood(compiled, label);
  sample.falsehood = falsehoodRows(evidence, isUntrue, weight);
  const candidates = evidence.misconceptions.filter(({ best }) => best.score > FAINT).map(({ features }) => features);
  sample.untrue = isUntrue ? { target: 1, weight, candidates } : { target: 0, weight: rightWeight, candidates };
  return sample;
}

/** The sum tells where the label does not say it: what is not missing was deducted. */
function statesFalsehood(compiled: CompiledQuestion, label: Labelled): boolean {
  const earned = compiled.points.reduce((sum, { point }) => sum + point.weight * madeIn(label, point.id), 0);
  const loses = label.kind !== 'negated' && earned - label.score >= 4;
  return label.kind === 'misconception' || loses || (label.misconceptions ?? []).length > 0;
}

/** Labels don't say which falsehood was stated: the nearest is taken for it, the others are left out. */
function falsehoodRows(evidence: Evidence, isUntrue: boolean, weight: number): Row[] {
  const nearest = Math.max(0, ...evidence.misconceptions.map(({ best }) => best.score));
  return evidence.misconceptions.flatMap(({ best, features }): Row[] => {
    if (!isUntrue) return [{ features, target: 0, weight }];
    return best.score === nearest && nearest > FAINT ? [{ features, target: 1, weight: 2 * weight }] : [];
  });
}

/** @returns the question with nothing but its points, model answer and misconceptions, as a teacher might write it. */
export function stripped(question: Question): Question {
  const points = question.points.map((point) => ({ ...point, also: [], half: [] }));
  return { ...question, points, examples: [] };
}

/** Makes the samples of a question that need no marked answers: from wordings, the lesson, and by lot. */
export function madeSamples(question: Question, all: Question[]): Sample[] {
  const compiled = compileQuestion(question);
  const random = mulberry(SEED);
  const own = readWordings(question);
  const others = all
    .filter(({ id }) => id !== question.id)
    .flatMap((other) => [...readWordings(other), modelAnswerOf(other)]);
  const made = makeAnswers(question, { own, others, filler: readFiller(), elsewhere: readElsewhere(), random });
  const stuffing = makeStuffing(question, STUFFED, mulberry(SEED));
  const right = (weight: number): number => weight * RIGHT_WORDING;
  return [
    ...own.map((label) => sampleOf(compiled, label, WEIGHTS.wording, right(WEIGHTS.wording))),
    ...made.map((label) => {
      const weight = { stated: WEIGHTS.stated, offtopic: WEIGHTS.offtopic }[label.kind] ?? WEIGHTS.made;
      const rightWeight = label.kind === 'stated' ? weight : right(weight);
      // The sum of made-up answers is not known, so no falsehood can be told from it.
      return { ...sampleOf(compiled, label, weight, rightWeight), ...NO_FALSEHOOD, isWritten: false };
    }),
    ...stuffing.map((answer) => {
      const label = { question: question.id, answer, kind: 'stuffed', score: 5, points: [] };
      return { ...sampleOf(compiled, label, WEIGHTS.stuffing / 4), isWritten: false };
    }),
    sampleOf(compiled, modelAnswerOf(question), WEIGHTS.example),
    ...exampleSamples(question, compiled),
    ...lineSamples(question),
  ].map((sample) => ({ ...sample, label: undefined }));
}

function modelAnswerOf({ id, modelAnswer, points }: Question): Labelled {
  return { question: id, answer: modelAnswer, kind: 'right', score: 100, points: points.map((point) => point.id) };
}

const FALSE_KINDS = new Set(['reversed', 'misconception']);

/** The author's examples say the band of a whole answer: what a strong one makes, and why a wrong one makes nothing. */
function exampleSamples(question: Question, compiled: CompiledQuestion): Sample[] {
  return question.examples.map(({ band, kind = '', text }) => {
    const ids = band === 3 ? question.points.map(({ id }) => id) : [];
    const label = { question: question.id, answer: text, kind, score: 0, points: ids };
    const sample = sampleOf(
      compiled,
      { ...label, kind: FALSE_KINDS.has(kind) ? 'misconception' : kind },
      WEIGHTS.example,
    );
    // Which points one of the middle bands makes is not said; that nothing false stands in it is.
    const untrue = band === 0 || sample.untrue === undefined ? undefined : { ...sample.untrue, target: 0 };
    return { ...sample, falsehood: [], untrue, point: band === 3 || band === 0 ? sample.point : [] };
  });
}

/** What the author's wordings come to when they are held against the question without them, alone and strung together. */
function lineSamples(question: Question): Sample[] {
  const random = mulberry(SEED);
  const single = question.points.flatMap((point, index) => point.also.map((line) => [{ index, line, half: false }]));
  const strung = Array.from({ length: STRUNG_LINES }, () => draw(question, random));
  return [...single, ...strung].map((parts) => {
    const lines = new Set(parts.map(({ line }) => line));
    const points = question.points.map((point) => ({
      ...point,
      also: point.also.filter((line) => !lines.has(line)),
      half: point.half.filter((line) => !lines.has(line)),
    }));
    const ids = (half: boolean): string[] =>
      parts.filter((part) => part.half === half).map(({ index }) => question.points[index]?.id ?? '');
    const separator = [', ', '. ', '; ', ' and ', '\n'][Math.floor(random() * 5)] ?? '. ';
    const answer = parts.map(({ line }) => line).join(separator);
    const label = { question: question.id, answer, kind: 'right', score: 0, points: ids(false), half: ids(true) };
    const sample = sampleOf(compileQuestion({ ...question, points }), label, WEIGHTS.line);
    return { ...sample, ...NO_FALSEHOOD, falseCore: [], isWritten: false };
  });
}

interface Part {
  index: number;
  line: string;
  half: boolean;
}

/** Wordings of some of a question's points, in a random order. */
function draw(question: Question, random: () => number): Part[] {
  const parts = question.points.flatMap((point, index): Part[] => {
    const half = random() < 0.15;
    const lines = half ? point.half : point.also;
    const line = lines[Math.floor(random() * lines.length)];
    return line === undefined || random() < 0.35 ? [] : [{ index, line, half }];
  });
  return parts.sort(() => random() - 0.5);
}
