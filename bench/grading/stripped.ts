/**
 * How well answers are marked when a question has its points, model answer and misconceptions and nothing else: no
 * `also` or `half` lines, no examples, nothing learned about it: `node bench/run.mjs bench/grading/stripped.ts FILE…`.
 */
import { compileQuestion } from '../../src/core/grading/compile.ts';
import { readyScorers } from '../../src/core/grading/judge.ts';
import { bandOf } from '../../src/core/grading/mark.ts';
import { markAnswer } from '../../src/core/grading/score.ts';
import { SCORERS } from '../../src/core/grading/weights.ts';
import { measureAgreement } from '../../src/grade/agreement.ts';
import { printReport } from '../../src/grade/report.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { readLabels } from './labels.ts';
import { stripped } from './training.ts';

const { lessons } = await loadLessons('lessons');
const scorers = readyScorers(SCORERS);
const questions = new Map(
  lessons.flatMap(({ questions: own }) => own.map((one) => [one.id, compileQuestion(stripped(one))])),
);
const pairs = process.argv
  .slice(2)
  .flatMap(readLabels)
  .map(({ question: id, answer, score, kind }) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`There is no question ${id}`);
    return { ...markAnswer(question, answer, scorers), kind, expected: { score, band: bandOf(score) } };
  });
console.log(printReport(measureAgreement(pairs)));
