import type { Question } from '../src/core/question.ts';

/** A small, complete question; a test names only what it is about. */
export function makeQuestion(parts: Partial<Question> & { id: string }): Question {
  return {
    lessonId: 'lesson',
    text: `What is ${parts.id}?`,
    difficulty: 'medium',
    modelAnswer: 'Freezing keeps the weights of the body. The new head is trained.',
    points: [
      { id: 'freeze', weight: 60, text: 'Freezing keeps the weights of the body.', also: [], half: [] },
      { id: 'head', weight: 40, text: 'The new head is trained.', also: [], half: [] },
    ],
    misconceptions: [],
    examples: [],
    version: 'v1',
    ...parts,
  };
}
