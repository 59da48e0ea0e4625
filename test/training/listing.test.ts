import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dataset, readDataset } from '../../src/training/dataset.ts';
import { listClassFolders, listManifest } from '../../src/training/listing.ts';
import type { Manifest } from '../../src/training/manifest.ts';
import { drawPicture } from './draw.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listing-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a listing', () => {
  it('is the same data, whether from class folders or from a manifest with names of our own', async () => {
    const manifest: Manifest = { classes: [] };
    for (const [c, name] of ['along', 'across'].sort().entries()) {
      await mkdir(join(folder, 'folders', name), { recursive: true });
      await mkdir(join(folder, 'job'), { recursive: true });
      const pictures = [];
      for (const i of [0, 1]) {
        const bytes = await drawPicture(name === 'across', i);
        await writeFile(join(folder, 'folders', name, `${i}.png`), bytes);
        await writeFile(join(folder, 'job', `${c}-${i}`), bytes);
        pictures.push({ name: `${i}.png`, file: `${c}-${i}` });
      }
      manifest.classes.push({ name, pictures });
    }
    await writeFile(join(folder, 'job', 'manifest.json'), JSON.stringify(manifest));
    const fromFolders = await readDataset(await listClassFolders(join(folder, 'folders')), 64, () => undefined);
    const fromManifest = await readDataset(await listManifest(join(folder, 'job')), 64, () => undefined);
    expect(fromFolders.classes).toEqual(['across', 'along']);
    const withoutPaths = ({ pictures, ...rest }: Dataset) => ({
      ...rest,
      pictures: pictures.map(({ path: _, ...picture }) => picture),
    });
    expect(withoutPaths(fromManifest)).toEqual(withoutPaths(fromFolders));
  });

  it('reads no file that a manifest could have been made to point at elsewhere', async () => {
    const pictures = [{ name: 'a.png', file: '../0-0' }];
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ classes: [{ name: 'a', pictures }] }));
    await expect(listManifest(folder)).rejects.toThrow();
  });

  it('says of a picture that is gone that it cannot be read', async () => {
    const pictures = [{ name: 'cat.png', file: '0-0' }];
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ classes: [{ name: 'cats', pictures }] }));
    const { skipped } = await readDataset(await listManifest(folder), 64, () => undefined);
    expect(skipped).toEqual([{ file: 'cat.png', reason: 'cannot be read: ENOENT (class cats)' }]);
  });
});
