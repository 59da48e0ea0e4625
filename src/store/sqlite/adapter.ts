import type { RecordAdapter } from '../adapter.ts';
import type { Connection } from './connection.ts';
import type { Door } from './door.ts';
import { listSql, SQL } from './sql.ts';

/** One table of the database, for Keyv and for what Keyv has no words for. */
export function createSqliteAdapter({ read, write }: Door, table: string): RecordAdapter {
  const adapter: RecordAdapter = {
    opts: {},
    // Keyv listens for errors of its store; here every one is thrown to the caller.
    on: () => adapter,

    get: <Value>(key: string) => read((db) => readText(db, table, key) as Value | undefined),

    set: (key, text: string) => write((db) => writeText(db, table, key, text)),

    change: (key, fn) =>
      write((db) => {
        const text = fn(readText(db, table, key));
        if (text !== undefined) writeText(db, table, key, text);
      }),

    delete: (key) =>
      write((db) => {
        db.run(SQL.deleteEntries, table, key);
        return db.run(SQL.deleteRecord, table, key) > 0;
      }),

    clear: () =>
      write((db) => {
        db.run(SQL.clearEntries, table);
        db.run(SQL.clearRecords, table);
      }),

    list: (index, scope, { limit, descending = false, after }) =>
      read((db) => {
        const page = after === undefined ? [] : [after];
        return db.select<ListRow>(listSql(descending, page.length > 0), table, index, scope, ...page, limit);
      }),

    count: (index, scope, before) =>
      read((db) => {
        const [row] =
          before === undefined
            ? db.select<{ n: number }>(SQL.count, table, index, scope)
            : db.select<{ n: number }>(SQL.countBefore, table, index, scope, before);
        return row?.n ?? 0;
      }),
  };
  return adapter;
}

interface ListRow {
  key: string;
  order: string;
  text: string;
}

function readText(db: Connection, table: string, key: string): string | undefined {
  return db.select<{ text: string }>(SQL.read, table, key)[0]?.text;
}

/** Writes a record and the index entries that its envelope names; to be called within a transaction. */
export function writeText(db: Connection, table: string, key: string, text: string): void {
  db.run(SQL.write, table, key, text);
  db.run(SQL.deleteEntries, table, key);
  db.run(SQL.writeEntries, table, key, text);
}
