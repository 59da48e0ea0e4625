import type { Lesson } from './lesson.ts';
import type { Difficulty, Question } from './question.ts';

export interface QuestionFilter {
  lessonId?: string | undefined;
  /** Id of the section that a question points to with "see". */
  sectionId?: string | undefined;
  difficulty?: Difficulty | undefined;
}

/** All lessons, in the course's order, and what is looked up in them. */
export interface Course {
  lessons: Lesson[];
  lesson(id: string): Lesson | undefined;
  question(id: string): Question | undefined;
  questions(filter?: QuestionFilter): Question[];
}

/** @param lessons with ids that are unique, as are the ids of their questions over all lessons. */
export function createCourse(lessons: Lesson[]): Course {
  const sorted = [...lessons].sort((a, b) => a.module.number - b.module.number || a.number - b.number);
  const byId = new Map(sorted.map((lesson) => [lesson.id, lesson]));
  const questions = sorted.flatMap((lesson) => lesson.questions);
  const questionById = new Map(questions.map((question) => [question.id, question]));
  return {
    lessons: sorted,
    lesson: (id) => byId.get(id),
    question: (id) => questionById.get(id),
    questions: ({ lessonId, sectionId, difficulty } = {}) =>
      questions.filter(
        (question) =>
          (lessonId === undefined || question.lessonId === lessonId) &&
          (sectionId === undefined || question.see === sectionId) &&
          (difficulty === undefined || question.difficulty === difficulty),
      ),
  };
}
