import { z } from 'zod';

/** Discord's limit for a custom id. */
const MAX_LENGTH = 100;
const SEPARATOR = ':';

export const snowflake = z.string().regex(/^\d{1,20}$/);

type Shape = Record<string, z.ZodType<string | number>>;
type Args<S extends Shape> = { [K in keyof S]: z.output<S[K]> };

/** A typed custom id: `command:action:arg:arg…`. State lives in the store; the id says only which. */
export interface CustomId<S extends Shape = Shape> {
  command: string;
  action: string;
  /** @throws RangeError when the id would be longer than Discord allows or an argument holds a colon. */
  build(args: Args<S>): string;
  /** @returns undefined when the id does not fit: it was made by another version of the bot. */
  parse(customId: string): Args<S> | undefined;
}

/** The first two parts of any custom id of ours. */
export function addressOf(customId: string): { command: string; action: string } {
  const [command = '', action = ''] = customId.split(SEPARATOR);
  return { command, action };
}

/**
 * Defines a custom id. Arguments are written in the order of `shape`; an argument named `owner` (a user id) makes the
 * router refuse everybody else.
 */
export function defineId<S extends Shape>(command: string, action: string, shape: S): CustomId<S> {
  const keys = Object.keys(shape);
  const schema = z.object(shape);
  return {
    command,
    action,
    build(args) {
      const values = keys.map((key) => String(args[key as keyof S]));
      if (values.some((value) => value.includes(SEPARATOR))) {
        throw new RangeError(`An argument of ${command}:${action} holds a "${SEPARATOR}": ${values.join(' ')}`);
      }
      const id = [command, action, ...values].join(SEPARATOR);
      if (id.length > MAX_LENGTH) throw new RangeError(`Custom id over ${MAX_LENGTH} characters: ${id}`);
      return id;
    },
    parse(customId) {
      const [ofCommand, ofAction, ...values] = customId.split(SEPARATOR);
      if (ofCommand !== command || ofAction !== action || values.length !== keys.length) return undefined;
      const parsed = schema.safeParse(Object.fromEntries(keys.map((key, index) => [key, values[index]])));
      return parsed.success ? (parsed.data as Args<S>) : undefined;
    },
  };
}
