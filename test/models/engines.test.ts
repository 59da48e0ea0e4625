import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { EngineError, openEngine } from '../../models/engine.ts';
import type { Boundary, Engine } from '../../models/engine-interface.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { createTfjsEngine } from '../../models/tfjs/tfjs-engine.ts';
import { formulaNetwork, formulaPictures } from './fixtures/formula.ts';

const size = 32;
const classes = 3;
const tensors = formulaNetwork(classes);

/** @param given activations to go on from, instead of this engine's own. */
async function compute(engine: Engine, boundary: Boundary, count: number, given?: Float32Array) {
  const { x, labels } = formulaPictures(count, size, classes);
  const trunk = await engine.openTrunk({ tensors, size, boundaries: [boundary] });
  const top = await engine.openTop({ tensors, size, boundary, classes });
  try {
    const activations = await trunk.run(x, count);
    const at = given ?? (activations.get(boundary) as Float32Array);
    return { activations, ...(await top.gradients(at, labels)), forward: await top.forward(at, count) };
  } finally {
    await trunk.release();
    await top.release();
  }
}

function relative(a: Float32Array, b: Float32Array): number {
  let [difference, norm] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference += ((a[i] as number) - (b[i] as number)) ** 2;
    norm += (b[i] as number) ** 2;
  }
  return a.length === b.length ? Math.sqrt(difference / norm) : Number.POSITIVE_INFINITY;
}

describe('both engines', () => {
  // Plain JavaScript is slow: one picture where layers are open.
  it.each([
    ['layer2', 1],
    ['features', 3],
  ] as const)('compute the same behind %s', async (boundary, count) => {
    await tf.setBackend('cpu');
    const before = tf.memory().numTensors;
    const one = await compute(createTfjsEngine(tf, 'test'), boundary, count);
    expect(tf.memory().numTensors).toBe(before);
    // From the same activations: where what is rectified lies within rounding of 0, another rounding of the frozen part
    // switches its whole gradient, in one engine alone too.
    const given = one.activations.get(boundary);
    const other = await compute(await openOnnxEngine('cpu'), boundary, count, given);

    expect(Math.abs(one.loss / other.loss - 1)).toBeLessThan(1e-5);
    expect([...one.gradients.keys()]).toEqual([...other.gradients.keys()]);
    for (const [name, gradient] of one.gradients) {
      expect(relative(gradient, other.gradients.get(name) as Float32Array), name).toBeLessThan(1e-5);
    }
    expect(
      relative(one.activations.get(boundary) as Float32Array, other.activations.get(boundary) as Float32Array),
    ).toBeLessThan(1e-5);
    expect(relative(one.forward.features, other.forward.features)).toBeLessThan(1e-5);
    expect(relative(one.forward.logits, one.logits)).toBeLessThan(1e-5);
    for (const [layer, { shape, data }] of other.forward.layers) {
      expect(one.forward.layers.get(layer)?.shape).toEqual(shape);
      expect(relative(one.forward.layers.get(layer)?.data as Float32Array, data), layer).toBeLessThan(1e-5);
    }
  });
});

describe('choosing an engine', () => {
  it('always finds one, and says which', async () => {
    const { label } = await openEngine('auto');
    expect(['cuda', 'webgpu', 'cpu', 'tensorflow']).toContain(label.provider);
    expect(label.device).not.toBe('');
  });

  it('either opens TensorFlow.js or says why not', async () => {
    try {
      expect((await openEngine('tfjs')).label.engine).toBe('tfjs');
    } catch (error: unknown) {
      expect(error).toBeInstanceOf(EngineError);
    }
  });
});
