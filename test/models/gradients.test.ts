import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { BOUNDARIES, OPEN_STAGES } from '../../models/engine-interface.ts';
import { toTorchLayout } from '../../models/layout.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { parametersOf } from '../../models/resnet18.ts';
import { formulaNetwork, formulaPictures, uniform } from './fixtures/formula.ts';

interface Described {
  norm: number;
  projections: number[];
}
interface Case {
  count: number;
  size: number;
  classes: number;
  loss: number;
  logits: number[];
  gradients: Record<string, Described>;
}
const CASES: Case[] = JSON.parse(readFileSync(new URL('fixtures/gradients.json', import.meta.url), 'utf8'));

const released: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const release of released.splice(0)) await release();
});

/** The products with vectors of random signs, as make_gradients.py takes them. */
function signed(numbers: Float32Array, key: number): number {
  const signs = uniform(key, numbers.length);
  let sum = 0;
  for (let i = 0; i < signs.length; i++) sum += Math.sign(signs[i] as number) * (numbers[i] as number);
  return sum;
}

function norm(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += (numbers[i] as number) ** 2;
  return Math.sqrt(sum);
}

/** The largest difference of the projections, as a share of the array's norm. */
function relativeDifference(numbers: Float32Array, expected: Described): number {
  const differences = expected.projections.map((value, k) => Math.abs(signed(numbers, 3000 + k) - value));
  return Math.max(...differences, Math.abs(norm(numbers) - expected.norm)) / expected.norm;
}

describe.each(CASES)("torchvision's numbers for $count pictures of $size px, $classes classes", (torch) => {
  const { count, size, classes } = torch;
  const tensors = formulaNetwork(classes);
  const { x, labels } = formulaPictures(count, size, classes);

  it.each(BOUNDARIES)('come out behind %s', async (boundary) => {
    const engine = await openOnnxEngine('cpu');
    const trunk = await engine.openTrunk({ tensors, size, boundaries: [boundary] });
    const top = await engine.openTop({ tensors, size, boundary, classes });
    released.push(trunk.release, top.release);
    const activations = (await trunk.run(x, count)).get(boundary) as Float32Array;
    const { loss, logits, gradients } = await top.gradients(activations, labels);
    const forward = await top.forward(activations, count);

    expect(Math.abs(loss / torch.loss - 1)).toBeLessThan(1e-4);
    for (const computed of [logits, forward.logits]) {
      const difference = norm(computed.map((value, i) => value - (torch.logits[i] as number)));
      expect(difference / norm(torch.logits)).toBeLessThan(1e-4);
    }
    const trained = OPEN_STAGES[boundary].flatMap((stage) => parametersOf(stage, classes));
    expect([...gradients.keys()]).toEqual(trained.map(({ name }) => name));
    for (const { name, shape } of trained) {
      const gradient = toTorchLayout(gradients.get(name) as Float32Array, shape);
      expect(relativeDifference(gradient.data, torch.gradients[name] as Described), name).toBeLessThan(1e-4);
    }
  });
});
