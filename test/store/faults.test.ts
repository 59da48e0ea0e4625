import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { createSqliteStore } from '../../src/store/sqlite/store.ts';
import { note, notes } from './notes.ts';
import { temporaryFolder } from './temp.ts';

const newPath = (): string => join(temporaryFolder(), 'warmstart.db');

async function filled(path: string, records = 50): Promise<void> {
  const store = await openStore({ path });
  const table = store.table(notes);
  for (let index = 0; index < records; index++) await table.create(`k${index}`, note('ana', index, 'x'.repeat(3000)));
  await store.close();
}

const openingOf = (path: string): Promise<unknown> =>
  openStore({ path }).then(
    () => 'opened',
    (error: unknown) => error,
  );

describe('a file that cannot be used', () => {
  const damage: Record<string, (path: string) => void> = {
    'garbage bytes': (path) => writeFileSync(path, Buffer.alloc(8192, 'not a database ')),
    'a file cut in half': (path) => truncateSync(path, readFileSync(path).length / 2),
    'a file cut in its first page': (path) => truncateSync(path, 1000),
    'pages overwritten in the middle': (path) => {
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xa5, 3 * 4096, 30 * 4096));
    },
  };

  it.each(Object.keys(damage))('%s: says which, what is wrong and what to do, and leaves it as it is', async (kind) => {
    const path = newPath();
    await filled(path);
    damage[kind]?.(path);
    const before = readFileSync(path);
    const failure = await openingOf(path);
    expect(failure).toMatchObject({ name: 'StoreError', fault: 'damaged' });
    expect((failure as Error).message).toMatch(/warmstart\.db is damaged \(.+\)\. .*move it aside.*backup/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("another program's database", async () => {
    const path = newPath();
    const db = new Database(path);
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    const before = readFileSync(path);
    expect(await openingOf(path)).toMatchObject({
      fault: 'foreign',
      message: expect.stringMatching(/another program/),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a database of a later Warmstart', async () => {
    const path = newPath();
    const db = openDatabase(path);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(await openingOf(path)).toMatchObject({ fault: 'foreign', message: expect.stringMatching(/newest version/) });
  });

  it('a folder, or a path through a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'warmstart.db'));
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'warmstart.db'), join(folder, 'file', 'warmstart.db')]) {
      const failure = await openingOf(path);
      expect(failure).toMatchObject({ fault: 'unwritable' });
      expect((failure as Error).message).toContain(path);
    }
  });

  // Root may write anything: there the mode of a file says nothing.
  it.skipIf(process.getuid?.() === 0)('a file that may only be read', async () => {
    const path = newPath();
    await filled(path);
    chmodSync(path, 0o444);
    expect(await openingOf(path)).toMatchObject({ fault: 'unwritable', message: expect.stringContaining(path) });
  });
});

describe('while it is in use', () => {
  it('a full disk fails the write, whole, and reads go on; with room again so do writes', async () => {
    const path = newPath();
    const db = openDatabase(path);
    const store = createSqliteStore({ db, path });
    const table = store.table(notes);
    await table.create('a', note('ana', 1));
    const [size] = db.select<{ page_count: number }>('PRAGMA page_count');
    db.exec(`PRAGMA max_page_count = ${size?.page_count}`);
    const big = note('ana', 2, 'x'.repeat(100_000));
    for (const write of [table.create('b', big), table.update('a', () => big)]) {
      await expect(write).rejects.toMatchObject({
        fault: 'full',
        message: expect.stringMatching(/Make room on its disk/),
      });
    }
    expect(await table.get('a')).toEqual(note('ana', 1));
    expect(await table.get('b')).toBeUndefined();
    expect(await table.count('byTime', 'ana')).toBe(1);
    db.exec('PRAGMA max_page_count = 1000000');
    expect(await table.create('b', big)).toBe(true);
    await store.close();
  });

  it('a file that is spoilt below it fails reads and writes as damaged', async () => {
    const path = newPath();
    await filled(path);
    const db = openDatabase(path);
    const store = createSqliteStore({ db, path });
    const table = store.table(notes);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, 4096));
    // What SQLite holds in memory from its check at the start is still sound.
    db.exec('PRAGMA shrink_memory');
    await expect(table.get('k7')).rejects.toMatchObject({ fault: 'damaged' });
    await expect(table.create('new', note('ana', 1))).rejects.toMatchObject({ fault: 'damaged' });
    await store.close();
  });

  // The driver ends the process on a TEXT that is no UTF-8, and no check of SQLite's finds one.
  it('a record that is no text any more fails alone', async () => {
    const path = newPath();
    await filled(path);
    const bytes = readFileSync(path);
    const at = bytes.indexOf(JSON.stringify(note('ana', 7, 'x'.repeat(3000))));
    expect(at).toBeGreaterThan(0);
    writeFileSync(path, bytes.fill(0xff, at + 200, at + 210));
    const store = await openStore({ path });
    const table = store.table(notes);
    await expect(table.get('k7')).rejects.toMatchObject({ fault: 'damaged' });
    await expect(table.update('k7', () => note('ana', 7))).rejects.toMatchObject({ fault: 'damaged' });
    expect(await table.get('k8')).toBeDefined();
    await store.close();
  });

  it('a lock that another process never lets go of is named', async () => {
    const path = newPath();
    const db = openDatabase(path);
    const store = createSqliteStore({ db, path });
    const table = store.table(notes);
    const other = openDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    db.exec('PRAGMA busy_timeout = 10');
    await expect(table.create('a', note('ana', 1))).rejects.toMatchObject({ fault: 'busy' });
    expect(await table.get('a')).toBeUndefined();
    other.exec('ROLLBACK');
    expect(await table.create('a', note('ana', 1))).toBe(true);
    other.close();
    await store.close();
  });
});
