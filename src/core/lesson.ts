import type { Question } from './question.ts';

interface Hideable {
  /** An answer: shown only to those who tap it. */
  spoiler?: boolean;
}

/**
 * A block of a section, in the Markdown that Discord renders. Code is kept whole: a page never breaks inside it; a list
 * may break between its items.
 */
export type Block =
  | { kind: 'heading'; text: string }
  | ({ kind: 'text'; markdown: string } & Hideable)
  | ({ kind: 'list'; items: string[] } & Hideable)
  | ({ kind: 'code'; language: string; code: string } & Hideable);

export interface Section {
  /** Slug of the title, unique in its lesson. */
  id: string;
  title: string;
  /** A hands-on section offers "Train it yourself". */
  handsOn: boolean;
  /** In the interview section each question is a heading, and its model answer stands behind spoilers. */
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
