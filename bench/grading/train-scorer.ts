/**
 * Trains the grader's judges on the labelled answers and on what the lessons' authors wrote:
 * `npm run grade:train` writes src/core/grading/weights.ts; `-- --folds` instead prints how well judges do that were
 * trained without the question they judge.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type CompiledQuestion, compileQuestion } from '../../src/core/grading/compile.ts';
import { type Evidence, gather } from '../../src/core/grading/features.ts';
import { hideManipulation } from '../../src/core/grading/manipulation.ts';
import { markAnswer, type Scorers } from '../../src/core/grading/score.ts';
import { answerFeatures } from '../../src/core/grading/verdict.ts';
import type { Question } from '../../src/core/question.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { fitTrees, type Row } from './boost.ts';
import { makeStuffing } from './make-stuffing.ts';
import { mulberry } from './random.ts';

interface Labelled {
  question: string;
  answer: string;
  kind: string;
  score: number;
  points: string[];
  half?: string[];
}

/** Rows of one question for each judge. */
interface TrainingSet {
  question: string;
  point: Row[];
  stuffed: Row[];
  falseCore: Row[];
  falsehood: Row[];
}

const SEED = 20_260_101;
const STUFFED_PER_QUESTION = 30;
const MADE_UP_WEIGHT = 0.15;
const AUTHOR_WEIGHT = 0.3;
const OPTIONS = { rounds: 90, depth: 3, rate: 0.08, leaf: 2, ridge: 3, columns: 0.5 };

function readLabels(path: string): Labelled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

/** Turns the labelled answers to one question, and its author's sentences, into rows. */
function collect(question: Question, labels: Labelled[]): TrainingSet {
  const set: TrainingSet = { question: question.id, point: [], stuffed: [], falseCore: [], falsehood: [] };
  const compiled = compileQuestion(question);
  for (const label of labels) addLabelled(set, compiled, gather(compiled, hideManipulation(label.answer)), label);
  addAuthorLines(set, question);
  for (const answer of makeStuffing(question, STUFFED_PER_QUESTION, mulberry(SEED))) {
    const features = answerFeatures(gather(compiled, answer), compiled);
    set.stuffed.push({ features, target: 1, weight: MADE_UP_WEIGHT });
  }
  return set;
}

const SAYS_NOTHING = new Set(['stuffed', 'empty', 'injection']);

function addLabelled(set: TrainingSet, compiled: CompiledQuestion, evidence: Evidence, label: Labelled): void {
  const features = answerFeatures(evidence, compiled);
  set.stuffed.push({ features, target: label.kind === 'stuffed' ? 1 : 0, weight: 1 });
  if (SAYS_NOTHING.has(label.kind)) return;
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

/** An author's wording, held against the question without it, makes its point and states something. */
function addAuthorLines(set: TrainingSet, question: Question): void {
  question.points.forEach((point, index) => {
    for (const line of point.also) {
      const points = question.points.with(index, { ...point, also: point.also.filter((other) => other !== line) });
      const compiled = compileQuestion({ ...question, points });
      const evidence = gather(compiled, line);
      set.stuffed.push({ features: answerFeatures(evidence, compiled), target: 0, weight: 0.5 });
      evidence.points.forEach(({ features }, place) => {
        set.point.push({ features, target: place === index ? 1 : 0, weight: AUTHOR_WEIGHT });
      });
    }
  });
}

/** Fits the four judges. */
function trainJudges(sets: TrainingSet[]): Scorers {
  const judge = (name: 'point' | 'stuffed' | 'falseCore' | 'falsehood') =>
    fitTrees(
      sets.flatMap((set) => set[name]),
      { ...OPTIONS, random: mulberry(SEED) },
    );
  return {
    point: judge('point'),
    stuffed: judge('stuffed'),
    falseCore: judge('falseCore'),
    falsehood: judge('falsehood'),
  };
}

const { lessons } = await loadLessons('lessons');
const questions = lessons.flatMap((lesson) => lesson.questions);
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const labels = readLabels('bench/grading/tune.jsonl');
const sets = questions.map((question) =>
  collect(
    question,
    labels.filter((label) => label.question === question.id),
  ),
);
if (process.argv.includes('--folds')) {
  for (const question of questions) {
    const scorers = trainJudges(sets.filter((set) => set.question !== question.id));
    const compiled = compileQuestion(question);
    for (const label of [...labels, ...files.flatMap(readLabels)].filter((one) => one.question === question.id)) {
      const { score, band, points, confidence } = markAnswer(compiled, label.answer, scorers);
      console.log(
        JSON.stringify({
          ...label,
          plabels: label.points,
          expected: { score: label.score },
          score,
          band,
          points,
          confidence,
        }),
      );
    }
  }
} else {
  const scorers = trainJudges(sets);
  const lines = Object.entries(scorers).map(([name, trees]) => `  ${name}: ${JSON.stringify(trees)},`);
  const text = `// Written by bench/grading/train-scorer.ts: do not edit.\nimport type { Scorers } from './score.ts';\n\nexport const SCORERS: Scorers = {\n${lines.join('\n')}\n};\n`;
  writeFileSync('src/core/grading/weights.ts', text);
  console.log(`weights.ts: ${text.length} characters`);
}
