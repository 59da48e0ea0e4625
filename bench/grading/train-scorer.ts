/**
 * Trains the grader's judges on the labelled answers and on what the lessons' authors wrote:
 * `npm run grade:train` writes src/core/grading/weights.ts; `-- --folds [FILE…]` instead prints the marks of judges that
 * were trained without the question they judge, as lines for `grade report`, and of further labelled answers.
 */
import { writeFileSync } from 'node:fs';
import { compileQuestion } from '../../src/core/grading/compile.ts';
import { markAnswer } from '../../src/core/grading/score.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { collect, readLabels, trainJudges } from './training.ts';

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
