import type * as Tf from '@tensorflow/tfjs';
import {
  type Boundary,
  boundaryShape,
  type Engine,
  type EngineLabel,
  OPEN_STAGES,
  type Top,
  type Trunk,
} from '../engine-interface.ts';
import { foldNorm, type NormStatistics, normStatistics, toEngineLayout, trainableParameters } from '../layout.ts';
import { type Block, blocksOf, type ConvNorm, convsOf, LAYERS, type Layer, STEM, STEM_POOL } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';

type TensorFlow = typeof Tf;
/** A convolution with its norm, from and to [batch, height, width, channels]. */
type ApplyConv = (x: Tf.Tensor4D, definition: ConvNorm) => Tf.Tensor4D;

/** An engine on any TensorFlow.js: the one for Node and GPU in production, plain JavaScript in tests. */
export function createTfjsEngine(tf: TensorFlow, device: string): Engine {
  const label: EngineLabel = { engine: 'tfjs', provider: tf.getBackend(), device };
  return {
    label,
    openTrunk: (spec) => openTrunk(tf, spec),
    openTop: async (spec) => openTop(tf, spec),
  };
}

async function openTrunk(tf: TensorFlow, spec: Parameters<Engine['openTrunk']>[0]): Promise<Trunk> {
  const { size, boundaries, tensors } = spec;
  const frozen = new Map<string, { weight: Tf.Tensor4D; bias: Tf.Tensor1D }>();
  const conv: ApplyConv = (x, definition) => {
    const { weight, bias } = frozen.get(definition.conv) ?? never(definition.conv);
    return tf.add(convolve(tf, x, weight, definition), bias);
  };
  for (const definition of (['stem', ...LAYERS] as const).flatMap((stage) => convsOf(stage))) {
    const { weight, bias } = foldNorm(tensors, definition);
    const { data } = toEngineLayout(weight);
    frozen.set(definition.conv, {
      weight: tf.tidy(() => filter(tf, tf.tensor(data), definition)),
      bias: tf.tensor1d(bias.data),
    });
  }
  return {
    async run(pictures, count) {
      const outputs = tf.tidy(() => {
        const found: Partial<Record<Boundary, Tf.Tensor>> = {};
        let x = stem(tf, tf.tensor4d(pictures, [count, size, size, 3]), conv);
        for (const layer of LAYERS) {
          x = applyLayer(tf, x, layer, conv);
          if (layer !== 'layer4') found[layer] = x;
        }
        found.features = tf.mean(x, [1, 2]);
        return boundaries.map((boundary) => found[boundary] as Tf.Tensor);
      });
      const data = await readAll(outputs);
      return new Map(boundaries.map((boundary, i) => [boundary, data[i] as Float32Array]));
    },
    async release() {
      for (const { weight, bias } of frozen.values()) tf.dispose([weight, bias]);
    },
  };
}

function openTop(tf: TensorFlow, spec: Parameters<Engine['openTop']>[0]): Top {
  const { boundary, size, classes, tensors } = spec;
  const parameters = trainableParameters({ tensors, stages: OPEN_STAGES[boundary], classes, toLayout: toEngineLayout });
  const names = [...parameters.keys()];
  const statistics = statisticsByNorm(tensors, boundary);
  const upload = (data: Float32Array, count: number) => tf.tensor(data, [count, ...boundaryShape(boundary, size)]);
  const uploadParameters = () => [...parameters.values()].map(({ data, shape }) => tf.tensor(data, [...shape]));
  const apply = (x: Tf.Tensor, values: Tf.Tensor[]) =>
    applyTop(tf, { x, boundary, statistics, values: new Map(names.map((name, i) => [name, values[i] as Tf.Tensor])) });
  return {
    parameters,
    async gradients(activations, labels, into) {
      const outputs = tf.tidy(() => {
        const x = upload(activations, labels.length);
        const oneHot = tf.oneHot(tf.tensor1d([...labels], 'int32'), classes);
        const lossOf = (...values: Tf.Tensor[]) =>
          tf.neg(tf.mean(tf.sum(tf.mul(oneHot, tf.logSoftmax(apply(x, values).logits)), 1))) as Tf.Scalar;
        const values = uploadParameters();
        const { value, grads } = tf.valueAndGrads(lossOf)(values);
        return [value, apply(x, values).logits, ...grads];
      });
      const [loss, logits, ...gradients] = await readAll(outputs);
      names.forEach((name, i) => {
        into?.get(name)?.set(gradients[i] as Float32Array);
      });
      return {
        loss: loss?.[0] ?? Number.NaN,
        logits: logits ?? new Float32Array(),
        gradients: new Map(names.map((name, i) => [name, gradients[i] as Float32Array])),
      };
    },
    async forward(activations, count) {
      const layers = OPEN_STAGES[boundary].filter((stage) => stage !== 'head');
      const outputs = tf.tidy(() => {
        const result = apply(upload(activations, count), uploadParameters());
        return [result.logits, result.features, ...result.layers.values()];
      });
      const shapes = outputs.map(({ shape }) => shape);
      const [logits, features, ...rest] = (await readAll(outputs)) as [Float32Array, Float32Array, ...Float32Array[]];
      const byLayer = layers.map(
        (layer, i) => [layer, { shape: shapes[i + 2] ?? [], data: rest[i] ?? never(layer) }] as const,
      );
      return { logits, features, layers: new Map(byLayer) };
    },
    release: async () => undefined,
  };
}

interface TopInput {
  /** Activations at the boundary. */
  x: Tf.Tensor;
  boundary: Boundary;
  statistics: ReadonlyMap<string, NormStatistics>;
  /** The trainable arrays by name. */
  values: ReadonlyMap<string, Tf.Tensor>;
}

function applyTop(tf: TensorFlow, { x, boundary, statistics, values }: TopInput) {
  const value = (name: string) => values.get(name) ?? never(name);
  const conv: ApplyConv = (input, definition) => {
    const { mean, inverseDeviation } = statistics.get(definition.norm) ?? never(definition.norm);
    const scale = tf.mul(value(`${definition.norm}.weight`), tf.tensor1d(inverseDeviation));
    const shift = tf.sub(value(`${definition.norm}.bias`), tf.mul(tf.tensor1d(mean), scale));
    const y = convolve(tf, input, filter(tf, value(`${definition.conv}.weight`), definition), definition);
    return tf.add(tf.mul(y, scale), shift);
  };
  const layers = new Map<Layer, Tf.Tensor4D>();
  let features = x as Tf.Tensor2D;
  for (const layer of OPEN_STAGES[boundary]) {
    if (layer === 'head') break;
    x = applyLayer(tf, x as Tf.Tensor4D, layer, conv);
    layers.set(layer, x as Tf.Tensor4D);
    features = tf.mean(x, [1, 2]);
  }
  const logits = tf.add(tf.matMul(features, value('fc.weight') as Tf.Tensor2D, false, true), value('fc.bias'));
  return { logits, features, layers };
}

function stem(tf: TensorFlow, pictures: Tf.Tensor4D, conv: ApplyConv): Tf.Tensor4D {
  const x = tf.relu(conv(pictures, STEM));
  // Zeros are as good as −∞ here, since nothing after ReLU is below them.
  return tf.maxPool(pad(tf, x, STEM_POOL.padding), STEM_POOL.kernel, STEM_POOL.stride, 'valid');
}

function applyLayer(tf: TensorFlow, x: Tf.Tensor4D, layer: Layer, conv: ApplyConv): Tf.Tensor4D {
  const applyBlock = (input: Tf.Tensor4D, { first, second, shortcut }: Block): Tf.Tensor4D =>
    tf.relu(tf.add(conv(tf.relu(conv(input, first)), second), shortcut ? conv(input, shortcut) : input));
  return blocksOf(layer).reduce(applyBlock, x);
}

/** The engines' layout → TensorFlow's [kernel, kernel, in, out]: the same numbers in the same order. */
function filter(tf: TensorFlow, weight: Tf.Tensor, { kernel, inChannels, outChannels }: ConvNorm): Tf.Tensor4D {
  return tf.reshape(weight, [kernel, kernel, inChannels, outChannels]);
}

function convolve(tf: TensorFlow, x: Tf.Tensor4D, weight: Tf.Tensor4D, { stride, padding }: ConvNorm): Tf.Tensor4D {
  return tf.conv2d(pad(tf, x, padding), weight, stride, 'valid');
}

/** TensorFlow's own "same" pads a strided convolution on one side only, torchvision on both. */
function pad(tf: TensorFlow, x: Tf.Tensor4D, width: number): Tf.Tensor4D {
  if (width === 0) return x;
  return tf.pad(x, [
    [0, 0],
    [width, width],
    [width, width],
    [0, 0],
  ]);
}

function statisticsByNorm(tensors: Tensors, boundary: Boundary): Map<string, NormStatistics> {
  const definitions = OPEN_STAGES[boundary].flatMap((stage) => convsOf(stage));
  return new Map(definitions.map((definition) => [definition.norm, normStatistics(tensors, definition)]));
}

/** Reads tensors off the device and disposes of them, also when that fails. */
async function readAll(tensors: Tf.Tensor[]): Promise<Float32Array[]> {
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}

function never(name: string): never {
  throw new Error(`the network has no "${name}"`);
}
