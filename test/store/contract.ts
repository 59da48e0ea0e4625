import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Store, TableDefinition } from '../../src/store/table.ts';
import { type Note, note, notes } from './notes.ts';

interface StoreUnderTest {
  open(): Promise<Store>;
  /** Puts a text where a record's envelope stands, past every check. */
  spoil(table: string, key: string, text: string): Promise<void>;
  dispose(): Promise<void>;
}

/** What any store has to do, whatever database is below it. `setUp` gives an empty one that can be opened again. */
export function describeStoreContract(name: string, setUp: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the store's contract`, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await setUp();
      store = await under.open();
    });
    afterEach(async () => {
      await store.close();
      await under.dispose();
    });
    const reopen = async (): Promise<void> => {
      await store.close();
      store = await under.open();
    };

    it('answers undefined for what was never written, and what was written for the rest', async () => {
      const table = store.table(notes);
      expect(await table.get('a')).toBeUndefined();
      expect(await table.create('a', note('ana', 1))).toBe(true);
      expect(await table.get('a')).toEqual(note('ana', 1));
      await reopen();
      expect(await store.table(notes).get('a')).toEqual(note('ana', 1));
    });

    it('creates a key once and leaves the first record as it was', async () => {
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      expect(await table.create('a', note('bo', 2))).toBe(false);
      expect(await table.get('a')).toEqual(note('ana', 1));
      expect(await table.count('byTime', 'bo')).toBe(0);
    });

    it('keeps tables apart', async () => {
      await store.table(notes).create('a', note('ana', 1));
      expect(await store.table({ ...notes, name: 'others' }).get('a')).toBeUndefined();
    });

    it('updates: makes, changes, and leaves alone where fn returns undefined', async () => {
      const table = store.table(notes);
      expect(await table.update('a', (current) => current ?? note('ana', 1))).toEqual(note('ana', 1));
      const changed = await table.update('a', (current) => current && { ...current, text: 'new' });
      expect(changed).toEqual(note('ana', 1, 'new'));
      expect(await table.update('a', () => undefined)).toEqual(note('ana', 1, 'new'));
      expect(await table.update('b', () => undefined)).toBeUndefined();
      expect(await table.get('b')).toBeUndefined();
    });

    it('changes nothing when fn throws, and passes its error on', async () => {
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      const boom = new Error('boom');
      const failing = table.update('a', () => {
        throw boom;
      });
      await expect(failing).rejects.toBe(boom);
      expect(await table.get('a')).toEqual(note('ana', 1));
      expect(await table.create('b', note('ana', 2))).toBe(true);
    });

    it('loses no update of many at once', async () => {
      const table = store.table({ ...notes, name: 'counter', indexes: {} });
      const increment = (current: Note | undefined): Note => ({
        ...note('ana', 1),
        text: String(Number(current?.text ?? 0) + 1),
      });
      await Promise.all(Array.from({ length: 50 }, () => table.update('n', increment)));
      expect((await table.get('n'))?.text).toBe('50');
    });

    it('writes nothing that could not be read back', async () => {
      const table = store.table(notes);
      const bad = { ...note('ana', 1), at: 'yesterday, with secret' };
      await expect(table.create('a', bad)).rejects.toThrow(/"a" of table "notes".*at/);
      await expect(table.update('a', () => bad)).rejects.not.toThrow(/secret/);
      expect(await table.get('a')).toBeUndefined();
      expect(await table.count('byText', 'all')).toBe(0);
    });

    it('deletes a record with its index entries, and says whether there was one', async () => {
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      expect(await table.delete('a')).toBe(true);
      expect(await table.delete('a')).toBe(false);
      expect(await table.get('a')).toBeUndefined();
      expect(await table.list('byTime', 'ana', { limit: 10 })).toEqual([]);
    });

    it('lists by order both ways, in pages, within a scope', async () => {
      const table = store.table(notes);
      for (const day of [3, 1, 4, 2]) await table.create(`k${day}`, note('ana', day));
      await table.create('other', note('bo', 1));
      const keys = async (options: { limit: number; descending?: boolean; after?: string }) =>
        (await table.list('byTime', 'ana', options)).map(({ key }) => key);
      expect(await keys({ limit: 9 })).toEqual(['k1', 'k2', 'k3', 'k4']);
      expect(await keys({ limit: 9, descending: true })).toEqual(['k4', 'k3', 'k2', 'k1']);
      expect(await keys({ limit: 2 })).toEqual(['k1', 'k2']);
      expect(await keys({ limit: 2, after: note('ana', 2).at })).toEqual(['k3', 'k4']);
      expect(await keys({ limit: 2, after: note('ana', 3).at, descending: true })).toEqual(['k2', 'k1']);
      expect(await table.list('byTime', 'ana', { limit: 1 })).toEqual([
        { key: 'k1', order: note('ana', 1).at, value: note('ana', 1) },
      ]);
      expect(await table.count('byTime', 'ana')).toBe(4);
      expect(await table.count('byTime', 'nobody')).toBe(0);
      expect(await table.count('byTime', 'ana', note('ana', 3).at)).toBe(2);
      expect(await table.count('byTime', 'ana', note('ana', 1).at)).toBe(0);
    });

    it('moves a record in its index as it changes, and takes it out where there is no entry', async () => {
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      await table.create('b', note('ana', 2));
      await table.update('a', () => note('ana', 3));
      expect((await table.list('byTime', 'ana', { limit: 9 })).map(({ key }) => key)).toEqual(['b', 'a']);
      await table.update('a', (current) => current && { ...current, hidden: true });
      expect((await table.list('byTime', 'ana', { limit: 9 })).map(({ key }) => key)).toEqual(['b']);
      expect(await table.count('byText', 'all')).toBe(2);
    });

    it('refuses an index that the table does not have', async () => {
      await expect(store.table(notes).list('byMood', 'ana', { limit: 1 })).rejects.toThrow(RangeError);
      await expect(store.table(notes).count('byMood', 'ana')).rejects.toThrow(RangeError);
    });

    it('takes any text as key, scope, order and value, and sorts orders by their bytes', async () => {
      const anyText = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0'));
      const inOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(anyText, { maxLength: 8 }), anyText, async (texts, scope) => {
          round += 1;
          const table = store.table({
            ...notes,
            name: `round ${round}`,
            indexes: { byText: ({ text }) => ({ scope, order: text }) },
          });
          for (const text of texts) await table.create(text, note('ana', 1, text));
          const listed = await table.list('byText', scope, { limit: 100 });
          expect(listed.map(({ order }) => order)).toEqual([...texts].sort(inOrder));
          for (const text of texts) expect((await table.get(text))?.text).toBe(text);
        }),
        { numRuns: 30 },
      );
    });

    it('refuses a NUL, which databases take for the end of a text', async () => {
      await expect(store.table(notes).create('a\0b', note('ana', 1))).rejects.toThrow(RangeError);
      await expect(store.table(notes).create('a', note('ana', 1, 'a\0b'))).rejects.toThrow(RangeError);
    });

    it('names table and key of a record that cannot be read, never what it holds', async () => {
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      const spoilt = [
        'my secret',
        '{"secret": 1}',
        JSON.stringify({ version: 1, person: 'ana', entries: [], value: { ...note('ana', 1), at: 'my secret' } }),
        JSON.stringify({ version: 2, person: 'ana', entries: [], value: note('ana', 1, 'my secret') }),
      ];
      for (const text of spoilt) {
        await under.spoil('notes', 'a', text);
        const failure = await table.get('a').catch((error: unknown) => error);
        expect(failure).toMatchObject({ name: 'StoreError', fault: 'record' });
        const { message, cause } = failure as Error;
        expect(message).toMatch(/"a" of table "notes"/);
        expect(`${message} ${cause}`).not.toMatch(/secret/);
        await expect(table.update('a', () => note('ana', 2))).rejects.toThrow(/"a" of table "notes"/);
      }
    });

    describe('when a table changes between two versions of the bot', () => {
      const dated: TableDefinition<{ who: string; on: string }> = {
        name: 'notes',
        version: 2,
        schema: z.object({ who: z.string(), on: z.iso.date() }),
        personOf: ({ who }) => who,
        indexes: { byDay: ({ who, on }) => ({ scope: who, order: on }) },
        migrate: (value, version) => {
          const { person, at } = notes.schema.parse(value);
          return version === 1 ? { who: person, on: at.slice(0, 10) } : value;
        },
      };

      it('brings old records and their index up to date', async () => {
        await store.table(notes).create('a', note('ana', 2));
        await store.table(notes).create('b', note('ana', 1));
        await reopen();
        const table = store.table(dated);
        expect(await table.get('a')).toEqual({ who: 'ana', on: '2026-01-02' });
        expect((await table.list('byDay', 'ana', { limit: 9 })).map(({ key }) => key)).toEqual(['b', 'a']);
      });

      it('fills an index that is new', async () => {
        await store.table({ ...notes, indexes: {} }).create('a', note('ana', 1));
        await reopen();
        expect(await store.table(notes).count('byTime', 'ana')).toBe(1);
      });

      it('leaves everything as it was when a record cannot be brought over', async () => {
        await store.table(notes).create('a', note('ana', 1));
        await store.table(notes).create('b', note('ana', 2));
        await under.spoil('notes', 'b', '{}');
        await reopen();
        expect(() => store.table(dated)).toThrow(/"b" of table "notes"/);
        expect(await store.table(notes).get('a')).toEqual(note('ana', 1));
      });

      it('refuses records of a newer version', async () => {
        await store.table({ ...notes, version: 2 }).create('a', note('ana', 1));
        await reopen();
        expect(() => store.table(notes)).toThrow(/newer Warmstart.*version 2.*knows 1/);
      });
    });

    it("exports and forgets one person's records over all tables, and nobody else's", async () => {
      const others = store.table({ ...notes, name: 'others' });
      const table = store.table(notes);
      await table.create('a', note('ana', 1));
      await others.create('b', note('ana', 2));
      await table.create('c', note('bo', 3));
      expect(await store.exportPerson('ana')).toEqual([
        { table: 'notes', key: 'a', version: 1, value: note('ana', 1) },
        { table: 'others', key: 'b', version: 1, value: note('ana', 2) },
      ]);
      expect(await store.forgetPerson('ana')).toBe(2);
      expect(await store.exportPerson('ana')).toEqual([]);
      expect(await table.count('byTime', 'ana')).toBe(0);
      expect(await others.count('byTime', 'ana')).toBe(0);
      expect(await table.get('c')).toEqual(note('bo', 3));
      expect(await table.count('byTime', 'bo')).toBe(1);
    });

    it('says that it is closed', async () => {
      const table = store.table(notes);
      await store.close();
      await expect(table.get('a')).rejects.toThrow(/closed/);
      await expect(table.create('a', note('ana', 1))).rejects.toThrow(/closed/);
    });
  });
}
