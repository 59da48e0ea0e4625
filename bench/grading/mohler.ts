/**
 * How well marks of questions with a model answer only agree with people's, on the data set of Mohler, Bunescu and
 * Mihalcea (2011), which is not part of this repository: `node bench/run.mjs bench/grading/mohler.ts FILE.tsv`. Its
 * columns: question_id, question, reference, answer, score_a, score_b, score.
 */
import { readFileSync } from 'node:fs';
import { grade } from '../../src/core/grading/index.ts';
import { bandOf } from '../../src/core/grading/mark.ts';
import type { Question } from '../../src/core/question.ts';
import { measureAgreement } from '../../src/grade/agreement.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('Name the file with the answers.');
const questions = new Map<string, Question>();
const pairs = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', text = '', modelAnswer = '', answer = '', , , score = ''] = line.split('\t');
    const question = questions.get(id) ?? makeQuestion(id, text, modelAnswer);
    questions.set(id, question);
    const wanted = 20 * Number(score);
    return { ...grade(question, answer), expected: { score: wanted, band: bandOf(wanted) } };
  });
const { r, mae } = measureAgreement(pairs);
console.log(
  `${pairs.length} answers to ${questions.size} questions: r ${r.toFixed(3)}, mean error ${mae.toFixed(1)} of 100`,
);

function makeQuestion(id: string, text: string, modelAnswer: string): Question {
  return {
    id: `mohler-${id}`,
    lessonId: 'mohler',
    text,
    difficulty: 'medium',
    modelAnswer,
    points: [],
    misconceptions: [],
    examples: [],
    version: '',
  };
}
