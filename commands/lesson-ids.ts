import { z } from 'zod';
import { defineId } from '../src/discord/custom-id.ts';

const id = z.string().min(1);
const place = { lesson: id, section: id, page: z.coerce.number().int().min(0) };

/**
 * The custom ids of `/lesson`; other commands use `why` and `open` to lead here. A place is a section and a page
 * in it, not a page of the whole lesson: so it survives changes elsewhere in the lesson.
 */
export const lessonIds = {
  /** Turns the message to a page. */
  page: defineId('lesson', 'page', place),
  /** Opens a page as a new message of the learner's own: for messages that others see. */
  open: defineId('lesson', 'open', place),
  /** Opens the page that teaches a question as a new message: "Read why". */
  why: defineId('lesson', 'why', { question: id }),
  /** Turns the message to the contents, seen from a page. */
  contents: defineId('lesson', 'contents', place),
  share: defineId('lesson', 'share', place),
  report: defineId('lesson', 'report', place),
  /** The modal; the page by its number in the whole lesson, since a place and a nonce would not fit. */
  reported: defineId('lesson', 'reported', { lesson: id, number: z.coerce.number().int().min(1), nonce: id }),
  /** "Train it yourself" on a hands-on page: `/train` answers it. */
  train: defineId('lesson', 'train', { lesson: id }),
  /** Selects. Their values: a lesson's id, or what {@link writePlace} writes. */
  choose: defineId('lesson', 'choose', {}),
  jump: defineId('lesson', 'jump', {}),
};

export interface Place {
  lesson: string;
  section: string;
  page: number;
}

/** A place as the value of a select's option or of a choice: `nth` keeps the values of one list apart. */
export const writePlace = ({ lesson, section, page }: Place, nth: number): string =>
  [lesson, section, page, nth].join('/');

/** @returns undefined when this is not a place: it was typed, or written by another version. */
export function readPlace(value: string): Place | undefined {
  const [, lesson, section, page] = value.match(/^([^/]+)\/([^/]+)\/(\d{1,4})\/\d+$/) ?? [];
  return lesson && section && page ? { lesson, section, page: Number(page) } : undefined;
}
