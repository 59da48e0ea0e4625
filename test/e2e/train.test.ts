import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sureness } from '../../src/core/training/wording.ts';
import { predictWith } from '../../src/training/artifacts/predict.ts';
import { drawSample } from '../../src/training/samples/samples.ts';
import { makeZip } from '../training/intake/make-zip.ts';
import { type Started, startAll } from './start.ts';

/** The real process trains here, on small sets that the project draws. */
describe('/train, for real', { timeout: 180_000 }, () => {
  let all: Started;
  beforeEach(async () => {
    all = await startAll({ discord: { timeoutMs: 120_000 } });
  });
  afterEach(async () => {
    await all.close();
    expect(all.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  const ana = () => all.d.user('ana');
  const foldersOf = (kind: string): Promise<string[]> => readdir(join(all.trainingFolder, kind));
  const percents = (text: string): string[] =>
    [...text.matchAll(/^\S+ (\w+) ((?:over |under )?\d+ %)$/gm)].map(([, name, n]) => `${name} ${n}`);

  it('trains a zip, classifies with what it learned, and gives it away in files that Discord takes', async () => {
    const about = ana().slash('about');
    const drawn = await drawSample('stripes-or-checks');
    const few = drawn.filter(({ fileName }) => /-0[1-5]/.test(fileName));
    const entries = few.map(({ className, fileName, png }) => ({
      name: `${className}/${fileName}`,
      data: Buffer.from(png),
    }));
    await ana().slash('train start', { images: { name: 'shirts.zip', data: makeZip(entries) } });
    const status = await ana().waitForMessage(/### Training: Checks or stripes/, { dm: true });
    await status.until(/epoch \d+ of \d+\nloss [\d.]+ · right while learning \d+ %/);
    const result = await ana().waitForMessage(/your run is done/, { dm: true });
    const seen = (await ana().events()).filter(
      (event) => event.type === 'message_update' && event.message.id === status.message.id,
    );
    expect(seen.length).toBeGreaterThan(1);
    expect(result.message.mentions).toHaveLength(1);
    expect(result.text).toMatch(/## Checks or stripes: \d+ of 10 right\n/);
    expect(result.text).toMatch(/\*\*Head only\*\* \d+\/10 = .*\n1,026 train \(0\.009 %\) · /);
    expect(result.text).toMatch(/\*\*layer4 \+ head\*\* \d+\/10 = .*\n8,394,754 train \(75 %\) · /);
    expect(result.text).toContain('-# Weights embedded (64 px), engine onnx on cpu');
    expect((await about).text).toMatch(/with weights \*embedded\* and the engine onnx on cpu: \w/);
    expect(await foldersOf('jobs')).toEqual([]);

    const { png } = drawn.at(-1)!;
    const image = { name: 'shirt.png', data: png };
    const said = await ana().slash('train predict', { image });
    expect(said.text).toMatch(/^## (checks|stripes): (over )?\d+ %\n/);
    expect(said.text).toContain('It only knows checks, stripes');
    const form = await result.click('Classify a picture');
    expect(percents((await form.submit({ 'A picture': image })).text)).toEqual(percents(said.text));
    const odd = await result.click('Classify a picture');
    expect((await odd.submit({ 'A picture': { name: 'a.svg', data: '<svg xmlns="x"/>' } })).text).toMatch(
      /I cannot use `a.svg`: an SVG drawing/,
    );

    // What comes out of Discord gives the same predictions as what the bot has kept.
    const download = await result.click('Download');
    expect(download.media).toHaveLength(3);
    const files = await Promise.all(
      download.media.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
    );
    expect(Math.max(...files.map(({ length }) => length))).toBeLessThan(9.5 * 2 ** 20);
    const runFolder = join(all.trainingFolder, 'downloaded');
    await mkdir(runFolder);
    for (const [i, url] of download.media.entries()) {
      await writeFile(join(runFolder, basename(new URL(url).pathname)), files[i]!);
    }
    expect(await readdir(runFolder)).toEqual(['load.py', 'trained-1-of-2.safetensors', 'trained-2-of-2.safetensors']);
    await writeFile(join(runFolder, 'picture'), png);
    const own = await predictWith({
      runFolder,
      pictureFile: join(runFolder, 'picture'),
      outFile: join(runFolder, 'heat-map.png'),
      weightsFolder: '',
      engine: 'onnx',
    });
    expect(own.probabilities.map(({ className, probability }) => `${className} ${sureness(probability)}`)).toEqual(
      percents(said.text),
    );

    // Nothing of a run comes after it was deleted.
    const late = ana().slash('train predict', { image }, { dm: true });
    await (await result.click('Delete run')).click('Delete it');
    expect((await late).text).toMatch(/cannot find that run|no longer kept|None of your runs/);
    expect(await foldersOf('runs')).toEqual([]);
    const left = (await ana().messages({ dm: true })).filter(
      ({ media, text }) => media.length > 0 || /\d %/.test(text),
    );
    expect(left).toEqual([]);
    expect((await ana().slash('train predict', { image })).text).toContain('None of your runs');
  });

  it('stops the process within two seconds when its run is cancelled', async () => {
    await ana().slash('train start', { sample: 'stripes-or-checks', strategy: 'gradual' });
    const status = await ana().waitForMessage(/epoch \d+ of \d+/, { dm: true });
    const beganMs = performance.now();
    expect((await status.click('Cancel')).text).toContain('You stopped this run');
    expect(performance.now() - beganMs).toBeLessThan(2000);
    expect(await foldersOf('jobs')).toEqual([]);
    expect(await foldersOf('runs')).toEqual([]);
  });
});
