/**
 * Trains the grader's judges on marked answers, on wordings written for it and on what the lessons' authors wrote.
 *
 * `npm run grade:train` writes src/core/grading/weights.ts; with `-- --folds` also folds.jsonl, lines for `grade report`
 * that say how judges mark answers that they were trained without, a third of the answers at a time.
 */
import { writeFileSync } from 'node:fs';
import { compileQuestion } from '../../src/core/grading/compile.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { lineOf, markFolds } from './folds.ts';
import { trainAllOwn, trainError, trainGeneral } from './judges.ts';
import { type Labelled, readLabels } from './labels.ts';
import { madeSamples, sampleOf, stripped } from './training.ts';

const FOLDS = 3;
const BARE_WEIGHT = 0.4;
const FILES = [
  'tune',
  'held-out',
  'extra-tune',
  'fresh-tune',
  'fresh-held-out',
  'crowd-tune',
  'denials-tune',
  'off-topic-tune',
].map((name) => `bench/grading/${name}.jsonl`);

const { lessons } = await loadLessons('lessons');
const questions = lessons.flatMap((lesson) => lesson.questions).filter(({ points }) => points.length > 0);
const labels = FILES.flatMap(readLabels);
const samples = questions.flatMap((question) => {
  const compiled = compileQuestion(question);
  const own = labels.filter((label) => label.question === question.id);
  return [...own.map((label) => sampleOf(compiled, label)), ...madeSamples(question, questions)];
});
// A teacher's new question has few wordings: the general judges learn from bare questions too.
const bare = questions.flatMap((question) => {
  const compiled = compileQuestion(stripped(question));
  const own = labels.filter((label) => label.question === question.id);
  return own.map((label) => sampleOf(compiled, label, BARE_WEIGHT));
});
const places = new Map(labels.map((label, index) => [label, index]));
const foldOf = (label: Labelled): number => (places.get(label) ?? 0) % FOLDS;
const marks = markFolds({ questions, samples, bare, foldOf });
if (process.argv.includes('--folds')) writeFileSync('folds.jsonl', marks.map((mark) => `${lineOf(mark)}\n`).join(''));
const scorers = {
  ...trainGeneral([...samples, ...bare]),
  error: trainError(marks.map(({ error }) => error)),
  own: trainAllOwn(questions, samples, bare),
};
const entries = Object.entries(scorers).map(([name, judge]) => `  ${name}: ${JSON.stringify(judge)},`);
const text = `// Written by bench/grading/train-scorer.ts: do not edit.\nimport type { Scorers } from './judge.ts';\n\nexport const SCORERS: Scorers = {\n${entries.join('\n')}\n};\n`;
writeFileSync('src/core/grading/weights.ts', text);
console.log(`weights.ts: ${text.length} characters`);
