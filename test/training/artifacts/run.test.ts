import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lookAtPictures } from '../../../models/class-activation.ts';
import { openEngine } from '../../../models/engine.ts';
import { seededRandom } from '../../../models/random.ts';
import { softmaxRows } from '../../../models/softmax.ts';
import { newHead } from '../../../models/transfer.ts';
import { loadWeights } from '../../../models/weights/catalogue.ts';
import { UserError } from '../../../src/core/errors.ts';
import { makeDownload } from '../../../src/training/artifacts/download.ts';
import { predictWith } from '../../../src/training/artifacts/predict.ts';
import { readRun } from '../../../src/training/artifacts/run-folder.ts';
import { overBase, trainedPart } from '../../../src/training/artifacts/trained.ts';
import {
  decodeTrained,
  encodeTrained,
  MAX_FILE_BYTES,
  readTrainedFiles,
} from '../../../src/training/artifacts/trained-files.ts';
import { decodePicture } from '../../../src/training/images.ts';
import { drawSample } from '../../../src/training/samples/samples.ts';
import { trainCommand } from '../../../src/training/train-command.ts';

const NEW_PICTURE = 'rainy-08.png';
let root: string;
let runFolder: string;
let pictureFile: string;
let weightsFolder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'run-'));
  [runFolder, pictureFile, weightsFolder] = [join(root, 'run'), join(root, NEW_PICTURE), join(root, 'no-weights')];
  const folder = join(root, 'pictures');
  for (const { className, fileName, png } of await drawSample('sunny-or-rainy')) {
    await mkdir(join(folder, className), { recursive: true });
    if (/-0[1-5]/.test(fileName)) await writeFile(join(folder, className, fileName), png);
    if (fileName === NEW_PICTURE) await writeFile(pictureFile, png);
  }
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const code = await trainCommand([folder, '--save', runFolder], { WEIGHTS_DIR: weightsFolder, ENGINE: 'onnx' });
  expect(code).toBe(0);
}, 120_000);
afterAll(() => rm(root, { recursive: true }));

const predict = () =>
  predictWith({ runFolder, pictureFile, outFile: join(root, 'heat-map.png'), weightsFolder, engine: 'onnx' });

describe('what a run leaves behind', () => {
  it('is read back, with the network that was trained once more on all pictures', async () => {
    const { receipt, pictures } = await readRun(runFolder);
    const mistakes = receipt.stages[2]!.correct < receipt.stages[2]!.tested ? ['mistakes.png'] : [];
    expect(pictures.map(({ file }) => file)).toEqual(['curves.png', 'confusion.png', ...mistakes, 'heat-maps.png']);
    for (const { file, alt } of pictures) {
      expect(await sharp(join(runFolder, file)).metadata()).toMatchObject({ format: 'png', width: 1200 });
      expect(alt.length).toBeGreaterThan(50);
    }
    expect(receipt.split.kind).toBe('cross-validation');
    expect(receipt.network?.of).toBe('all-pictures');
    const [head, body] = receipt.network?.epochs ?? [];
    expect(head).toBeGreaterThan(0);
    expect(body).toBeLessThanOrEqual(Math.max(...receipt.stages[2]!.epochs));
  });

  it('classifies a picture that it has not seen, with a share for each class', async () => {
    const { className, probabilities, alt } = await predict();
    expect(className).toBe('rainy');
    expect(await sharp(join(root, 'heat-map.png')).metadata()).toMatchObject({ format: 'png', width: 1200 });
    expect(alt).toContain('what spoke for rainy');
    expect(probabilities[0]!.className).toBe('rainy');
    expect(probabilities[0]!.probability + probabilities[1]!.probability).toBeCloseTo(1, 6);
  });

  it('is downloaded in files that Discord takes, which give the same predictions', async () => {
    const files = await makeDownload(runFolder);
    const shardNames = ['trained-1-of-2.safetensors', 'trained-2-of-2.safetensors'];
    expect(files.map(({ name }) => name)).toEqual([...shardNames, 'load.py']);
    for (const { bytes } of files) expect(bytes.length).toBeLessThanOrEqual(MAX_FILE_BYTES);

    const trained = decodeTrained(files.slice(0, 2));
    const base = await loadWeights('embedded', weightsFolder);
    const networks = [overBase(base, trained)];
    const { preprocessing } = base;
    const { picture } = await decodePicture(await readFile(pictureFile), preprocessing.resize);
    const spec = { engine: await openEngine('onnx'), base: base.tensors, networks, classes: 2 };
    const [[seen] = []] = await lookAtPictures({ ...spec, boundary: 'layer3', preprocessing, pictures: [picture] });
    const { probabilities } = await predict();
    const shares = new Map(probabilities.map(({ className, probability }) => [className, probability]));
    expect(softmaxRows(seen!.logits, 2)[0]).toEqual([shares.get('rainy'), shares.get('sunny')]);
  });

  it('fits into one message with everything from layer2 on open, too', async () => {
    const weights = await loadWeights('embedded', weightsFolder);
    const network = newHead(weights.tensors, 10, seededRandom(1));
    const classes = Array.from({ length: 10 }, (_, i) => `class ${i}`);
    const trained = trainedPart(network, { classes, strategy: 'gradual', boundary: 'layer1', weights });
    const folder = join(root, 'gradual');
    await mkdir(folder);
    for (const { name, bytes } of encodeTrained(trained, 'gradual')) await writeFile(join(folder, name), bytes);
    const files = await makeDownload(folder);
    expect(files.map(({ name }) => name)).toEqual([
      ...[1, 2, 3].map((part) => `trained-${part}-of-3.safetensors`),
      'load.py',
    ]);
    for (const { bytes } of files) expect(bytes.length).toBeLessThanOrEqual(MAX_FILE_BYTES);
  });

  it('holds only what has trained, in 16 bits', async () => {
    const files = await readTrainedFiles(runFolder);
    const { metadata, tensors } = decodeTrained(files);
    expect(metadata).toMatchObject({
      classes: ['rainy', 'sunny'],
      base: 'embedded',
      boundary: 'layer3',
      input_size: 64,
    });
    expect([...tensors.keys()].filter((name) => !/^(layer4|fc)\./.test(name) || name.includes('running'))).toEqual([]);
    const count = [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
    expect(count).toBe(8_394_754);
    expect(files.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(2 * count + 20_000);
  });

  it('says what is wrong when it is gone, or belongs to other weights', async () => {
    await expect(readRun(join(root, 'gone'))).rejects.toThrow(UserError);
    await expect(makeDownload(join(root, 'gone'))).rejects.toThrow('Train again');
    const base = await loadWeights('embedded', weightsFolder);
    const files = await readTrainedFiles(runFolder);
    expect(() => decodeTrained(files.slice(0, 1))).toThrow('not all the files');
    const trained = decodeTrained(files);
    expect(() => decodeTrained([files[0]!, encodeTrained(trained, 'another')[1]!])).toThrow('not all the files');
    expect(() => overBase({ ...base, sha256: 'other' }, trained)).toThrow('other embedded weights');
  });
});
