import { expect, it } from 'vitest';
import { readWordings } from '../../../bench/grading/labels.ts';
import { loadLessons } from '../../../src/lessons/load.ts';

const { lessons } = await loadLessons('lessons');
const questions = lessons.flatMap((lesson) => lesson.questions);

it.each(questions.map((question) => [question.id, question] as const))(
  '%s: the wordings that the judges learn from name its points',
  (_, question) => {
    const wordings = readWordings(question);
    for (const { id } of question.points)
      expect(wordings.filter(({ points }) => points.includes(id)).length, id).toBeGreaterThan(4);
    const kinds = new Set(wordings.map(({ kind }) => kind));
    for (const kind of ['right', 'misconception', 'negated', 'stuffed', 'empty-handed']) expect(kinds).toContain(kind);
  },
);
