import { type Connection, inTransaction } from './connection.ts';
import { translate } from './faults.ts';

/** The way to an open database: faults come out as a StoreError, and nothing passes once it is closed. */
export interface Door {
  read<T>(fn: (db: Connection) => T): Promise<T>;
  /** Runs `fn` in a transaction, which is on disk when this resolves. */
  write<T>(fn: (db: Connection) => T): Promise<T>;
  /** Does the writes still waiting, then closes the database. */
  close(): void;
}

interface Waiting {
  fn: (db: Connection) => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes that arrive in the same turn of the event loop share one transaction, and so one wait for the disk: fifty
 * people who answer at once would else queue for fifty. One that throws is undone alone.
 */
export function createDoor(db: Connection, path: string): Door {
  let open = true;
  let waiting: Waiting[] = [];

  // The driver would go on serving prepared statements after close().
  const demandOpen = (): void => {
    if (!open) throw new Error(`The database ${path} is closed`);
  };
  const flush = (): void => {
    const writes = waiting;
    waiting = [];
    if (writes.length === 0) return;
    try {
      const outcomes = translate(path, () => inTransaction(db, () => writes.map((write) => attempt(db, path, write))));
      for (const tell of outcomes) tell();
    } catch (error: unknown) {
      for (const { reject } of writes) reject(error);
    }
  };

  return {
    async read(fn) {
      demandOpen();
      return translate(path, () => fn(db));
    },
    async write<T>(fn: (db: Connection) => T) {
      demandOpen();
      if (waiting.length === 0) setImmediate(flush);
      return new Promise<T>((resolve, reject) => {
        waiting.push({ fn, resolve: resolve as (value: unknown) => void, reject });
      });
    },
    close() {
      if (!open) return;
      flush();
      open = false;
      // Leaves one plain file behind; where another process still reads, SQLite does what it can.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** Runs one of several writes. @returns what tells its caller, to be called once all of them are on disk. */
function attempt(db: Connection, path: string, { fn, resolve, reject }: Waiting): () => void {
  db.run('SAVEPOINT write');
  try {
    const value = translate(path, () => fn(db));
    db.run('RELEASE write');
    return () => resolve(value);
  } catch (error: unknown) {
    // On a full disk SQLite gives up the whole transaction: then nobody's write has happened.
    if (!db.inTransaction) throw error;
    db.exec('ROLLBACK TO write; RELEASE write');
    return () => reject(error);
  }
}
