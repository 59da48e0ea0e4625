import { readFileSync } from 'node:fs';
import { type CompiledQuestion, compileQuestion } from '../../src/core/grading/compile.ts';
import { type Evidence, gather } from '../../src/core/grading/features.ts';
import { hideManipulation } from '../../src/core/grading/manipulation.ts';
import type { Scorers } from '../../src/core/grading/score.ts';
import { answerFeatures } from '../../src/core/grading/verdict.ts';
import type { Question } from '../../src/core/question.ts';
import { type BoostOptions, fitTrees, type Row } from './boost.ts';
import { makeStuffing } from './make-stuffing.ts';
import { mulberry } from './random.ts';

export interface Labelled {
  question: string;
  answer: string;
  kind: string;
  score: number;
  points: string[];
  half?: string[];
}

/** Rows of one question for each judge. */
export interface TrainingSet {
  question: string;
  point: Row[];
  stuffed: Row[];
  falseCore: Row[];
  falsehood: Row[];
}

const SEED = 20_260_101;
const STUFFED_PER_QUESTION = 30;
const MADE_UP_WEIGHT = 0.15;
const AUTHOR_WEIGHT = 0.1;
const STRUNG_PER_QUESTION = 25;
const OPTIONS = { rounds: 150, depth: 3, rate: 0.05, leaf: 1, ridge: 2, columns: 0.5, sample: 0.8 };

export function readLabels(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

export function labelledOnly(question: Question, labels: Labelled[]): TrainingSet {
  const set: TrainingSet = { question: question.id, point: [], stuffed: [], falseCore: [], falsehood: [] };
  const compiled = compileQuestion(question);
  for (const label of labels) addLabelled(set, compiled, gather(compiled, hideManipulation(label.answer)), label);
  return set;
}

/** Turns the labelled answers to one question, and its author's sentences, into rows. */
export function collect(question: Question, labels: Labelled[]): TrainingSet {
  const set = labelledOnly(question, labels);
  const compiled = compileQuestion(question);
  addAuthorLines(set, question);
  addExamples(set, question, compiled);
  for (const answer of makeStuffing(question, STUFFED_PER_QUESTION, mulberry(SEED))) {
    const features = answerFeatures(gather(compiled, answer), compiled);
    set.stuffed.push({ features, target: 1, weight: MADE_UP_WEIGHT });
  }
  return set;
}

function addLabelled(set: TrainingSet, compiled: CompiledQuestion, evidence: Evidence, label: Labelled): void {
  const features = answerFeatures(evidence, compiled);
  set.stuffed.push({ features, target: label.kind === 'stuffed' ? 1 : 0, weight: label.kind === 'stuffed' ? 4 : 1 });
  // Stuffed answers never get as far as the other judges.
  if (label.kind === 'stuffed') return;
  const isFalse = label.kind === 'misconception' || label.kind === 'negated';
  set.falseCore.push({ features, target: isFalse ? 1 : 0, weight: 1 });
  let earned = 0;
  evidence.points.forEach((point, index) => {
    const { id, weight } = compiled.points[index]?.point ?? { id: '', weight: 0 };
    const target = label.points.includes(id) ? 1 : label.half?.includes(id) ? 0.5 : 0;
    earned += target * weight;
    set.point.push({ features: point.features, target, weight: 1 });
  });
  const saysFalsehood = label.kind === 'misconception' || (label.kind !== 'negated' && earned - label.score >= 4);
  const nearest = Math.max(0, ...evidence.misconceptions.map(({ best }) => best.score));
  for (const { best, features: row } of evidence.misconceptions) {
    // Labels don't say which falsehood was stated: the nearest is taken for it, the others are left out.
    if (!saysFalsehood) set.falsehood.push({ features: row, target: 0, weight: 1 });
    else if (best.score === nearest && nearest > 0.3) set.falsehood.push({ features: row, target: 1, weight: 2 });
  }
}

const FALSE_KINDS = new Set(['reversed', 'misconception', 'negated']);

/** The author's examples say the band of a whole answer: what a strong one makes, and why a wrong one makes nothing. */
function addExamples(set: TrainingSet, question: Question, compiled: CompiledQuestion): void {
  for (const { band, kind, text } of question.examples) {
    const evidence = gather(compiled, hideManipulation(text));
    const features = answerFeatures(evidence, compiled);
    const isStuffed = kind === 'stuffed';
    set.stuffed.push({ features, target: isStuffed ? 1 : 0, weight: isStuffed ? 4 : 1 });
    if (isStuffed) continue;
    const isFalse = band === 0 && FALSE_KINDS.has(kind ?? '');
    set.falseCore.push({ features, target: isFalse ? 1 : 0, weight: 1 });
    const isNothing = band === 0 && !isFalse;
    // Which points one of the middle bands makes is not said.
    if (band !== 3 && !isNothing) continue;
    for (const point of evidence.points)
      set.point.push({ features: point.features, target: band === 3 ? 1 : 0, weight: 0.7 });
  }
}

/** What authors' wordings come to when they are held against the question without them, alone and strung together. */
function addAuthorLines(set: TrainingSet, question: Question): void {
  const random = mulberry(SEED);
  const single = question.points.flatMap((point, index) => point.also.map((line) => [{ index, line, half: false }]));
  const strung = Array.from({ length: STRUNG_PER_QUESTION }, () => draw(question, random));
  for (const parts of [...single, ...strung]) {
    const lines = new Set(parts.map(({ line }) => line));
    const points = question.points.map((point) => ({
      ...point,
      also: point.also.filter((line) => !lines.has(line)),
      half: point.half.filter((line) => !lines.has(line)),
    }));
    const compiled = compileQuestion({ ...question, points });
    const separator = [', ', '. ', '; ', ' and ', '\n'][Math.floor(random() * 5)] ?? '. ';
    const evidence = gather(compiled, parts.map(({ line }) => line).join(separator));
    set.stuffed.push({ features: answerFeatures(evidence, compiled), target: 0, weight: AUTHOR_WEIGHT });
    evidence.points.forEach(({ features }, place) => {
      const part = parts.find(({ index }) => index === place);
      set.point.push({ features, target: part === undefined ? 0 : part.half ? 0.5 : 1, weight: AUTHOR_WEIGHT });
    });
  }
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

/** Fits the four judges. */
export function trainJudges(sets: TrainingSet[], options: Omit<BoostOptions, 'random'> = OPTIONS): Scorers {
  const judge = (name: 'point' | 'stuffed' | 'falseCore' | 'falsehood') =>
    fitTrees(
      sets.flatMap((set) => set[name]),
      { ...options, random: mulberry(SEED) },
    );
  return {
    point: judge('point'),
    stuffed: judge('stuffed'),
    falseCore: judge('falseCore'),
    falsehood: judge('falsehood'),
  };
}
