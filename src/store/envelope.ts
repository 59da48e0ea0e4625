import { z } from 'zod';
import { StoreError } from './errors.ts';
import type { TableDefinition } from './table.ts';

/** How a record stands on disk. It carries its own index entries, so that whoever writes the text can keep the index. */
const envelopeSchema = z.object({
  version: z.int().positive(),
  person: z.string(),
  entries: z.array(z.object({ index: z.string(), scope: z.string(), order: z.string() })),
  value: z.unknown(),
});

export interface Envelope {
  version: number;
  person: string;
  value: unknown;
}

/** Where a record is: what a message about it may name. */
interface Place {
  table: string;
  key: string;
}

function unreadable({ table, key }: Place, reason: string, cause?: unknown): StoreError {
  return new StoreError('record', `Record "${key}" of table "${table}" cannot be read: ${reason}`, { cause });
}

/** Paths and codes only: zod's own messages may quote what a person wrote. */
function reasonOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'value'} (${issue.code})`).join(', ');
}

/** @throws StoreError when `text` is no envelope. */
export function decodeEnvelope(place: Place, text: string): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The SyntaxError is left out on purpose: it quotes the text.
    throw unreadable(place, 'it is not JSON.');
  }
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) throw unreadable(place, reasonOf(parsed.error));
  return parsed.data;
}

/**
 * @returns the record in the shape of today.
 * @throws StoreError when it was written by a newer version, or does not fit the table's schema.
 */
export function openEnvelope<T>(definition: TableDefinition<T>, key: string, envelope: Envelope): T {
  const { name: table, version, migrate, schema } = definition;
  const place = { table, key };
  if (envelope.version > version) {
    throw unreadable(place, `a newer Warmstart wrote it (version ${envelope.version}; this one knows ${version}).`);
  }
  const old = envelope.version < version && migrate !== undefined;
  const parsed = schema.safeParse(old ? migrate(envelope.value, envelope.version) : envelope.value);
  if (!parsed.success) throw unreadable(place, reasonOf(parsed.error));
  return parsed.data;
}

/**
 * Seals a value for the disk, after reading it back once: what could not be read later is never written.
 *
 * @returns the text to store, and the value as every later read will see it.
 * @throws StoreError when the value does not fit the table's schema.
 * @throws RangeError when key, scope or order hold a NUL.
 */
export function sealEnvelope<T>(definition: TableDefinition<T>, key: string, value: T): { text: string; stored: T } {
  const { name, version, personOf, indexes = {} } = definition;
  const entries = Object.entries(indexes).flatMap(([index, entryOf]) => {
    const entry = entryOf(value);
    return entry ? [{ index, scope: entry.scope, order: entry.order }] : [];
  });
  // SQLite's text ends at a NUL: two keys would become one.
  if ([key, ...entries.flatMap(({ scope, order }) => [scope, order])].some((part) => part.includes('\0'))) {
    throw new RangeError(`A key, scope or order of table "${name}" holds a NUL character`);
  }
  const text = JSON.stringify({ version, person: personOf(value), entries, value });
  return { text, stored: openEnvelope(definition, key, decodeEnvelope({ table: name, key }, text)) };
}
