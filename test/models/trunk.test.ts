import { expect, it } from 'vitest';
import { createAdam } from '../../models/adam.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { formulaNetwork, formulaPictures } from './fixtures/formula.ts';

const [size, classes, count] = [64, 3, 3];
const tensors = formulaNetwork(classes);
const { x, labels } = formulaPictures(count, size, classes);

it('gives the same features with and without the activations that they come from', async () => {
  const engine = await openOnnxEngine('cpu');
  const alone = await engine.openTrunk({ tensors, size, boundaries: ['features'] });
  const both = await engine.openTrunk({ tensors, size, boundaries: ['layer2', 'layer3', 'features'] });
  try {
    const expected = (await alone.run(x, count)).get('features')!;
    const outputs = await both.run(x, count);
    expect([...outputs.keys()]).toEqual(['layer2', 'layer3', 'features']);
    const scale = Math.max(...expected);
    const differences = outputs.get('features')!.map((value, i) => Math.abs(value - expected[i]!));
    expect(Math.max(...differences)).toBeLessThan(1e-5 * scale);
  } finally {
    await alone.release();
    await both.release();
  }
});

it('starts every training from the original numbers, whatever was trained before', async () => {
  const engine = await openOnnxEngine('cpu');
  const trunk = await engine.openTrunk({ tensors, size, boundaries: ['layer3', 'features'] });
  const activations = (await trunk.run(x, count)).get('layer3')!;
  await trunk.release();
  const losses: number[] = [];
  for (let training = 0; training < 2; training++) {
    const top = await engine.openTop({ tensors, size, boundary: 'layer3', classes });
    const adam = createAdam(top.parameters, () => 1e-3);
    for (let step = 0; step < 2; step++) {
      losses.push((await top.gradients(activations, labels, adam.gradients)).loss);
      adam.step();
    }
    await top.release();
  }
  const [first, second, ...again] = losses as [number, number, ...number[]];
  expect(second).not.toBeCloseTo(first, 3);
  expect(again).toEqual([first, second]);
});
