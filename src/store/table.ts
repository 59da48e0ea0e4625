import type { ZodType } from 'zod';

/** Where a record stands in an index: `scope` groups (a person, a server), `order` sorts within it (bytewise). */
export interface IndexEntry {
  scope: string;
  order: string;
}

/** What a table holds and in which orders it is listed. */
export interface TableDefinition<T> {
  name: string;
  /** Raise it when the shape changes, and teach `migrate` the old one. */
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

/** A typed, durable map: every read is parsed, every write is on disk before it resolves, faults are thrown. */
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
  count(index: string, scope: string): Promise<number>;
}

export interface Store {
  table<T>(definition: TableDefinition<T>): Table<T>;
  close(): Promise<void>;
}
