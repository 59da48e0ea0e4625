import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Activations, computeActivations } from '../../models/activations.ts';
import type { Engine } from '../../models/engine-interface.ts';
import type { Phase } from '../../models/freezing.ts';
import { openOnnxEngine } from '../../models/onnx/onnx-engine.ts';
import { seededRandom } from '../../models/random.ts';
import { type Epoch, newHead, predict, type TransferSpec, transfer } from '../../models/transfer.ts';
import { formulaNetwork, formulaPictures } from './fixtures/formula.ts';

const torch: { head: number[]; layer4: number[]; final: number } = JSON.parse(
  readFileSync(new URL('fixtures/training.json', import.meta.url), 'utf8'),
);

const classes = 3;
const size = 64;
const count = 12;
const tensors = formulaNetwork(classes);
const { x, labels } = formulaPictures(count, size, classes);
const examples = labels.map((label, i) => ({ label, views: [i] }));
const pixels = size * size * 3;

const head: Phase = { name: 'head', boundary: 'features', epochs: 4, patience: 3, headRate: 1e-3, bodyRate: 0 };
const layer4: Phase = { name: 'layer4', boundary: 'layer3', epochs: 5, patience: 3, headRate: 1e-4, bodyRate: 1e-4 };

let engine: Engine;
let activations: Activations;
let pictures = 0;
beforeAll(async () => {
  engine = await openOnnxEngine('cpu');
  activations = await computeActivations({
    engine,
    tensors,
    size,
    boundaries: ['layer2', 'layer3', 'features'],
    viewCount: count,
    viewAt: (i) => {
      pictures++;
      return x.subarray(i * pixels, (i + 1) * pixels);
    },
    batchSize: 5,
  });
});

async function run(changes: Partial<TransferSpec>) {
  const losses: Record<string, readonly Epoch[]> = {};
  let logits: Float32Array = new Float32Array();
  const trained = await transfer({
    engine,
    tensors,
    classes,
    phases: [head, layer4],
    activations,
    training: examples,
    validation: [],
    batchSize: 5,
    random: seededRandom(7),
    onPhase: async (phase, top, epochs) => {
      losses[phase.name] = epochs;
      logits = await predict({ top, boundary: phase.boundary, examples, activations, batchSize: 5 });
    },
    ...changes,
  });
  return { trained, losses, logits };
}

/** Mean cross-entropy, written down independently. */
const lossOf = (logits: Float32Array, targets: readonly number[]) =>
  targets.reduce((sum, label, i) => {
    const row = [...logits.subarray(i * classes, (i + 1) * classes)];
    return sum - Math.log(Math.exp(row[label]!) / row.reduce((total, value) => total + Math.exp(value), 0));
  }, 0) / targets.length;

const within = (value: number, expected: number) => Math.abs(value / expected - 1);

describe('transfer', () => {
  it('ends where PyTorch ends, on the same weights, order and optimiser', async () => {
    const { losses, logits, trained } = await run({});
    for (const [i, { loss }] of losses.head!.entries()) expect(within(loss, torch.head[i]!)).toBeLessThan(0.005);
    for (const [i, { loss }] of losses.layer4!.entries()) expect(within(loss, torch.layer4[i]!)).toBeLessThan(0.005);
    expect(within(lossOf(logits, labels), torch.final)).toBeLessThan(0.005);

    // The body that was frozen is the same, the rest has moved, and the trained network gives the same numbers again.
    expect(trained.get('layer3.1.conv2.weight')).toBe(tensors.get('layer3.1.conv2.weight'));
    expect(trained.get('layer4.1.bn2.running_var')).toBe(tensors.get('layer4.1.bn2.running_var'));
    expect(trained.get('layer4.1.bn2.weight')?.data).not.toEqual(tensors.get('layer4.1.bn2.weight')?.data);
    const top = await engine.openTop({ tensors: trained, size, boundary: 'layer3', classes });
    expect([...(await predict({ top, boundary: 'layer3', examples, activations, batchSize: 12 }))]).toEqual(
      [...logits].map((logit) => expect.closeTo(logit, 4)),
    );
    await top.release();
  });

  it('runs the frozen body once a view, however often it trains', async () => {
    await run({ phases: [{ ...head, epochs: 1 }] });
    expect(pictures).toBe(count);
  });

  it('opens further layers after one another', async () => {
    const layer3: Phase = { ...layer4, name: 'layer3', boundary: 'layer2', epochs: 2 };
    const { losses, trained } = await run({ phases: [head, { ...layer4, epochs: 1 }, layer3] });
    expect(losses.layer3![1]!.loss).toBeLessThan(losses.layer4![0]!.loss);
    expect(trained.get('layer3.0.downsample.0.weight')?.data).not.toEqual(
      tensors.get('layer3.0.downsample.0.weight')?.data,
    );
  });

  it('stops when the validation loss no longer falls, and goes back to where it was lowest', async () => {
    // The validation set calls every picture another class: what is learned makes it worse.
    const validation = examples.map(({ label, views }) => ({ label: (label + 1) % classes, views }));
    const { losses, logits } = await run({ phases: [{ ...head, headRate: 0.05, epochs: 40 }], validation });
    const epochs = losses.head!;
    const values = epochs.map(({ validationLoss }) => validationLoss!);
    const lowest = values.indexOf(Math.min(...values));
    expect(epochs).toHaveLength(lowest + 1 + 3);
    const restored = lossOf(
      logits,
      validation.map(({ label }) => label),
    );
    expect(within(restored, values[lowest]!)).toBeLessThan(1e-4);
  });

  it('goes back to no epoch before the least, whatever the validation says', async () => {
    const validation = examples.map(({ label, views }) => ({ label: (label + 1) % classes, views }));
    const { losses } = await run({ phases: [{ ...head, headRate: 0.05, epochs: 40, leastEpochs: 6 }], validation });
    const epochs = losses.head!;
    expect(epochs.map(({ tooEarly }) => tooEarly === true)).toEqual(epochs.map((_, i) => i < 5));
    expect(epochs.length).toBeGreaterThanOrEqual(6 + 3);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const short = { phases: [{ ...head, epochs: 2 }] };
    const [one, same, other] = [await run(short), await run(short), await run({ ...short, random: seededRandom(8) })];
    expect(same.logits).toEqual(one.logits);
    expect(other.logits).not.toEqual(one.logits);
  });

  it('stops at once when it is cancelled', async () => {
    const controller = new AbortController();
    const epochs: number[] = [];
    const running = run({
      phases: [{ ...head, epochs: 1000 }],
      signal: controller.signal,
      onEpoch: ({ epoch }) => {
        epochs.push(epoch);
        if (epoch === 2) controller.abort(new Error('cancelled'));
      },
    });
    await expect(running).rejects.toThrow('cancelled');
    expect(epochs).toEqual([1, 2]);
  });

  it('takes other views of a picture as it trains', async () => {
    const turned = examples.map(({ label, views: [plain = 0] }) => ({ label, views: [plain, (plain + 3) % count] }));
    const short = { phases: [{ ...head, epochs: 2 }] };
    expect((await run({ ...short, training: turned })).logits).not.toEqual((await run(short)).logits);
  });

  it('starts a new head as PyTorch does, from the seed', () => {
    const withHead = newHead(tensors, 5, seededRandom(1));
    const weight = withHead.get('fc.weight')!;
    expect(weight.shape).toEqual([5, 512]);
    const bound = 1 / Math.sqrt(512);
    expect(Math.max(...weight.data)).toBeLessThanOrEqual(bound);
    expect(Math.min(...weight.data)).toBeLessThan(-0.9 * bound);
    expect(withHead.get('conv1.weight')).toBe(tensors.get('conv1.weight'));
    expect(newHead(tensors, 5, seededRandom(1)).get('fc.bias')).toEqual(withHead.get('fc.bias'));
  });
});
