import { type ConvNorm, NORM_EPSILON, parametersOf, type Stage } from './resnet18.ts';
import type { Tensor, Tensors } from './tensors.ts';

/**
 * torchvision keeps a convolution as [out, in, kernel, kernel]. The engines compute with channels last and keep it as
 * [out, kernel · kernel · in], which makes every product one of matrices. All else is alike.
 */

/** torchvision's layout → the engines', copied. */
export function toEngineLayout({ shape, data }: Tensor): Tensor {
  const [out, inside, height, width] = shape;
  if (!out || !inside || !height || !width) return { shape, data: data.slice() };
  const taps = height * width;
  return { shape: [out, taps * inside], data: swapInner(data, inside, taps) };
}

/** The engines' layout → torchvision's, in which the array has `shape`, copied. */
export function toTorchLayout(data: Float32Array, shape: readonly number[]): Tensor {
  const [out, inside, height, width] = shape;
  if (!out || !inside || !height || !width) return { shape, data: data.slice() };
  return { shape, data: swapInner(data, height * width, inside) };
}

/** [n, rows, columns] → [n, columns, rows], copied. */
function swapInner(data: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(data.length);
  const size = rows * columns;
  for (let start = 0; start < data.length; start += size) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        out[start + column * rows + row] = data[start + row * columns + column] as number;
      }
    }
  }
  return out;
}

/** The trainable arrays of some stages in the engines' layout, copied. */
export function trainableParameters(tensors: Tensors, stages: readonly Stage[], classes: number): Map<string, Tensor> {
  const names = stages.flatMap((stage) => parametersOf(stage, classes).map(({ name }) => name));
  return new Map(names.map((name) => [name, toEngineLayout(arrayOf(tensors, name))]));
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
