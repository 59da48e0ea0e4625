/** Questions as a lesson's author writes them; see docs/lessons.md for the Markdown they come from. */

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** 0 wrong or none (0–15) · 1 partly (20–45) · 2 good (50–75) · 3 strong (80–100). */
export type Band = 0 | 1 | 2 | 3;

/** One thing a good answer states. Saying `text` earns it; so does each of `also`; `half` earns half. */
export interface Point {
  id: string;
  /** Percent of the mark; the weights of a question add up to 100. */
  weight: number;
  text: string;
  also: string[];
  half: string[];
}

/** A falsehood that people state. `core` caps the mark; a number of marks is subtracted. */
export interface Misconception {
  text: string;
  truth: string;
  penalty: 'core' | number;
}

/** An example answer with the band it must get: the author's test bench. */
export interface Example {
  band: Band;
  kind?: string | undefined;
  text: string;
  /** Line of the lesson's file, for messages. */
  line: number;
}

export interface Question {
  id: string;
  lessonId: string;
  text: string;
  difficulty: Difficulty;
  /** Id of the section that teaches it. */
  see?: string | undefined;
  /** A heading in that section, when the author named one. */
  seeHeading?: string | undefined;
  modelAnswer: string;
  /** Empty when the author gave a model answer only: points are then derived from it and the marking is rough. */
  points: Point[];
  misconceptions: Misconception[];
  examples: Example[];
  followUp?: string | undefined;
  /** Hash of everything that marking depends on: an answer remembers which version it was marked by. */
  version: string;
}
