import { Keyv } from 'keyv';
import type { RecordAdapter } from './adapter.ts';
import { decodeEnvelope, openEnvelope, sealEnvelope } from './envelope.ts';
import type { Table, TableDefinition } from './table.ts';

/** Makes a typed table out of a database's records: parsed on the way out, checked on the way in. */
export function createTable<T>(definition: TableDefinition<T>, adapter: RecordAdapter): Table<T> {
  const { name, indexes = {} } = definition;
  const keyv = new Keyv<string>({
    store: adapter,
    // Plain Keyv answers a failing disk with `undefined`, which would read as a new learner.
    throwOnErrors: true,
    emitErrors: false,
    useKeyPrefix: false,
    // Texts pass through as they are: the envelope is our own format.
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  const open = (key: string, text: string): T =>
    openEnvelope(definition, key, decodeEnvelope({ table: name, key }, text));
  const demandIndex = (index: string): void => {
    if (!Object.hasOwn(indexes, index)) throw new RangeError(`Table "${name}" has no index "${index}"`);
  };

  return {
    async get(key) {
      const text = await keyv.get(key);
      return text === undefined ? undefined : open(key, text);
    },

    async create(key, value) {
      const { text } = sealEnvelope(definition, key, value);
      let created = false;
      await adapter.change(key, (current) => {
        created = current === undefined;
        return created ? text : undefined;
      });
      return created;
    },

    async update(key, fn) {
      let result: T | undefined;
      await adapter.change(key, (text) => {
        result = text === undefined ? undefined : open(key, text);
        const next = fn(result);
        if (next === undefined) return undefined;
        const sealed = sealEnvelope(definition, key, next);
        result = sealed.stored;
        return sealed.text;
      });
      return result;
    },

    delete: (key) => keyv.delete(key),

    async list(index, scope, options) {
      demandIndex(index);
      const rows = await adapter.list(index, scope, options);
      return rows.map(({ key, order, text }) => ({ key, order, value: open(key, text) }));
    },

    async count(index, scope, before) {
      demandIndex(index);
      return adapter.count(index, scope, before);
    },
  };
}
