import type { Question } from '../question.ts';
import { type CompiledQuestion, compileQuestion } from './compile.ts';
import { readyScorers } from './judge.ts';
import type { Mark } from './mark.ts';
import { markAnswer } from './score.ts';
import { SCORERS } from './weights.ts';

const READY = readyScorers(SCORERS);
/** Compiled questions live as long as their questions do. */
const compiled = new WeakMap<Question, CompiledQuestion>();

/**
 * Marks an answer by the question's points and misconceptions: see docs/grading.md. Never throws; the same question
 * object is compiled once.
 */
export function grade(question: Question, answer: string): Mark {
  const known = compiled.get(question) ?? compileQuestion(question, SCORERS.own[question.id]);
  compiled.set(question, known);
  return markAnswer(known, answer, READY);
}
