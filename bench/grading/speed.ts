// How fast answers are marked, on one core: node bench/run.mjs bench/grading/speed.ts; figures in docs/grading.md.
import { readFileSync } from 'node:fs';
import { grade } from '../../src/core/grading/index.ts';
import { loadLessons } from '../../src/lessons/load.ts';

const RUNS = 5;

const { lessons } = await loadLessons('lessons');
const questions = new Map(lessons.flatMap((lesson) => lesson.questions.map((question) => [question.id, question])));
const answers = ['tune', 'held-out', 'extra-tune', 'fresh-tune'].flatMap((name) =>
  readFileSync(`bench/grading/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { question: id, answer } = JSON.parse(line) as { question: string; answer: string };
      const question = questions.get(id);
      return question ? [{ question, answer }] : [];
    }),
);
const at = (sorted: number[], share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;

const rates: number[] = [];
const p99s: number[] = [];
for (const { question, answer } of answers) grade(question, answer);
for (let run = 0; run < RUNS; run += 1) {
  const before = process.cpuUsage();
  const timesMs = answers.map(({ question, answer }) => {
    const startMs = performance.now();
    grade(question, answer);
    return performance.now() - startMs;
  });
  const { user, system } = process.cpuUsage(before);
  timesMs.sort((a, b) => a - b);
  rates.push((answers.length * 1e6) / (user + system));
  p99s.push(at(timesMs, 0.99));
}
rates.sort((a, b) => a - b);
p99s.sort((a, b) => a - b);
console.log(
  `${answers.length} answers, median of ${RUNS} runs: ${at(rates, 0.5).toFixed(0)} a second of one core's time, p99 ${at(p99s, 0.5).toFixed(2)} ms`,
);
