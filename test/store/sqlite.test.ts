import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyv } from 'keyv';
import { describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createSqliteAdapter } from '../../src/store/sqlite/adapter.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { createDoor } from '../../src/store/sqlite/door.ts';
import { listSql, SQL } from '../../src/store/sqlite/sql.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import { describeStoreContract } from './contract.ts';
import { note, notes } from './notes.ts';
import { temporaryFolder } from './temp.ts';

describeStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'warmstart-store-'));
  const path = join(folder, 'warmstart.db');
  return {
    open: () => openStore({ path }),
    async spoil(table, key, text) {
      const db = openDatabase(path);
      // As a flipped bit would: past SQLite's own reading of the person, which refuses what is not JSON.
      db.exec('DROP INDEX IF EXISTS records_by_person');
      const columns = db.select<{ name: string }>('SELECT name FROM pragma_table_xinfo(?)', 'records');
      if (columns.some(({ name }) => name === 'person')) db.exec('ALTER TABLE records DROP COLUMN person');
      db.run('UPDATE records SET envelope = ? WHERE table_name = ? AND key = ?', text, table, key);
      db.close();
    },
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('the SQLite file', () => {
  it('waits for the disk at every commit, and others may read meanwhile', () => {
    const db = openDatabase(join(temporaryFolder(), 'new', 'folder', 'warmstart.db'));
    expect(db.select('PRAGMA journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
    expect(db.select('PRAGMA synchronous')).toMatchObject([{ synchronous: 2 }]);
    db.close();
  });

  it('is found by seeks alone: no statement scans a table or sorts', () => {
    const db = openDatabase(':memory:');
    const statements = [
      ...Object.values(SQL),
      ...[true, false].flatMap((descending) => [true, false].map((paged) => listSql(descending, paged))),
    ];
    for (const sql of statements) {
      const plan = db.select<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${sql}`,
        ...Array<string>(sql.split('?').length - 1).fill('x'),
      );
      const steps = plan.map(({ detail }) => detail);
      expect(
        steps.filter((step) => /^SCAN (?!json_each|pragma_)|TEMP B-TREE/.test(step)),
        sql,
      ).toEqual([]);
    }
    const scan = db.select("EXPLAIN QUERY PLAN SELECT * FROM records WHERE envelope = 'x'");
    expect(scan).toMatchObject([{ detail: expect.stringMatching(/^SCAN records/) }]);
    db.close();
  });

  it('is whole in one file after a close: a plain copy is a backup', async () => {
    const path = join(temporaryFolder(), 'warmstart.db');
    const store = await openStore({ path });
    await store.table(notes).create('a', note('ana', 1));
    await store.close();
    const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    expect(size).toBe(0);
  });

  it('keeps the index as well when a record is written or cleared through Keyv itself', async () => {
    const db = openDatabase(':memory:');
    const adapter = createSqliteAdapter(createDoor(db, ':memory:'), 'notes');
    const keyv = new Keyv<string>({
      store: adapter,
      throwOnErrors: true,
      useKeyPrefix: false,
      serialize: ({ value }) => String(value),
    });
    const entries = [{ index: 'byTime', scope: 'ana', order: '1' }];
    await keyv.set('a', JSON.stringify({ version: 1, person: 'ana', entries, value: {} }));
    expect(await adapter.count('byTime', 'ana')).toBe(1);
    await keyv.clear();
    expect(await adapter.count('byTime', 'ana')).toBe(0);
    expect(await keyv.get('a')).toBeUndefined();
    db.close();
  });

  it('waits once for writes that arrive together, and undoes alone the one that throws', async () => {
    const db = openDatabase(join(temporaryFolder(), 'warmstart.db'));
    const store = createSqliteStore({ db, path: 'warmstart.db' });
    const table = store.table(notes);
    const commits = vi.spyOn(db, 'run');
    const writes = Array.from({ length: 50 }, (_, index) =>
      table.update(`k${index}`, () => {
        if (index === 7) throw new Error('boom');
        return note('ana', index);
      }),
    );
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(commits.mock.calls.filter(([sql]) => sql === 'COMMIT')).toHaveLength(1);
    expect(await table.get('k7')).toBeUndefined();
    expect(await table.count('byTime', 'ana')).toBe(49);
    await store.close();
  });

  it('takes a write that was still waiting when it is closed', async () => {
    const path = join(temporaryFolder(), 'warmstart.db');
    const store = await openStore({ path });
    const written = store.table(notes).create('a', note('ana', 1));
    await store.close();
    expect(await written).toBe(true);
    const again = await openStore({ path });
    expect(await again.table(notes).get('a')).toEqual(note('ana', 1));
    await again.close();
  });
});
