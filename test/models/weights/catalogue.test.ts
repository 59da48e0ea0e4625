import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkResNet18, loadWeights, weightFile } from '../../../models/weights/catalogue.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weights-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('loads the embedded weights where nothing has been pulled', async () => {
  const weights = await loadWeights('auto', folder);
  expect(weights).toMatchObject({
    name: 'embedded',
    classes: 200,
    preprocessing: { size: 64, resize: 64, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  });
  expect(weights.sha256).toMatch(/^131d0008/);
});

it('says how to get weights that are absent', async () => {
  await expect(loadWeights('imagenet', folder)).rejects.toThrow('npm run -s weights -- pull imagenet');
});

it('refuses a file whose sha256 is not the one in the catalogue', async () => {
  await writeFile(weightFile('imagenet', folder), 'something else');
  await expect(loadWeights('auto', folder)).rejects.toThrow('the imagenet weights are damaged');
});

it('names the array that a network lacks', async () => {
  const tensors = new Map((await loadWeights('embedded', folder)).tensors);
  tensors.delete('layer3.1.bn2.running_var');
  expect(() => checkResNet18(tensors)).toThrow('"layer3.1.bn2.running_var" is absent instead of 256');
});
