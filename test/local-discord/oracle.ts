import * as spec from 'discord-api-spec/zod';
import { expect } from 'vitest';
import { z } from 'zod';
import { OPERATIONS, type Operation } from './discord-operations.ts';

const SCHEMAS: Record<string, z.core.$ZodType | undefined> = spec;

/** A request of the bot with its answer, as the local Discord records them. */
export interface Exchange {
  method: string;
  /** After `/api/v10`, decoded, without the query. */
  path: string;
  body: unknown;
  /** 0 when the connection was cut. */
  status: number;
  answer: unknown;
}

/**
 * Where the document and Discord itself disagree, by what `findMismatches` says. Each with its reason: without one the
 * local Discord is wrong, not the document.
 */
const KNOWN_DISAGREEMENTS: { says: RegExp; because: string }[] = [
  {
    says: /answer 4\d\d errors\..*_errors\.\d+\.code: .* expected number, received string/,
    because: 'the code of a field error is a word in every answer of Discord and in its documentation (reference.mdx)',
  },
  {
    says: / body .*default_member_permissions: .* expected number, received string/,
    because: 'a bit set in a string, by the documentation (application-commands.mdx); discord.js sends it so',
  },
];

/** Fails with every way in which the recorded traffic does not fit Discord's own OpenAPI document. */
export function expectRecordedToFit(recorded: readonly Exchange[]): void {
  const mismatches = recorded
    .flatMap(findMismatches)
    .filter((mismatch) => !KNOWN_DISAGREEMENTS.some(({ says }) => says.test(mismatch)));
  const different = [...new Set(mismatches)];
  expect(different, different.join('\n')).toEqual([]);
}

/**
 * How one exchange does not fit, as `POST /channels/{channel_id}/messages answer 200 author.flags: …`. A body that was
 * refused need not fit: being refused is what it was sent for. Faults (5xx, a cut connection) fit nowhere.
 */
export function findMismatches({ method, path, body, status, answer }: Exchange): string[] {
  const name = findOperation(method, path);
  const operation = name === undefined ? undefined : OPERATIONS[name];
  if (name === undefined || operation === undefined) {
    return status === 404 ? [] : [`${method} ${path}: not in discord-operations.ts, but ${status} was answered`];
  }
  if (status === 0 || status >= 500) return [];
  if (status >= 400) return misfits(`${name} answer ${status}`, errorSchema(status), answer);
  return [...checkBody(name, operation, body), ...checkAnswer(name, operation, status, answer)];
}

function checkBody(name: string, operation: Operation, body: unknown): string[] {
  if (operation.body === undefined) return [];
  return misfits(`${name} body`, operation.body, body ?? {});
}

function checkAnswer(name: string, { answers }: Operation, status: number, answer: unknown): string[] {
  const schema = answers[status];
  if (schema === undefined) return [`${name}: answered ${status}, not one of ${Object.keys(answers).join(', ')}`];
  if (schema !== null) return misfits(`${name} answer ${status}`, schema, answer);
  return answer === undefined ? [] : [`${name} answer ${status}: should be empty`];
}

const errorSchema = (status: number): string => (status === 429 ? 'RatelimitedResponse' : 'ErrorResponse');

/** The operation that a path belongs to: of `@original` and `{message_id}` the former. */
export function findOperation(method: string, path: string): string | undefined {
  const parts = `${method} ${path}`.split('/');
  const fits = (name: string): boolean => {
    const wanted = name.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i]);
  };
  const parameters = (name: string): number => name.split('{').length;
  return Object.keys(OPERATIONS)
    .filter(fits)
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

function misfits(where: string, schema: string, value: unknown): string[] {
  const parsed = z.safeParse(schemaOf(schema), value);
  return parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => explain(issue, [])).map((line) => `${where} ${line}`);
}

/** @throws Error when the document has no such schema. */
export function schemaOf(expression: string): z.core.$ZodType {
  const list = /^\(?(.*?)\)?\[\]$/.exec(expression)?.[1];
  if (list !== undefined) return z.array(schemaOf(list));
  const names = expression.split(' | ');
  if (names.length > 1) return z.union(names.map(schemaOf));
  const schema = SCHEMAS[`${expression}Schema`];
  if (schema === undefined) throw new Error(`discord-api-spec has no schema ${expression}`);
  return schema;
}

/** A line for each field at fault; of a union only the member that comes nearest. */
function explain(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  const members = issue.code === 'invalid_union' ? issue.errors.filter((errors) => errors.length > 0) : [];
  const [nearest] = members.sort((a, b) => nearness(b) - nearness(a) || a.length - b.length);
  return nearest?.flatMap((each) => explain(each, path)) ?? [`${path.join('.')}: ${issue.message}`];
}

/** How far into the value a member came before it failed; not at all if already the `type` is another's. */
function nearness(issues: readonly z.core.$ZodIssue[]): number {
  const isOfAnotherType = issues.some(
    ({ code, path }) => code !== 'invalid_union' && path.length === 1 && path[0] === 'type',
  );
  return isOfAnotherType ? 0 : Math.max(...issues.map(({ path }) => path.length));
}
