import { z } from 'zod';
import { grade } from '../core/grading/index.ts';
import type { Question } from '../core/question.ts';

const band = z.literal([0, 1, 2, 3]);
const input = z.looseObject({ question: z.string(), answer: z.string() });
const labels = z.object({
  score: z.number().optional(),
  band: band.optional(),
  points: z.array(z.string()).optional(),
});

/** A line that `grade` printed, or any line with a mark and the mark expected. */
const marked = z.looseObject({
  score: z.number(),
  band,
  confidence: z.number().default(1),
  kind: z.string().optional(),
  expected: z.looseObject({ score: z.number(), band: band.optional() }),
});
export type MarkedLine = z.infer<typeof marked>;

/** What a line came to: something to print, or what is wrong with it. */
export type Outcome = { line: number; value: Record<string, unknown> } | { line: number; problem: string };

/** Grades lines `{question, answer}`; other fields pass through, and labels come back as `expected`. */
export function gradeLines(text: string, questions: ReadonlyMap<string, Question>): Outcome[] {
  return eachLine(text, (value) => gradeOne(value, questions));
}

/** As `gradeLines`, leaving lines that hold a mark and an expected one as they are. */
export function markedLines(text: string, questions: ReadonlyMap<string, Question>): Outcome[] {
  return eachLine(text, (value) => {
    const line = marked.safeParse(value).success ? (value as Record<string, unknown>) : gradeOne(value, questions);
    if (marked.safeParse(line).success) return line;
    throw new Error('no expected score: the line needs a label "score", or "expected" with one');
  });
}

/** @throws ZodError when the line lacks what a report needs. */
export const parseMarked = (value: unknown): MarkedLine => marked.parse(value);

function gradeOne(value: unknown, questions: ReadonlyMap<string, Question>): Record<string, unknown> {
  const { question: id, answer, score, band: wantedBand, points, ...others } = input.parse(value);
  const expected = labels.parse({ score, band: wantedBand, points });
  const question = questions.get(id);
  if (question === undefined) throw new Error(`unknown question "${id}": there is ${[...questions.keys()].join(', ')}`);
  const mark = grade(question, answer);
  return {
    question: id,
    ...others,
    score: mark.score,
    band: mark.band,
    points: mark.points.map(({ id: point, made, span }) => ({ id: point, made, quote: quote(answer, span) })),
    misconceptions: mark.misconceptions.map(({ text, truth, span }) => ({ text, truth, quote: quote(answer, span) })),
    confidence: Math.round(mark.confidence * 1000) / 1000,
    ...(Object.values(expected).some((label) => label !== undefined) ? { expected } : {}),
  };
}

const quote = (answer: string, span: { start: number; end: number } | undefined): string =>
  span === undefined ? '' : answer.slice(span.start, span.end);

function eachLine(text: string, read: (value: unknown) => Record<string, unknown>): Outcome[] {
  return text.split(/\r?\n/).flatMap((content, index): Outcome[] => {
    const line = index + 1;
    if (content.trim() === '') return [];
    try {
      return [{ line, value: read(JSON.parse(content)) }];
    } catch (error: unknown) {
      return [{ line, problem: describe(error) }];
    }
  });
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ');
  if (error instanceof SyntaxError) return `not JSON: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
