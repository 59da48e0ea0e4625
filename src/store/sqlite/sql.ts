/**
 * Every statement in one place: a test asks SQLite for the plan of each and refuses a scan. Texts are read as bytes: on
 * a text that damage has left no UTF-8, the driver would end the whole process.
 */
export const SQL = {
  check: 'SELECT CAST(integrity_check AS BLOB) AS finding FROM pragma_integrity_check(1)',
  read: 'SELECT CAST(envelope AS BLOB) AS text FROM records WHERE table_name = ? AND key = ?',
  write: `INSERT INTO records (table_name, key, envelope) VALUES (?, ?, ?)
    ON CONFLICT (table_name, key) DO UPDATE SET envelope = excluded.envelope`,
  writeEntries: `INSERT INTO index_entries (table_name, key, index_name, scope, sort)
    SELECT ?, ?, value ->> '$.index', value ->> '$.scope', value ->> '$.order' FROM json_each(?, '$.entries')`,
  deleteRecord: 'DELETE FROM records WHERE table_name = ? AND key = ?',
  deleteEntries: 'DELETE FROM index_entries WHERE table_name = ? AND key = ?',
  clearRecords: 'DELETE FROM records WHERE table_name = ?',
  clearEntries: 'DELETE FROM index_entries WHERE table_name = ?',
  count: 'SELECT count(*) AS n FROM index_entries WHERE table_name = ? AND index_name = ? AND scope = ?',
  countBefore: `SELECT count(*) AS n FROM index_entries
    WHERE table_name = ? AND index_name = ? AND scope = ? AND sort < ?`,
  readAll: `SELECT CAST(key AS BLOB) AS key, CAST(envelope AS BLOB) AS text FROM records
    WHERE table_name = ?`,
  readShape: 'SELECT CAST(shape AS BLOB) AS shape FROM table_shapes WHERE table_name = ?',
  writeShape: 'INSERT OR REPLACE INTO table_shapes (table_name, shape) VALUES (?, ?)',
  readPerson: `SELECT CAST(table_name AS BLOB) AS "table", CAST(key AS BLOB) AS key,
      CAST(envelope AS BLOB) AS text FROM records
    WHERE person = ? ORDER BY records.table_name, records.key`,
  deletePersonEntries: `DELETE FROM index_entries WHERE (table_name, key) IN
    (SELECT table_name, key FROM records WHERE person = ?)`,
  deletePerson: 'DELETE FROM records WHERE person = ?',
} as const;

/**
 * Lists records in the order of an index: a seek in its b-tree, then a walk. CROSS JOIN holds SQLite to that way round.
 *
 * @param paged with the order of the last entry seen as a fourth parameter
 */
export function listSql(descending: boolean, paged: boolean): string {
  const direction = descending ? 'DESC' : 'ASC';
  const page = paged ? `AND e.sort ${descending ? '<' : '>'} ?` : '';
  return `SELECT CAST(e.key AS BLOB) AS key, CAST(e.sort AS BLOB) AS "order", CAST(r.envelope AS BLOB) AS text
    FROM index_entries AS e CROSS JOIN records AS r ON r.table_name = e.table_name AND r.key = e.key
    WHERE e.table_name = ? AND e.index_name = ? AND e.scope = ? ${page}
    ORDER BY e.sort ${direction}, e.key ${direction} LIMIT ?`;
}
