import { z } from 'zod';
import { defineId } from '../src/discord/custom-id.ts';

const id = z.string().min(1);

/** The custom ids of `/lesson` that other commands use to lead there. */
export const lessonIds = {
  /** Opens a section as a new message of the learner's own: "Read why". */
  read: defineId('lesson', 'read', { lesson: id, section: id }),
};
