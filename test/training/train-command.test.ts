import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listClassFolders } from '../../src/training/listing.ts';
import type { Receipt } from '../../src/training/receipt.ts';
import { DEFAULT_SETTINGS, train } from '../../src/training/train.ts';
import { trainCommand } from '../../src/training/train-command.ts';
import { drawPicture } from './draw.ts';

let root: string;
let out: string[];
let errors: string[];

async function makeFolder(name: string, count: number, offset = 0): Promise<string> {
  const folder = join(root, name);
  for (const [className, isAcross] of [
    ['along', false],
    ['across', true],
  ] as const) {
    await mkdir(join(folder, className), { recursive: true });
    for (let i = 0; i < count; i++) {
      await writeFile(join(folder, className, `${i}.png`), await drawPicture(isAcross, i + offset));
    }
  }
  return folder;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'train-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => {
  [out, errors] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
});
afterEach(() => vi.restoreAllMocks());

const run = (...args: string[]) => trainCommand(args, { WEIGHTS_DIR: join(root, 'no-weights'), ENGINE: 'onnx' });
const receiptIn = async (file: string): Promise<Receipt> => JSON.parse(await readFile(file, 'utf8'));

describe('train', () => {
  it('trains, judges every stage on the same pictures, and comes to the same again from its receipt', async () => {
    const folder = await makeFolder('stripes', 6);
    const [json, again] = [join(root, 'receipt.json'), join(root, 'again.json')];
    expect(await run(folder, '--json', json, '--seed', '5')).toBe(0);
    const receipt = await receiptIn(json);
    expect(receipt.stages.map(({ name, trainable, total, tested }) => [name, trainable, total, tested])).toEqual([
      ['before', 0, 11_177_538, 12],
      ['feature-extraction', 1_026, 11_177_538, 12],
      ['fine-tuning', 8_394_754, 11_177_538, 12],
    ]);
    // Told apart without any training of the body, which shows that pictures and labels meet.
    expect(receipt.baselines[0]).toMatchObject({ name: 'nearest-class-mean', correct: 12 });
    expect(receipt.stages[2]!.correct).toBeGreaterThanOrEqual(11);
    expect(receipt.stages[2]!.accuracy).toBe(receipt.stages[2]!.correct / 12);
    expect(receipt.split).toEqual({ kind: 'cross-validation', folds: 5 });
    expect(out.join('\n')).toMatch(/fine-tuning .*8,394,754 of 11,177,538 .*\/12/);
    expect(out.join('\n')).toContain('Weights embedded (64 px), engine onnx');
    expect(receipt.comparisons.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'before → feature-extraction',
      'feature-extraction → fine-tuning',
      'nearest-class-mean → fine-tuning',
    ]);
    expect(out.at(-1)).toMatch(/Fine-tuning got \d+ of 12 right, .*, in a small sample of 12; next, .*\.$/);
    expect(errors).toEqual([]);

    expect(await run(folder, '--receipt', json, '--json', again)).toBe(0);
    const withoutTimes = ({ stages, ...rest }: Receipt) => ({
      ...rest,
      stages: stages.map(({ seconds: _, ...stage }) => stage),
    });
    expect(withoutTimes(await receiptIn(again))).toEqual(withoutTimes(receipt));

    const other = await makeFolder('other', 6, 20);
    const elsewhere = join(root, 'elsewhere.json');
    await writeFile(elsewhere, JSON.stringify({ ...receipt, engine: { ...receipt.engine, provider: 'webgpu' } }));
    expect(await run(folder, '--receipt', elsewhere)).toBe(1);
    expect(errors.pop()).toContain('another engine (onnx on webgpu)');

    expect(await run(other, '--receipt', json)).toBe(1);
    expect(errors.join()).toContain('other pictures than those of this folder');
  }, 180_000);

  it('comes to the same from the receipt of a run on Discord, whatever order and names the pictures have there', async () => {
    const folder = await makeFolder('mine', 6);
    const [json, again] = [join(root, 'discord.json'), join(root, 'discord-again.json')];
    const pictures = await listClassFolders(folder);
    const taken = pictures.pictures.map((one, i) => ({ ...one, file: `IMG_${i}.png` })).reverse();
    const receipt = await train({
      pictures: { ...pictures, pictures: taken.map((one) => ({ ...one, className: one.className.toUpperCase() })) },
      ...{ strategy: 'feature-extraction', weights: 'embedded', weightsFolder: '', engine: 'onnx' },
      settings: { ...DEFAULT_SETTINGS, seed: 7 },
      ...{ onSkipped: () => {}, onNote: () => {}, onProgress: () => {} },
    });
    await writeFile(json, JSON.stringify(receipt));
    expect(await run(folder, '--receipt', json, '--json', again)).toBe(0);
    const { stages, data } = await receiptIn(again);
    expect(data).toEqual(receipt.data);
    expect(data.classes).toEqual(['ALONG', 'ACROSS']);
    expect(stages.map(({ seconds: _, ...stage }) => stage)).toEqual(receipt.stages.map(({ seconds: _, ...s }) => s));
    // A picture in the other class is another data set.
    await rename(join(folder, 'along', '0.png'), join(folder, 'across', 'moved.png'));
    expect(await run(folder, '--receipt', json)).toBe(1);
    expect(errors.join()).toContain('other pictures than those of this folder');
  }, 180_000);

  it('names every file that it leaves out, and goes on', async () => {
    const folder = await makeFolder('odd', 5);
    await writeFile(join(folder, 'along', 'empty.jpg'), '');
    await writeFile(join(folder, 'along', 'drawing.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(folder, 'across', '.DS_Store'), 'x');
    await writeFile(join(folder, 'notes.txt'), 'x');
    await symlink(join(folder, 'nowhere.jpg'), join(folder, 'along', 'link.jpg'));
    execFileSync('mkfifo', [join(folder, 'along', 'pipe.jpg')]);
    await mkdir(join(folder, 'few'));
    await writeFile(join(folder, 'few', 'one.png'), await drawPicture(true, 50));
    await writeFile(join(folder, 'few', '0.png'), await drawPicture(true, 0));
    expect(await run(folder, '--strategy', 'feature-extraction')).toBe(0);
    expect(out.at(-1)).toContain('feature-extraction against before:');
    expect(out.at(-1)).toContain('feature-extraction against nearest-class-mean:');
    expect(errors).toEqual([
      'notes.txt: not in a class folder',
      'drawing.png: an SVG drawing, not a photo; save it as JPEG or PNG (class along)',
      'empty.jpg: the file is empty (class along)',
      'link.jpg: cannot be read: ENOENT (class along)',
      'pipe.jpg: not a file (class along)',
      '0.png: its class few has only 2 usable pictures, 5 are needed',
      'one.png: its class few has only 2 usable pictures, 5 are needed',
    ]);
  });

  it('judges on another folder, and says where a picture is in both or in two classes', async () => {
    const folder = await makeFolder('train', 6);
    const test = await makeFolder('test', 3, 30);
    await writeFile(join(test, 'along', 'copy.png'), await drawPicture(false, 0));
    await writeFile(join(folder, 'across', 'wrong.png'), await drawPicture(false, 1));
    const json = join(root, 'tested.json');
    expect(await run(folder, '--test', test, '--strategy', 'feature-extraction', '--json', json)).toBe(0);
    const receipt = await receiptIn(json);
    expect(receipt.split).toEqual({ kind: 'test-folder', folds: 1 });
    expect(receipt.stages.map(({ tested }) => tested)).toEqual([7, 7]);
    expect(receipt.data.test?.pictures).toHaveLength(7);
    // When to stop is no matter of the test folder's.
    const otherJson = join(root, 'tested-elsewhere.json');
    const elsewhere = await makeFolder('elsewhere', 4, 60);
    expect(await run(folder, '--test', elsewhere, '--strategy', 'feature-extraction', '--json', otherJson)).toBe(0);
    expect((await receiptIn(otherJson)).stages[1]!.epochs).toEqual(receipt.stages[1]!.epochs);
    expect(out.join('\n')).toMatch(/along\/0\.png and along\/copy\.png .*: it is learned from and judged on/);
    expect(out.join('\n')).toMatch(/A labelling mistake\? .*along\/1\.png.* in two classes/);
  });

  it('runs the phases that a receipt names, whatever the strategies are by now', async () => {
    const folder = await makeFolder('phases', 6);
    const [json, short, again] = ['one', 'short', 'two'].map((name) => join(root, `${name}.json`)) as [
      string,
      string,
      string,
    ];
    expect(await run(folder, '--strategy', 'feature-extraction', '--json', json)).toBe(0);
    const receipt = await receiptIn(json);
    const phases = receipt.phases.map((phase) => ({ ...phase, epochs: 2 }));
    await writeFile(short, JSON.stringify({ ...receipt, phases, engine: { ...receipt.engine, device: 'an abacus' } }));
    expect(await run(folder, '--receipt', short, '--json', again)).toBe(0);
    expect((await receiptIn(again)).phases).toEqual(phases);
    expect((await receiptIn(again)).stages[1]!.epochs).toEqual([2, 2, 2, 2, 2]);
    expect(out.join('\n')).toContain('another device (an abacus): the numbers may differ a little');
  });

  it('says before it trains that the receipt could not be written, and leaves none of a run that failed', async () => {
    const folder = await makeFolder('unwritten', 6);
    expect(await run(folder, '--json', join(root, 'absent', 'receipt.json'))).toBe(1);
    expect(errors.at(-1)).toMatch(/^cannot write .*receipt\.json: ENOENT/);
    expect(await run(folder, '--json', root)).toBe(1);
    expect(await run(folder, '--save', join(folder, 'along', '0.png', 'run'))).toBe(1);
    expect(errors.at(-1)).toMatch(/^cannot write into .*: ENOTDIR/);
    expect(out).toEqual([]);
    const json = join(root, 'failed.json');
    expect(await run(join(root, 'nowhere'), '--json', json)).toBe(1);
    await expect(readFile(json)).rejects.toThrow('ENOENT');
  });

  it('says when one class is much larger than another', async () => {
    const folder = await makeFolder('uneven', 5);
    for (let i = 5; i < 15; i++) await writeFile(join(folder, 'along', `${i}.png`), await drawPicture(false, i));
    expect(await run(folder, '--strategy', 'feature-extraction')).toBe(0);
    expect(out.join('\n')).toContain('Uneven classes: along has 15 pictures, across only 5');
  });

  it('says what is missing when too few pictures remain', async () => {
    const folder = await makeFolder('small', 4);
    expect(await run(folder)).toBe(1);
    expect(errors.at(-1)).toBe(
      'Too few pictures: no class has 5 that can be used. Make a folder for each class, at least 2, with at least 5 pictures in each.',
    );
    expect(await run(join(root, 'absent'))).toBe(1);
    expect(errors.at(-1)).toContain('cannot read the folder');
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--strategy', 'magic']],
    [['a', '--seed', '-1']],
    [['a', '--receipt', 'r', '--seed', '2']],
  ])('shows how it is used after %j', async (args) => {
    expect(await run(...args)).toBe(2);
    expect(errors.join()).toContain('Usage');
  });
});
