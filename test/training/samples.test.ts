import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/core/training/duplicates.ts';
import { readDataset } from '../../src/training/dataset.ts';
import { drawSample, listSamples, type SampleName } from '../../src/training/samples/samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(listSamples())('the sample $name', ({ name, title, description, classes, picturesEach }) => {
  it('holds as many pictures of each class as it says, all fit for training, no two of them alike', async () => {
    const drawn = await drawSample(name);
    expect(drawn.map(({ className }) => className)).toEqual(
      classes.flatMap((className) => new Array<string>(picturesEach).fill(className)),
    );
    expect(new Set(drawn.map(({ fileName }) => fileName)).size).toBe(drawn.length);
    const pictures = drawn.map(({ className, fileName: file }) => ({ className, file, path: join(folder, file) }));
    for (const { fileName, png } of drawn) await writeFile(join(folder, fileName), png);
    const dataset = await readDataset({ pictures, skipped: [] }, 64, () => undefined);
    expect(dataset).toMatchObject({ classes, skipped: [], notes: [] });
    expect(findDuplicates(dataset.pictures.map(({ fingerprint }) => fingerprint))).toEqual([]);
  });

  it('can be named on a button and described in a select', () => {
    expect(name satisfies SampleName).toMatch(/^[a-z-]{1,40}$/);
    expect(title.length).toBeLessThanOrEqual(40);
    expect(description.length).toBeLessThanOrEqual(100);
  });
});

it('draws a sample the same every time', async () => {
  expect(await drawSample('cups-or-glasses')).toEqual(await drawSample('cups-or-glasses'));
});
