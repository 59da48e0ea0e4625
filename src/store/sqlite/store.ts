import type { Logger } from 'pino';
import { decodeEnvelope, openEnvelope, sealEnvelope } from '../envelope.ts';
import { createTable } from '../keyv-table.ts';
import type { Store, TableDefinition } from '../table.ts';
import { createSqliteAdapter, writeText } from './adapter.ts';
import { type Connection, inTransaction } from './connection.ts';
import { createDoor } from './door.ts';
import { translate } from './faults.ts';
import { SQL } from './sql.ts';

interface SqliteStoreDeps {
  /** Closed together with the store. */
  db: Connection;
  path: string;
  log?: Logger | undefined;
}

/** Makes a store over an open database (see {@link openDatabase}). */
export function createSqliteStore({ db, path, log }: SqliteStoreDeps): Store {
  const door = createDoor(db, path);
  return {
    table<T>(definition: TableDefinition<T>) {
      const rewritten = translate(path, () => inTransaction(db, () => reshape(db, definition)));
      if (rewritten > 0) log?.info({ table: definition.name, records: rewritten }, 'brought records up to date');
      return createTable(definition, createSqliteAdapter(door, definition.name));
    },

    exportPerson: (person) =>
      door.read(() => {
        const rows = db.select<{ table: string; key: string; text: string }>(SQL.readPerson, person);
        return rows.map(({ table, key, text }) => {
          const { version, value } = decodeEnvelope({ table, key }, text);
          return { table, key, version, value };
        });
      }),

    forgetPerson: (person) =>
      door.write(() => {
        db.run(SQL.deletePersonEntries, person);
        return db.run(SQL.deletePerson, person);
      }),

    close: async () => door.close(),
  };
}

/**
 * Rewrites a table's records when its version or its set of indexes is not that of the last start: otherwise a new
 * index would be empty and a changed one would list old records in the old order.
 *
 * @returns how many records were rewritten
 * @throws StoreError when one of them cannot be read; nothing is changed then
 */
function reshape<T>(db: Connection, definition: TableDefinition<T>): number {
  const { name, version, indexes = {} } = definition;
  const shape = JSON.stringify({ version, indexes: Object.keys(indexes).sort() });
  const [known] = db.select<{ shape: string }>(SQL.readShape, name);
  if (known?.shape === shape) return 0;
  const rows = db.select<{ key: string; text: string }>(SQL.readAll, name);
  for (const { key, text } of rows) {
    const value = openEnvelope(definition, key, decodeEnvelope({ table: name, key }, text));
    writeText(db, name, key, sealEnvelope(definition, key, value).text);
  }
  db.run(SQL.writeShape, name, shape);
  return rows.length;
}
