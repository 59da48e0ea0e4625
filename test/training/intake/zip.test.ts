import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '../../../src/training/intake/read-zip.ts';
import { placeEntries } from '../../../src/training/intake/zip-paths.ts';
import { makeZip, type ZipEntry } from './make-zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What comes of a zip: `class/name` with its bytes, or with the reason it is refused. */
async function unpack(entries: readonly ZipEntry[] | Buffer): Promise<Record<string, string>> {
  const path = join(folder, 'set.zip');
  await writeFile(path, Buffer.isBuffer(entries) ? entries : makeZip(entries));
  const found: Record<string, string> = {};
  for await (const { className, name, read } of readZip(path)) {
    found[className === '' ? name : `${className}/${name}`] = await read().then(
      String,
      (error: Error) => error.message,
    );
  }
  return found;
}

describe('a zip of class folders', () => {
  it('is read from one common folder or none, stored or packed, without what systems leave in it', async () => {
    const files = [
      { name: 'train/ants/a.jpg', data: 'A' },
      { name: 'train/bees/b.jpg', data: 'B'.repeat(300), stored: true },
      { name: 'train/bees/名前 & #%.jpg', data: 'C' },
    ];
    const rubbish = ['__MACOSX/train/ants/._a.jpg', 'train/ants/.DS_Store', 'train/ants/Thumbs.db', 'train/ants/'];
    const expected = { 'ants/a.jpg': 'A', 'bees/b.jpg': 'B'.repeat(300), 'bees/名前 & #%.jpg': 'C' };
    expect(await unpack([...files, ...rubbish.map((name) => ({ name, data: 'x' }))])).toEqual(expected);
    expect(await unpack(files.map(({ name, ...rest }) => ({ ...rest, name: name.slice(6) })))).toEqual(expected);
  });

  it('gives each class its turn', async () => {
    const names = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2'];
    expect(Object.keys(await unpack(names.map((name) => ({ name }))))).toEqual(['a/1', 'b/1', 'a/2', 'b/2', 'a/3']);
  });

  it('refuses by name what leads out of it, what is locked, linked, damaged or in the wrong place', async () => {
    const huge = Buffer.alloc(5 * 2 ** 20);
    expect(
      await unpack([
        { name: 'cats/ok.png', data: 'fine' },
        { name: '../../evil.jpg', data: 'x' },
        { name: '/tmp/abs.jpg', data: 'x' },
        { name: 'C:\\windows\\c.jpg', data: 'x' },
        { name: 'cats/..\\..\\d.jpg', data: 'x' },
        { name: 'cats/link.jpg', data: '/etc/passwd', mode: 0o120777 },
        { name: 'cats/locked.jpg', data: 'x', flags: 1 },
        { name: 'cats/damaged.jpg', data: 'x', crc: 1 },
        { name: 'cats/longer.jpg', data: 'more than it said', declared: 3 },
        { name: 'cats/bomb.bmp', data: huge },
        { name: 'cats/large.bmp', data: 'x', declared: 11 * 2 ** 20 },
        { name: 'cats/more/e.jpg', data: 'x' },
        { name: 'top.jpg', data: 'x' },
      ]),
    ).toEqual({
      'cats/ok.png': 'fine',
      'evil.jpg': 'its path leads out of the zip',
      'abs.jpg': 'its path leads out of the zip',
      'c.jpg': 'its path leads out of the zip',
      'd.jpg': 'its path leads out of the zip',
      'cats/link.jpg': 'a link, not a picture',
      'cats/locked.jpg': 'protected by a password',
      'cats/damaged.jpg': 'damaged in the zip',
      'cats/longer.jpg': 'damaged in the zip',
      'cats/bomb.bmp': 'unpacks to far more than a picture would',
      'cats/large.bmp': 'larger than 10 MiB',
      'e.jpg': 'in a folder inside the class folder cats',
      'top.jpg': 'not in a class folder',
    });
  });

  it('is refused as a whole when it is none, is cut off, holds too many files, or would unpack to too much', async () => {
    await expect(unpack(Buffer.from('no zip at all'))).rejects.toThrow('not a zip file');
    const sound = makeZip([{ name: 'cats/a.jpg', data: 'A' }]);
    await expect(unpack(sound.subarray(0, -30))).rejects.toThrow('not a zip file');
    const broken = Buffer.from(sound);
    broken[sound.indexOf('PK\x01\x02')] = 0;
    await expect(unpack(broken)).rejects.toThrow('damaged');
    const many = Array.from({ length: 2001 }, (_, i) => ({ name: `cats/${i}.jpg` }));
    await expect(unpack(many)).rejects.toThrow('2001 files; at most 2000');
    const bomb = Array.from({ length: 50 }, (_, i) => ({ name: `cats/${i}.jpg`, data: 'x', declared: 9 * 2 ** 20 }));
    await expect(unpack(bomb)).rejects.toThrow('unpack to far more');
  });
});

describe('the place of an entry', () => {
  it('is never outside a class folder, whatever its name', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'cats', 'a.jpg', '\\', 'C:', '__MACOSX', '\0'), fc.string());
    const names = fc.array(
      fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const placed = placeEntries(all);
        expect(placed).toHaveLength(all.length);
        for (const place of placed) {
          if (place.is !== 'picture') continue;
          for (const name of [place.className, place.file]) {
            expect(name.split(/[\\/]/)).not.toContain('..');
            expect(name).not.toMatch(/[/\0]/);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
