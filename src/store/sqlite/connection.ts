import Database from 'libsql';

type Parameter = string | number;

/** An open database file. The only place that knows the driver. */
export interface Connection {
  readonly inTransaction: boolean;
  /** Runs any number of statements. */
  exec(sql: string): void;
  /** Runs one statement, which is prepared once. @returns how many rows it changed. */
  run(sql: string, ...parameters: Parameter[]): number;
  /** @returns the rows of a query, its bytes read as text. @throws TypeError when they are no UTF-8. */
  select<Row>(sql: string, ...parameters: Parameter[]): Row[];
  close(): void;
}

export function connect(path: string): Connection {
  const db = new Database(path);
  const statements = new Map<string, Database.Statement>();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  // The driver hands out a BLOB as an ArrayBuffer.
  const read = (cell: unknown): unknown => (cell instanceof ArrayBuffer ? decoder.decode(cell) : cell);

  return {
    get inTransaction() {
      return db.inTransaction;
    },
    exec: (sql) => void db.exec(sql),
    run: (sql, ...parameters) => prepared(sql).run(...parameters).changes,
    select: <Row>(sql: string, ...parameters: Parameter[]) => {
      const rows = prepared(sql).all(...parameters) as Record<string, unknown>[];
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, read(cell)])),
      ) as Row[];
    },
    close() {
      statements.clear();
      db.close();
    },
  };
}

/**
 * Runs `fn` in a write transaction: all of it happens, or nothing. The driver's own `transaction()` is of no use here:
 * where SQLite has rolled back by itself (full disk), its ROLLBACK fails and hides the fault.
 */
export function inTransaction<T>(db: Connection, fn: () => T): T {
  db.run('BEGIN IMMEDIATE');
  try {
    const result = fn();
    db.run('COMMIT');
    return result;
  } catch (error: unknown) {
    if (db.inTransaction) db.run('ROLLBACK');
    throw error;
  }
}
