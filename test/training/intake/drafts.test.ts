import { access, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/table.ts';
import { createDrafts, DRAFT_LIFE_MS, type DraftRef, type Drafts } from '../../../src/training/intake/drafts.ts';
import type { Incoming } from '../../../src/training/intake/incoming.ts';
import { writeManifest } from '../../../src/training/intake/picture-set.ts';
import { manifestSchema } from '../../../src/training/manifest.ts';
import { drawPicture } from '../draw.ts';

let [folder, store, drafts]: [string, Store, Drafts] = ['', undefined as never, undefined as never];
let [nowMs, ids] = [0, 0];
const newId = (): string => {
  ids += 1;
  return String(ids).padStart(10, 'd');
};
const begin = () => createDrafts({ store, folder, now: () => nowMs, newId });
beforeEach(async () => {
  [nowMs, ids] = [Date.UTC(2026, 10, 24), 0];
  [folder, store] = [await mkdtemp(join(tmpdir(), 'drafts-')), await openStore({ path: ':memory:' })];
  drafts = begin();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function* incoming(className: string, files: Record<string, Buffer>): AsyncGenerator<Incoming> {
  for (const [name, bytes] of Object.entries(files)) yield { className, name, read: async () => bytes };
}
const stripes = async (from: number, count: number, isAcross = false) =>
  Object.fromEntries(
    await Promise.all(
      Array.from(
        { length: count },
        async (_, i) => [`${from + i}.png`, await drawPicture(isAcross, from + i)] as const,
      ),
    ),
  );
const openRef = async (person = '1'): Promise<DraftRef> => ({
  person,
  draft: (await drafts.open(person, undefined)).id,
});
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('a draft', () => {
  it('keeps what can be used under names of its own, names the rest, and survives a restart', async () => {
    const ref = await openRef();
    const files = {
      ...(await stripes(0, 2)),
      '../../e\nvil.png': await drawPicture(false, 9),
      'notes.jpg': Buffer.from('text'),
    };
    await drafts.add(ref, incoming(' Along ', files));
    drafts = begin();
    await drafts.add(ref, incoming('ALONG', await stripes(2, 1)));
    const draft = await drafts.find(ref);
    expect(draft.classes.map(({ name, pictures }) => [name, pictures.map((one) => [one.name, one.file])])).toEqual([
      [
        'Along',
        [
          ['0.png', '0-0'],
          ['1.png', '0-1'],
          ['../../e vil.png', '0-2'],
          ['2.png', '0-3'],
        ],
      ],
    ]);
    expect(draft.leftOut).toEqual([{ name: 'notes.jpg', reason: expect.stringContaining('not a picture') }]);
    expect((await readdir(drafts.folderOf(draft))).sort()).toEqual(['0-0', '0-1', '0-2', '0-3']);
    await writeManifest(drafts.folderOf(draft), draft);
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(drafts.folderOf(draft), 'manifest.json'), 'utf8')),
    );
    expect(manifest.classes[0]?.pictures).toHaveLength(4);
  });

  it('is one a person, and takes two uploads at once', async () => {
    const [first, again] = await Promise.all([openRef(), openRef()]);
    expect(again).toEqual(first);
    expect((await openRef('2')).draft).not.toBe(first.draft);
    await Promise.all([
      drafts.add(first, incoming('along', await stripes(0, 3))),
      drafts.add(first, incoming('across', await stripes(0, 3, true))),
    ]);
    const { classes } = await drafts.find(first);
    expect(classes.map(({ pictures }) => pictures.length)).toEqual([3, 3]);
    await expect(drafts.find({ ...first, draft: 'other' })).rejects.toThrow('/train start');
  });

  it('lets pictures be taken out, with their files, and never gives a name twice', async () => {
    const ref = await openRef();
    await drafts.add(ref, incoming('one', await stripes(0, 1)));
    await drafts.add(ref, incoming('two', await stripes(1, 2)));
    const { classes } = await drafts.remove(ref, ['0-0', '1-1', 'no-such']);
    expect(classes.map(({ name }) => name)).toEqual(['two']);
    const after = await drafts.add(ref, incoming('three', await stripes(4, 1)));
    expect(after.classes.flatMap(({ pictures }) => pictures.map(({ file }) => file))).toEqual(['1-2', '1-3']);
    expect((await readdir(drafts.folderOf(after))).sort()).toEqual(['1-2', '1-3']);
  });

  it('holds 200 pictures of 10 classes at most, and says so of the rest', async () => {
    const bytes = await drawPicture(false, 0);
    const many = async function* (): AsyncGenerator<Incoming> {
      for (let i = 0; i < 212; i++) yield { className: `class ${i % 11}`, name: `${i}.png`, read: async () => bytes };
    };
    const { set, folder: own } = await drafts.collect(many());
    expect(set.classes).toHaveLength(10);
    expect(set.classes.reduce((sum, { pictures }) => sum + pictures.length, 0)).toBe(193);
    expect(set.leftOut.map(({ reason }) => reason)).toContain('its class is one more than 10');
    expect(await readdir(own)).toHaveLength(193);
  });

  it('is gone with its pictures once discarded, and 24 hours after the last change', async () => {
    const ref = await openRef();
    const draft = await drafts.add(ref, incoming('one', await stripes(0, 1)));
    nowMs += DRAFT_LIFE_MS - 1;
    await drafts.sweep();
    expect(await drafts.get('1')).toBeDefined();
    nowMs += 1;
    expect(await drafts.get('1')).toBeUndefined();
    await drafts.sweep();
    expect(await isThere(drafts.folderOf(draft))).toBe(false);
    const next = await openRef();
    await drafts.discard(next);
    expect(await drafts.get('1')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no folder behind when what comes breaks off, nor when the bot ended meanwhile', async () => {
    const broken = async function* (): AsyncGenerator<Incoming> {
      yield { className: 'one', name: 'a.png', read: () => drawPicture(false, 0) };
      throw new Error('the zip broke off');
    };
    await expect(drafts.collect(broken())).rejects.toThrow('broke off');
    expect(await readdir(folder)).toEqual([]);
    // A draft's own folder stays, however long nothing was added to it.
    const draft = await drafts.add(await openRef(), incoming('one', await stripes(0, 1)));
    await utimes(drafts.folderOf(draft), new Date(0), new Date(0));
    const { folder: left } = await drafts.collect(incoming('one', await stripes(0, 1)));
    await drafts.sweep();
    expect(await isThere(left)).toBe(true);
    await writeFile(join(left, 'x'), '');
    await utimes(left, new Date(0), new Date(0));
    await drafts.sweep();
    expect(await isThere(left)).toBe(false);
    expect(await isThere(drafts.folderOf(draft))).toBe(true);
  });
});
