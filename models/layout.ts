import { type ConvNorm, NORM_EPSILON, parametersOf, type Stage } from './resnet18.ts';
import type { Tensor, Tensors } from './tensors.ts';

/**
 * torchvision keeps a convolution as [out, in, kernel, kernel]. The engines compute with channels last and keep it as
 * [kernel · kernel · in, out], which makes every product one of matrices. All else is alike.
 */

/** torchvision's layout → the engines', copied. */
export function toEngineLayout({ shape, data }: Tensor): Tensor {
  const [out, inside, height, width] = shape;
  if (!out || !inside || !height || !width) return { shape, data: data.slice() };
  return { shape: [height * width * inside, out], data: moveTaps(shape, data, true) };
}

/** The engines' layout → torchvision's, in which the array has `shape`, copied. */
export function toTorchLayout(data: Float32Array, shape: readonly number[]): Tensor {
  if (shape.length !== 4) return { shape, data: data.slice() };
  return { shape, data: moveTaps(shape, data, false) };
}

/** So many floats fill a line of the processor's cache. */
const LINE = 16;

/** The numbers of a convolution of torchvision's `shape`, from its layout to the engines' or back. */
function moveTaps(
  [out = 0, inside = 0, height = 0, width = 0]: readonly number[],
  from: Float32Array,
  isToEngine: boolean,
) {
  const taps = height * width;
  const moved = new Float32Array(from.length);
  // Whole lines of the cache are written or read at once.
  for (let start = 0; start < out; start += LINE) {
    const end = Math.min(out, start + LINE);
    for (let channel = 0; channel < inside; channel++) {
      for (let o = start; o < end; o++) {
        const torch = (o * inside + channel) * taps;
        const engine = channel * out + o;
        for (let tap = 0; tap < taps; tap++) {
          if (isToEngine) moved[engine + tap * inside * out] = from[torch + tap] as number;
          else moved[torch + tap] = from[engine + tap * inside * out] as number;
        }
      }
    }
  }
  return moved;
}

/** From torchvision's layout to the engines'. */
export type ToLayout = (tensor: Tensor) => Tensor;

interface TrainableSpec {
  tensors: Tensors;
  stages: readonly Stage[];
  classes: number;
  toLayout: ToLayout;
}

/** The trainable arrays of some stages by their names, in the engines' layout: tensors of their own. */
export function trainableParameters({ tensors, stages, classes, toLayout }: TrainableSpec): Map<string, Tensor> {
  const names = stages.flatMap((stage) => parametersOf(stage, classes).map(({ name }) => name));
  return new Map(names.map((name) => [name, { ...toLayout(arrayOf(tensors, name)) }]));
}

/** Batch norm's statistics as evaluation mode uses them. */
export interface NormStatistics {
  mean: Float32Array;
  /** 1 / √(variance + ε) */
  inverseDeviation: Float32Array;
}

export function normStatistics(tensors: Tensors, { norm }: ConvNorm): NormStatistics {
  const variance = arrayOf(tensors, `${norm}.running_var`).data;
  return {
    mean: arrayOf(tensors, `${norm}.running_mean`).data,
    inverseDeviation: variance.map((value) => 1 / Math.sqrt(value + NORM_EPSILON)),
  };
}

/**
 * A frozen convolution with its batch norm folded in: y = w′ ∗ x + b′ with w′ = w · γ / √(σ² + ε) and
 * b′ = β − µ · γ / √(σ² + ε). The weight stays in torchvision's layout.
 */
export function foldNorm(tensors: Tensors, conv: ConvNorm): { weight: Tensor; bias: Tensor } {
  const { mean, inverseDeviation } = normStatistics(tensors, conv);
  const weight = arrayOf(tensors, `${conv.conv}.weight`);
  const gamma = arrayOf(tensors, `${conv.norm}.weight`).data;
  const beta = arrayOf(tensors, `${conv.norm}.bias`).data;
  const folded = { weight: new Float32Array(weight.data.length), bias: new Float32Array(conv.outChannels) };
  const perChannel = weight.data.length / conv.outChannels;
  for (let channel = 0; channel < conv.outChannels; channel++) {
    const scale = (gamma[channel] as number) * (inverseDeviation[channel] as number);
    folded.bias[channel] = (beta[channel] as number) - (mean[channel] as number) * scale;
    for (let i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
      folded.weight[i] = (weight.data[i] as number) * scale;
    }
  }
  return {
    weight: { shape: weight.shape, data: folded.weight },
    bias: { shape: [conv.outChannels], data: folded.bias },
  };
}

/** @throws when the network lacks the array, which `checkResNet18` rules out for weights that were loaded. */
export function arrayOf(tensors: Tensors, name: string): Tensor {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`the network has no "${name}"`);
  return tensor;
}
