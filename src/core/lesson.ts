import type { Question } from './question.ts';

/** A block of a section, in the Markdown that Discord renders. Code is kept whole: a page never breaks inside it. */
export type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'text'; markdown: string }
  | { kind: 'code'; language: string; code: string };

export interface Section {
  /** Slug of the title, unique in its lesson. */
  id: string;
  title: string;
  /** A hands-on section offers "Train it yourself". */
  handsOn: boolean;
  blocks: Block[];
}

export interface Lesson {
  /** Unique over all lessons; part of custom ids, so short and stable. */
  id: string;
  module: { number: number; title: string };
  number: number;
  title: string;
  /** As the author puts it: "1–2 hours". */
  time: string;
  difficulty: 'beginner' | 'intermediate' | 'advanced';
  objectives: string[];
  sections: Section[];
  questions: Question[];
}
