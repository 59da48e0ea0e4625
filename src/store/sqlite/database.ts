import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.ts';
import { type Connection, connect, inTransaction } from './connection.ts';
import { databaseFault, translate } from './faults.ts';
import { SQL } from './sql.ts';

/** "WARM": marks the file as ours, so that another program's database is never written to. */
const APPLICATION_ID = 0x5741524d;
/** The version of the tables below; the shape of the records within has versions of its own. */
const LAYOUT_VERSION = 1;
const BUSY_TIMEOUT_MS = 5000;

/**
 * Order and scope are kept next to each other in one b-tree, so that a list is a seek and a walk. The person is read
 * out of the envelope by SQLite itself: no writer can forget it.
 */
const LAYOUT = `
  CREATE TABLE records (
    table_name TEXT NOT NULL,
    key TEXT NOT NULL,
    envelope TEXT NOT NULL,
    person TEXT GENERATED ALWAYS AS (envelope ->> '$.person') VIRTUAL,
    PRIMARY KEY (table_name, key)
  ) STRICT;
  CREATE INDEX records_by_person ON records (person, table_name, key);

  CREATE TABLE index_entries (
    table_name TEXT NOT NULL,
    index_name TEXT NOT NULL,
    scope TEXT NOT NULL,
    sort TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (table_name, index_name, scope, sort, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX index_entries_by_record ON index_entries (table_name, key);

  CREATE TABLE table_shapes (table_name TEXT PRIMARY KEY, shape TEXT NOT NULL) STRICT, WITHOUT ROWID;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${LAYOUT_VERSION};
`;

/**
 * Opens the database file, making it (and its folder) when it is not there. A file that is not sound is left alone.
 *
 * @param path of the file, or `:memory:`
 * @throws StoreError that names the file, what is wrong and how to mend it
 */
export function openDatabase(path: string): Connection {
  const db = open(path);
  try {
    translate(path, () => prepare(db, path));
  } catch (error: unknown) {
    db.close();
    throw error;
  }
  return db;
}

function open(path: string): Connection {
  try {
    // What people answered is theirs: a folder made here is for the bot's own user alone.
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return connect(path);
  } catch (cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      'unwritable',
      `The database ${path} cannot be opened: ${reason}. Check that it names a file, not a folder, and that the user ` +
        'who runs the bot may read and write it and its folder.',
      { cause },
    );
  }
}

function prepare(db: Connection, path: string): void {
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  demandSound(db, path);
  inTransaction(db, () => {
    const application = pragma(db, 'application_id');
    const [tables] = db.select<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema');
    if (application === 0 && tables?.n === 0) db.exec(LAYOUT);
    else if (application !== APPLICATION_ID) {
      throw new StoreError('foreign', `${path} is a database of another program. Choose another path for the bot's.`);
    } else if (pragma(db, 'user_version') !== LAYOUT_VERSION) {
      throw new StoreError('foreign', `${path} was made by another version of Warmstart. Run the newest version.`);
    }
  });
  // Only now: these write to the file, and a foreign one is to stay untouched.
  if (pragma(db, 'journal_mode') !== 'wal') db.exec('PRAGMA journal_mode = wal');
  db.exec('PRAGMA synchronous = full');
}

/**
 * Reads the whole file once, records against indexes (1.4 s for a gigabyte in memory): damage is better met at the start
 * than by a learner, to whom a lost index entry would look like a lost answer.
 */
function demandSound(db: Connection, path: string): void {
  const finding = soundness(db);
  if (finding !== 'ok') throw databaseFault('damaged', path, finding);
}

function soundness(db: Connection): string {
  try {
    const [row] = db.select<{ finding: string }>(SQL.check);
    // Several lines, the first of which names the schema: the last one says what is wrong.
    return row?.finding.split('\n').at(-1) ?? 'no answer';
  } catch (error: unknown) {
    // The statement is right: a plain "SQL error" comes of the file (a record that is no JSON, for one).
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR') return error.message;
    throw error;
  }
}

/** @returns the first value that a PRAGMA answers. */
function pragma(db: Connection, source: string): unknown {
  const [row = {}] = db.select<Record<string, unknown>>(`PRAGMA ${source}`);
  return Object.values(row)[0];
}
