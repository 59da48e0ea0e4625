import { type CompiledQuestion, compileQuestion } from '../../src/core/grading/compile.ts';
import { gather } from '../../src/core/grading/features.ts';
import {
  errorFeatures,
  judge,
  MAX_ERROR,
  type ReadyScorers,
  readyScorers,
  type Verdict,
} from '../../src/core/grading/judge.ts';
import { hideManipulation } from '../../src/core/grading/manipulation.ts';
import type { Mark } from '../../src/core/grading/mark.ts';
import { markEvidence } from '../../src/core/grading/score.ts';
import { predict, readyTrees } from '../../src/core/grading/trees.ts';
import type { Question } from '../../src/core/question.ts';
import type { Row } from './boost.ts';
import { NO_ERROR_JUDGE, trainAllOwn, trainError, trainGeneral } from './judges.ts';
import type { Labelled } from './labels.ts';
import type { Sample } from './training.ts';

/** A labelled answer with the mark of judges that had not seen it. */
export interface FoldMark {
  label: Labelled;
  mark: Mark;
  verdict: Verdict;
  /** For the judge of errors. */
  error: Row;
}

interface FoldInput {
  questions: Question[];
  samples: Sample[];
  /** Of the same answers, held against bare questions: for the general judges only. */
  bare: Sample[];
  foldOf: (label: Labelled) => number;
}

/** @returns marks of labelled answers, each by judges that were trained without its fold. */
export function markFolds({ questions, samples, bare, foldOf }: FoldInput): FoldMark[] {
  const labels = samples.flatMap(({ label }) => label ?? []);
  const folds = [...new Set(labels.map(foldOf))].sort((a, b) => a - b);
  const marks = folds.flatMap((fold) => {
    const isSeen = ({ label }: Sample): boolean => label === undefined || foldOf(label) !== fold;
    const [seen, seenBare] = [samples.filter(isSeen), bare.filter(isSeen)];
    const own = trainAllOwn(questions, seen, seenBare);
    const scorers = readyScorers({ ...trainGeneral([...seen, ...seenBare]), error: NO_ERROR_JUDGE });
    return questions.flatMap((question) => {
      const unseen = labels.filter((label) => label.question === question.id && foldOf(label) === fold);
      return markLabels(compileQuestion(question, own[question.id]), unseen, scorers).map((one) => ({ ...one, fold }));
    });
  });
  // Confidence is judged across folds too.
  return marks.map((one) => {
    const rows = marks.filter(({ fold }) => fold !== one.fold).map((other) => other.error);
    const error = readyTrees(trainError(rows));
    return { ...one, mark: { ...one.mark, confidence: 1 - predict(error, one.error.features) } };
  });
}

/** Marks labelled answers to a question, and says how far off each mark is. */
export function markLabels(question: CompiledQuestion, labels: Labelled[], scorers: ReadyScorers): FoldMark[] {
  return labels.map((label) => {
    const text = hideManipulation(label.answer);
    const evidence = gather(question, text);
    const mark = markEvidence(question, text, evidence, scorers);
    const verdict = judge(question, evidence, scorers);
    const features = errorFeatures(evidence, verdict, mark);
    const target = Math.min(1, Math.abs(mark.score - label.score) / MAX_ERROR);
    return { label, mark, verdict, error: { features, target, weight: 1 } };
  });
}

/** @returns a line for `grade report`. */
export function lineOf({ label, mark, verdict }: FoldMark): string {
  const { score, band, points, misconceptions, confidence } = mark;
  const { points: wanted, half, ...rest } = label;
  const expected = { score: label.score, points: wanted, half };
  return JSON.stringify({ ...rest, expected, score, band, points, misconceptions, confidence, verdict });
}
