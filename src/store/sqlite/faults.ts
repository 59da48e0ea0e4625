import { StoreError, type StoreFault } from '../errors.ts';

/** What Node's TextDecoder says of bytes that are no text: damage that SQLite itself does not look for. */
const NO_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA';

type DatabaseFault = Exclude<StoreFault, 'foreign' | 'record'>;

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const FAULTS: Record<number, DatabaseFault> = {
  3: 'unwritable', // PERM
  5: 'busy',
  6: 'busy', // LOCKED
  8: 'unwritable', // READONLY
  10: 'failed', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full',
  14: 'unwritable', // CANTOPEN
  23: 'unwritable', // AUTH
  26: 'damaged', // NOTADB
};

/** What to say about each fault, given the file and SQLite's own words. */
const MESSAGES: Record<DatabaseFault, (path: string, reason: string) => string> = {
  full: (path, reason) =>
    `The database ${path} could not be written (${reason}). Make room on its disk; what was stored before is safe.`,
  unwritable: (path, reason) =>
    `The database ${path} cannot be opened for writing (${reason}). Check that the user who runs the bot may read and ` +
    'write it and its folder, and that the disk is not mounted read-only.',
  failed: (path, reason) =>
    `The disk failed while the database ${path} was used (${reason}). Check the disk and the room on it; what was ` +
    'stored before is safe unless the disk lost it.',
  busy: (path, reason) =>
    `The database ${path} is held by another process (${reason}). Stop whatever else has it open, then try again.`,
  damaged: (path, reason) =>
    `The database ${path} is damaged (${reason}). It was left as it is. Stop the bot, move it aside together with ` +
    `${path}-wal and ${path}-shm, and put a backup in its place; with none, the bot starts afresh. What can be ` +
    `rescued: sqlite3 ${path} .recover`,
};

export function databaseFault(fault: DatabaseFault, path: string, reason: string, cause?: unknown): StoreError {
  return new StoreError(fault, MESSAGES[fault](path, reason), { cause });
}

/** Runs `fn`; a fault of the database comes out as a {@link StoreError}, anything else as it is. */
export function translate<T>(path: string, fn: () => T): T {
  try {
    return fn();
  } catch (error: unknown) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    throw databaseFault(fault, path, (error as Error).message, error);
  }
}

function faultOf(error: unknown): DatabaseFault | undefined {
  if (error instanceof TypeError && 'code' in error && error.code === NO_UTF8) return 'damaged';
  if (!(error instanceof Error) || !('rawCode' in error) || typeof error.rawCode !== 'number') return undefined;
  // The low byte is the primary code, the rest says more about it.
  return FAULTS[error.rawCode & 0xff];
}
