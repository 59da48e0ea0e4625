import { z } from 'zod';
import { defineId } from '../src/discord/custom-id.ts';

/** The custom ids of `/lesson` that other commands use to lead there. */
export const lessonIds = {
  /** "Read why": opens the page that teaches a question, as a new message of the learner's own. */
  why: defineId('lesson', 'why', { question: z.string().min(1) }),
};
