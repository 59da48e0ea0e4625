import type { Logger } from 'pino';
import { openDatabase } from './sqlite/database.ts';
import { createSqliteStore } from './sqlite/store.ts';
import type { Store } from './table.ts';

interface OpenStoreOptions {
  /** The database file, made when it is not there; `:memory:` holds nothing after the end of the process. */
  path: string;
  log?: Logger;
}

/**
 * Opens the store, checks that the file is sound and brings its tables to today's layout.
 *
 * @throws StoreError that names the file, what is wrong and how to mend it; the file is left as it was
 */
export async function openStore({ path, log }: OpenStoreOptions): Promise<Store> {
  return createSqliteStore({ db: openDatabase(path), path, log });
}
