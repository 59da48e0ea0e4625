import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { classMaps, lookAtPictures } from '../../models/class-activation.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { FEATURES } from '../../models/resnet18.ts';
import { centreCrop, type Picture, viewOf } from '../../models/views.ts';
import { loadWeights } from '../../models/weights/catalogue.ts';
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
    const spec = { engine, base: tensors, networks: [tensors], classes, preprocessing, pictures: [picture] };
    const [[seen] = []] = await lookAtPictures({ ...spec, boundary: 'layer2' });
    const map = seen!.mapOf(2);
    expect(map.side).toBe(7);

    const trunk = await engine.openTrunk({ tensors, size: 64, boundaries: ['layer3'] });
    const top = await engine.openTop({ tensors, size: 64, boundary: 'layer3', classes });
    const look = async (left: number, topEdge: number) => {
      const view = viewOf(picture, { left, top: topEdge, side: 64, mirrored: false }, preprocessing);
      return top.forward((await trunk.run(view, 1)).get('layer3')!, 1);
    };
    // The place in row 1, column 5 is 64 / 7 pixels wide; the network's last place looks at pixel 36 of 64.
    const moved = await look(16 + (5.5 * 64) / 7 - 36, 16 + (1.5 * 64) / 7 - 36);
    const [alone] = classMaps(moved.layers.get('layer4')!, weightsOf(2));
    expect(map.values[1 * 7 + 5]).toBeCloseTo(alone!.values[3]!, 4);
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
    const spec = { engine, base: tensors, networks: [tensors], classes, preprocessing, pictures: [picture] };
    const [[seen] = []] = await lookAtPictures({ ...spec, boundary: 'features' });
    expect(seen!.mapOf(0).side).toBe(7);
    expect(seen!.mapOf(0).values).toHaveLength(49);
  });
});

describe('on the embedded weights, a class activation map', () => {
  /** A chequered disc of `radius` on grey ground. */
  const disc = (x: number, y: number, radius: number): Picture => {
    const at = (i: number) => [i % 64, Math.floor(i / 64)] as const;
    const rgb = Array.from({ length: 64 * 64 }, (_, i) => {
      const [px, py] = at(i);
      if (Math.hypot(px - x, py - y) > radius) return [110, 110, 110];
      return (Math.floor(px / 5) + Math.floor(py / 5)) % 2 ? [250, 200, 20] : [120, 20, 160];
    });
    return { width: 64, height: 64, rgb: Uint8Array.from(rgb.flat()) };
  };

  it('lies where the object is', async () => {
    const base = await loadWeights('embedded', '');
    const engine = await openOnnxEngine('cpu');
    const { preprocessing } = base;
    const view = (picture: Picture) => viewOf(picture, centreCrop(picture, 64), preprocessing);
    const trunk = await engine.openTrunk({ tensors: base.tensors, size: 64, boundaries: ['features'] });
    const features = async (picture: Picture) => (await trunk.run(view(picture), 1)).get('features')!;
    // A head that tells the object from the ground, without any training.
    const [object, ground] = [await features(disc(32, 32, 24)), await features(disc(0, 0, 0))];
    await trunk.release();
    const weight = Float32Array.from([...object.map((value, i) => value - ground[i]!), ...new Float32Array(FEATURES)]);
    const network = new Map(base.tensors)
      .set('fc.weight', { shape: [2, FEATURES], data: weight })
      .set('fc.bias', { shape: [2], data: new Float32Array(2) });

    const places = [
      [18, 18],
      [46, 18],
      [32, 46],
    ] as const;
    const pictures = places.map(([x, y]) => disc(x, y, 12));
    const spec = { engine, base: base.tensors, networks: [network], boundary: 'features', classes: 2 } as const;
    const [seen = []] = await lookAtPictures({ ...spec, preprocessing, pictures });
    seen.forEach(({ mapOf }, i) => {
      const { side: many, values } = mapOf(0);
      const most = Math.max(...values);
      const strong = values.map((value) => (value > most / 2 ? value : 0));
      const total = strong.reduce((sum, value) => sum + value, 0);
      const centre = (placeOf: (at: number) => number) =>
        strong.reduce((sum, value, at) => sum + value * (placeOf(at) + 0.5) * (64 / many), 0) / total;
      const [x, y] = [centre((at) => at % many), centre((at) => Math.floor(at / many))];
      expect(Math.hypot(x - places[i]![0], y - places[i]![1])).toBeLessThan(12);
    });
  });
});
