import type { ZodType } from 'zod';

/**
 * Where a record stands in an index: `scope` groups (a person, a server), `order` sorts within it (bytewise, so write
 * dates as ISO 8601). Make `order` unique within its scope where it is paged through: `after` skips equals.
 */
export interface IndexEntry {
  scope: string;
  order: string;
}

/** What a table holds and in which orders it is listed. */
export interface TableDefinition<T> {
  name: string;
  /** Raise it when the shape of a record or what an index holds changes, and teach `migrate` the old shape. */
  version: number;
  schema: ZodType<T>;
  /** The Discord user a record belongs to: what "delete everything of mine" finds. */
  personOf: (value: T) => string;
  /** Computed on every write and kept in the same transaction; `undefined` leaves the record out. */
  indexes?: Record<string, (value: T) => IndexEntry | undefined>;
  migrate?: (value: unknown, version: number) => unknown;
}

export interface ListOptions {
  limit: number;
  /** Newest (largest order) first. */
  descending?: boolean;
  /** Goes on after this entry's order, exclusive. */
  after?: string;
}

/**
 * A typed, durable map: every read is parsed, every write is checked and on disk before it resolves, and every fault is
 * thrown as a {@link StoreError}.
 */
export interface Table<T> {
  get(key: string): Promise<T | undefined>;
  /** @returns false when the key is taken; nothing is written then. */
  create(key: string, value: T): Promise<boolean>;
  /**
   * Atomic read-modify-write across processes. `fn` must be pure: it may run again.
   * @returns what is stored afterwards; a `fn` that returns undefined changes nothing.
   */
  update(key: string, fn: (current: T | undefined) => T | undefined): Promise<T | undefined>;
  delete(key: string): Promise<boolean>;
  list(index: string, scope: string, options: ListOptions): Promise<{ key: string; order: string; value: T }[]>;
  /** @param before counts only what stands before this order, exclusive: the rank of an entry, from 0 */
  count(index: string, scope: string, before?: string): Promise<number>;
}

export interface Store {
  /** Brings the table's records to the definition's version first. @throws StoreError when one cannot be read. */
  table<T>(definition: TableDefinition<T>): Table<T>;
  /** Everything stored of a person, over all tables, as it is on disk. */
  exportPerson(person: string): Promise<{ table: string; key: string; version: number; value: unknown }[]>;
  /** Deletes everything stored of a person, over all tables. @returns how many records that were. */
  forgetPerson(person: string): Promise<number>;
  close(): Promise<void>;
}
