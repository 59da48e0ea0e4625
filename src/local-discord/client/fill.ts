import { ComponentType } from 'discord-api-types/v10';
import type { InteractionRequest } from '../control-protocol.ts';
import type { SeenField } from './read.ts';
import type { PickedFile } from './request.ts';
import type { FieldValue } from './screen-type.ts';

type SentFields = Extract<InteractionRequest, { kind: 'modal' }>['fields'];

/** Puts a value into the form in which it is sent; files are added to `files`. */
export function encode(field: SeenField, value: FieldValue, files: PickedFile[]): SentFields[string] {
  if (typeof value === 'boolean') return value;
  const all = [value].flat();
  if (field.type === ComponentType.FileUpload) {
    const from = files.length;
    files.push(...all.filter((one) => typeof one === 'object'));
    return { files: files.slice(from).map((_, i) => from + i) };
  }
  const texts = all.filter((one) => typeof one === 'string');
  if (field.type === ComponentType.TextInput) return texts.join('\n');
  return texts.map((one) => valueNamed(field.options, one));
}

export const valueNamed = (options: { label: string; value: string }[], name: string): string =>
  options.find(({ label, value }) => label === name || value === name)?.value ?? name;

/** The one with exactly this name, else the first whose name holds it. */
export function pick<T>(all: T[], wanted: string | RegExp, namesOf: (one: T) => (string | undefined)[]): T | undefined {
  if (wanted instanceof RegExp) return all.find((one) => namesOf(one).some((name) => name && wanted.test(name)));
  const exact = all.find((one) => namesOf(one).includes(wanted));
  return exact ?? all.find((one) => namesOf(one).some((name) => wanted !== '' && name?.includes(wanted)));
}

export function notThere(
  what: string,
  wanted: string | RegExp,
  { text, names }: { text: string; names: string[] },
): Error {
  return new Error(`There is no ${what} ${wanted}; there are: ${names.join(' | ') || 'none'}. On the screen:\n${text}`);
}
