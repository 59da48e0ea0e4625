import { expect, it } from 'vitest';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { addParts, joinForward, picturesAtOnce } from '../../models/onnx/parts.ts';
import { formulaNetwork, formulaPictures } from './fixtures/formula.ts';

it('takes large pictures in parts where much is open, and small ones whole', () => {
  expect(picturesAtOnce('layer1', 224)).toBe(2);
  expect(picturesAtOnce('layer3', 224)).toBeGreaterThanOrEqual(16);
  expect(picturesAtOnce('layer1', 64)).toBeGreaterThanOrEqual(16);
});

it('comes to the same in parts as at once', async () => {
  const [size, classes, count] = [32, 3, 5];
  const tensors = formulaNetwork(classes);
  const { x, labels } = formulaPictures(count, size, classes);
  const engine = await openOnnxEngine('cpu');
  const trunk = await engine.openTrunk({ tensors, size, boundaries: ['layer3'] });
  const top = await engine.openTop({ tensors, size, boundary: 'layer3', classes });
  try {
    const activations = (await trunk.run(x, count)).get('layer3')!;
    const whole = await top.gradients(activations, labels);
    const gradients = new Map(
      [...whole.gradients].map(([name, { length }]) => [name, new Float32Array(length).fill(9)]),
    );
    const terms = new Map([...gradients].map(([name, gradient]) => [name, gradient.slice()]));
    const forward = await top.forward(activations, count);
    const joined = await joinForward({ activations, count, atOnce: 2 }, top.forward);
    expect(joined.layers.get('layer4')!.shape).toEqual(forward.layers.get('layer4')!.shape);
    for (const [one, other] of [
      [joined.logits, forward.logits],
      [joined.features, forward.features],
      [joined.layers.get('layer4')!.data, forward.layers.get('layer4')!.data],
    ]) {
      expect([...one!]).toEqual([...other!].map((value) => expect.closeTo(value, 4)));
    }
    const parts = await addParts({ activations, labels, gradients, terms, atOnce: 2 }, async (part, share) => {
      // A picture's own loss and gradients are means over the part; the share turns them into parts of the batch's.
      const result = await top.gradients(part.activations, part.labels, part.gradients);
      const scale = share * part.labels.length;
      for (const gradient of part.gradients.values())
        gradient.forEach((value, i) => {
          gradient[i] = value * scale;
        });
      return { loss: result.loss * scale, logits: result.logits };
    });
    expect(parts.loss).toBeCloseTo(whole.loss, 5);
    expect([...parts.logits]).toEqual([...whole.logits].map((logit) => expect.closeTo(logit, 4)));
    for (const [name, gradient] of parts.gradients) {
      const expected = whole.gradients.get(name)!;
      const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      expect(
        gradient.every((value, i) => Math.abs(value - expected[i]!) < 1e-5 * scale),
        name,
      ).toBe(true);
    }
  } finally {
    await trunk.release();
    await top.release();
  }
});
