import type { RecordAdapter } from '../adapter.ts';
import { inTransaction } from './database.ts';
import { translate } from './faults.ts';
import { type Connection, listSql, SQL, select } from './sql.ts';

/** Where an adapter works: every method of it starts by asking for the connection, which throws once it is closed. */
export interface Door {
  path: string;
  connection(): Connection;
}

/** One table of the database, for Keyv and for what Keyv has no words for. */
export function createSqliteAdapter(door: Door, table: string): RecordAdapter {
  const run = async <T>(fn: (db: Connection) => T): Promise<T> => translate(door.path, () => fn(door.connection()));

  const adapter: RecordAdapter = {
    opts: {},
    // Keyv listens for errors of its store; here every one is thrown to the caller.
    on: () => adapter,

    get: <Value>(key: string) => run((db) => readText(db, table, key) as Value | undefined),

    set: (key, text: string) => run((db) => inTransaction(db, () => writeText(db, table, key, text))),

    change: (key, fn) =>
      run((db) =>
        inTransaction(db, () => {
          const text = fn(readText(db, table, key));
          if (text !== undefined) writeText(db, table, key, text);
        }),
      ),

    delete: (key) =>
      run((db) =>
        inTransaction(db, () => {
          db.prepare(SQL.deleteEntries).run(table, key);
          return db.prepare(SQL.deleteRecord).run(table, key).changes > 0;
        }),
      ),

    clear: () =>
      run((db) =>
        inTransaction(db, () => {
          db.prepare(SQL.clearEntries).run(table);
          db.prepare(SQL.clearRecords).run(table);
        }),
      ),

    list: (index, scope, { limit, descending = false, after }) =>
      run((db) => {
        const page = after === undefined ? [] : [after];
        return select<ListRow>(db, listSql(descending, page.length > 0), table, index, scope, ...page, limit);
      }),

    count: (index, scope) => run((db) => select<{ n: number }>(db, SQL.count, table, index, scope)[0]?.n ?? 0),
  };
  return adapter;
}

interface ListRow {
  key: string;
  order: string;
  text: string;
}

function readText(db: Connection, table: string, key: string): string | undefined {
  return select<{ text: string }>(db, SQL.read, table, key)[0]?.text;
}

/** Writes a record and the index entries that its envelope names; to be called within a transaction. */
export function writeText(db: Connection, table: string, key: string, text: string): void {
  db.prepare(SQL.write).run(table, key, text);
  db.prepare(SQL.deleteEntries).run(table, key);
  db.prepare(SQL.writeEntries).run(table, key, text);
}
