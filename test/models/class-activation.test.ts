import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { classMaps, lookAtPictures } from '../../models/class-activation.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { FEATURES } from '../../models/resnet18.ts';
import { type Picture, viewOf } from '../../models/views.ts';
import { formulaNetwork, uniform } from './fixtures/formula.ts';

const classes = 3;
const tensors = formulaNetwork(classes);
const head = tensors.get('fc.weight')!.data;
const weightsOf = (label: number) => head.subarray(label * FEATURES, (label + 1) * FEATURES);
const normal = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };

const side = 96;
const picture: Picture = {
  width: side,
  height: side,
  rgb: Uint8Array.from(uniform(7, side * side * 3), (value, i) => 128 + value * (i % 200)),
};

describe('class activation maps', () => {
  it("are Grad-CAM's, whose gradients TensorFlow.js computes", () => {
    const [places, label] = [3, 1];
    const data = uniform(42, places * places * FEATURES).map((value) => Math.max(0, value));
    const [map] = classMaps({ shape: [1, places, places, FEATURES], data }, weightsOf(label));
    const expected = tf.tidy(() => {
      const features = tf.tensor4d(data, [1, places, places, FEATURES]);
      const logitOf = (x: tf.Tensor) =>
        tf
          .matMul(tf.mean(x, [1, 2]) as tf.Tensor2D, tf.tensor2d(head, [classes, FEATURES]), false, true)
          .gather([label], 1);
      const gradient = tf.grad((x) => logitOf(x).sum())(features);
      const alpha = tf.mean(gradient, [1, 2], true);
      return tf.relu(tf.sum(tf.mul(alpha, features), 3)).dataSync();
    });
    expect(map!.values.some((value) => value > 0) && map!.values.some((value) => value === 0)).toBe(true);
    map!.values.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6);
    });
  });

  it('take their places from the picture moved under the network, where a place is wide', async () => {
    const preprocessing = { size: 64, resize: side, ...normal };
    const engine = await openOnnxEngine('cpu');
    const spec = { engine, base: tensors, trained: tensors, classes, preprocessing, pictures: [picture] };
    const [seen] = await lookAtPictures({ ...spec, boundary: 'layer2' });
    const map = seen!.mapOf(2);
    expect(map.side).toBe(8);

    const trunk = await engine.openTrunk({ tensors, size: 64, boundaries: ['layer3'] });
    const top = await engine.openTop({ tensors, size: 64, boundary: 'layer3', classes });
    const look = async (left: number, topEdge: number) => {
      const view = viewOf(picture, { left, top: topEdge, side: 64, mirrored: false }, preprocessing);
      return top.forward((await trunk.run(view, 1)).get('layer3')!, 1);
    };
    // A place is 32 pixels wide, a quarter of it 8: the first of four moves is by −12, the last by +12.
    const moved = await look(16 + 12, 16 - 4);
    const [alone] = classMaps(moved.layers.get('layer4')!, weightsOf(2));
    const [down, right] = [1, 3];
    alone!.values.forEach((value, place) => {
      const at = (Math.floor(place / 2) * 4 + down) * 8 + (place % 2) * 4 + right;
      expect(map.values[at]).toBeCloseTo(value, 4);
    });
    const centre = await look(16, 16);
    seen!.logits.forEach((logit, i) => {
      expect(logit).toBeCloseTo(centre.logits[i]!, 4);
    });
    await trunk.release();
    await top.release();
  });

  it('need no moving at 224 pixels, and are there when the body stayed frozen', async () => {
    const preprocessing = { size: 224, resize: 256, ...normal };
    const engine = await openOnnxEngine('cpu');
    const spec = { engine, base: tensors, trained: tensors, classes, preprocessing, pictures: [picture] };
    const [seen] = await lookAtPictures({ ...spec, boundary: 'features' });
    expect(seen!.mapOf(0).side).toBe(7);
    expect(seen!.mapOf(0).values).toHaveLength(49);
  });
});
