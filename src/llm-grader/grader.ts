import type { Logger } from 'pino';
import { hideManipulation } from '../core/grading/manipulation.ts';
import { type Grade, type Mark, SURE_FROM } from '../core/grading/mark.ts';
import { isForeign } from '../core/practice/language.ts';
import type { Question } from '../core/question.ts';
import type { AskModel } from './ask.ts';
import { markFromReply } from './reply.ts';

interface GraderDeps {
  offline: (question: Question, answer: string) => Mark;
  ask: AskModel;
  model: string;
  /** `unsure`: the model is asked only where the offline grader doubts. */
  mode: 'unsure' | 'always';
  log: Logger;
}

/** A grader that asks a language model too. When that fails, the offline mark stands, and the reply says which it was. */
export function createModelGrader({ offline, ask, model, mode, log }: GraderDeps): Grade {
  return async (question, answer) => {
    const mark = offline(question, answer);
    // The offline grader reads English only, and does not know when it reads something else.
    const isUnsure = mark.confidence < SURE_FROM || isForeign(answer);
    const isAsked = answer.trim() !== '' && question.points.length > 0 && (mode === 'always' || isUnsure);
    if (!isAsked) return { mark, model: undefined };
    try {
      // What speaks to the grader is blanked out, so that the model neither reads it nor can quote it for a point.
      const shown = hideManipulation(answer);
      return { mark: markFromReply(question, shown, await ask(question, shown)), model };
    } catch (error: unknown) {
      // The error may quote what the model said, and so the answer: only its kind is logged.
      log.warn(
        { kind: error instanceof Error ? error.name : typeof error, model },
        'the model did not mark; the offline mark stands',
      );
      return { mark, model: undefined };
    }
  };
}
