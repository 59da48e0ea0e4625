import { Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import {
  BAD_URL,
  badLength,
  badScheme,
  notOneOf,
  numberTooBig,
  numberTooSmall,
  REQUIRED,
  tooLong,
  wrongKind,
  wrongType,
} from './field-errors.ts';
import type { FieldError, FieldPath, FieldProblem } from './form-error.ts';

/*
 * zod schemas whose issues carry Discord's own words, and their translation. Discord ignores fields that it does not
 * know and takes null for any optional one; so do these. Lengths are counted in UTF-16 units, as discord.js counts
 * them: where Discord counts code points this is the stricter of the two.
 */

/** Whether the form fits and, if so, what it holds. */
export type Checked<T> = { form: T; problems: [] } | { form?: never; problems: FieldProblem[] };

export function checkShape<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { form: parsed.data, problems: [] };
  return { problems: parsed.error.issues.map(toProblem) };
}

export const optional = <T extends z.ZodType>(schema: T) => schema.nullish();

/** A string of `min` to `max` characters. */
export const text = (min: number, max: number) =>
  z.string().refine((value) => value.length >= min && value.length <= max, { params: badLength(min, max) });

export const textUpTo = (max: number) => z.string().refine((value) => value.length <= max, { params: tooLong(max) });

/** A string that must hold something other than white space. */
export const filledText = (max: number) => textUpTo(max).refine((value) => value.trim() !== '', { params: REQUIRED });

export const listOf = <T extends z.ZodType>(item: T, min: number, max: number) =>
  z.array(item).refine((list) => list.length >= min && list.length <= max, { params: badLength(min, max) });

export const listUpTo = <T extends z.ZodType>(item: T, max: number) =>
  z.array(item).refine((list) => list.length <= max, { params: tooLong(max) });

export const integer = (min: number, max: number) => z.int().min(min).max(max);

export const choiceOf = <T extends number | string>(choices: readonly T[]) =>
  z.custom<T>((value) => choices.includes(value as T), { params: notOneOf(choices) });

/** An absolute URL of one of the schemes given. */
export const url = (schemes: readonly string[], max = 2048) =>
  textUpTo(max).superRefine((value, context) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : undefined;
    if (scheme === undefined) say(context, BAD_URL);
    else if (!schemes.includes(scheme)) say(context, badScheme(scheme, schemes));
  });

/** An id: digits in a string, as discord.js sends them; Discord takes a whole number as well. */
export const snowflake = z
  .union([z.string(), z.int()])
  .transform(String)
  .superRefine((value, context) => {
    if (/^\d{1,20}$/.test(value)) return;
    say(context, { code: 'NUMBER_TYPE_COERCE', message: `Value "${value}" is not snowflake.` });
  });

/** A text in people's languages, by locale. */
export const localizations = <T extends z.ZodType>(schema: T) => optional(z.partialRecord(z.enum(Locale), schema));

/** Adds Discord's words about a field of the object being refined. */
export function say(context: z.RefinementCtx, error: FieldError, path: FieldPath = []): void {
  context.addIssue({ code: 'custom', params: error, path: [...path] });
}

function toProblem(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    // Discord blames the member, not its `type`; a member that is no object at all is another error.
    return {
      path: issue.path.slice(0, -1),
      error: wrongKind(issue.discriminator, 'options' in issue ? (issue.options ?? []) : []),
    };
  }
  return { path: issue.path, error: toError(issue) };
}

function toError(issue: z.core.$ZodIssue): FieldError {
  switch (issue.code) {
    case 'custom':
      return issue.params as FieldError;
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'too_big':
      return numberTooBig(Number(issue.maximum));
    case 'too_small':
      return numberTooSmall(Number(issue.minimum));
    case 'invalid_value':
      return issue.input === undefined ? REQUIRED : notOneOf(issue.values);
    case 'invalid_union':
      return wrongType('string', issue.input);
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
