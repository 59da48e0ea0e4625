import type { KeyvStoreAdapter } from 'keyv';
import type { ListOptions } from './table.ts';

/**
 * What a database offers below Keyv: one table's records as text (see envelope.ts), each written together with the
 * index entries it names. SQLite does it here; PostgreSQL or Redis take the same interface, and everything above
 * (parsing, versions, indexes) stays as it is.
 */
export interface RecordAdapter extends KeyvStoreAdapter {
  /**
   * Reads and writes one record with nobody in between, in this process or another.
   * @param fn gets the text now stored and returns the new one, or undefined to leave things as they are
   */
  change(key: string, fn: (current: string | undefined) => string | undefined): Promise<void>;
  list(index: string, scope: string, options: ListOptions): Promise<{ key: string; order: string; text: string }[]>;
  count(index: string, scope: string, before?: string): Promise<number>;
}
