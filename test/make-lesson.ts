import type { Lesson } from '../src/core/lesson.ts';

/** A small, complete lesson; a test names only what it is about. */
export function makeLesson(parts: Partial<Lesson> = {}): Lesson {
  return {
    id: 'lesson',
    module: { number: 1, title: 'Basics' },
    number: 1,
    title: 'Freezing',
    time: '10 minutes',
    difficulty: 'beginner',
    objectives: ['Know what freezing is'],
    sections: [],
    questions: [],
    ...parts,
  };
}
