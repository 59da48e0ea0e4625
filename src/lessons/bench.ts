import { grade } from '../core/grading/index.ts';
import type { Mark } from '../core/grading/mark.ts';
import type { Band, Question } from '../core/question.ts';
import type { Place } from './load.ts';
import type { Problem } from './problem.ts';

const BAND_WORDS: Record<Band, string> = { 0: 'wrong', 1: 'partly', 2: 'good', 3: 'strong' };

/**
 * Marks a question's own model answer and examples, as learners' answers would be: the model answer must get 100, and
 * an example its band. What lands elsewhere is a mistake in the points, in the example, or in the grader.
 */
export function benchQuestion(question: Question, { file, line }: Place): Problem[] {
  const problem = (at: number, message: string): Problem => ({ file, line: at, severity: 'error', message });
  const model = grade(question, question.modelAnswer);
  const ofModel =
    model.score === 100
      ? []
      : [problem(line, `the model answer gets ${model.score} of 100: expected 100 (${explain(question, model)})`)];
  const ofExamples = question.examples.flatMap((example) => {
    const mark = grade(question, example.text);
    if (mark.band === example.band) return [];
    const got = `${BAND_WORDS[mark.band]} (${mark.score} of 100)`;
    const why = explain(question, mark);
    return [problem(example.line, `the example gets ${got}: expected ${BAND_WORDS[example.band]} (${why})`)];
  });
  return [...ofModel, ...ofExamples];
}

/** Which points were made, half made and missed, and which falsehoods were heard: what the author can mend. */
function explain({ points }: Question, mark: Mark): string {
  const idsMade = (made: number): string =>
    mark.points
      .filter((point) => point.made === made)
      .map(({ id }) => id)
      .join(', ') || 'none';
  const heard = mark.misconceptions.map(({ text }) => `; heard "${text}"`).join('');
  if (points.length === 0) return `marked roughly, without points${heard}`;
  return `made: ${idsMade(1)}; half: ${idsMade(0.5)}; missed: ${idsMade(0)}${heard}`;
}
