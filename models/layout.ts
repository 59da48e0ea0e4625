import { type ConvNorm, convsOf, NORM_EPSILON, parametersOf, type Stage } from './resnet18.ts';
import type { Tensor, Tensors } from './tensors.ts';

/**
 * torchvision keeps a convolution as [out, in, kernel, kernel] and the head as [classes, 512]. Both engines compute
 * with channels last, where [kernel, kernel, in, out] and [512, classes] make every product one of matrices.
 */

/** torchvision's layout → the engines', copied. */
export function toEngineLayout(tensor: Tensor): Tensor {
  const { shape } = tensor;
  if (shape.length === 4) return permute(tensor, [2, 3, 1, 0]);
  if (shape.length === 2) return permute(tensor, [1, 0]);
  return { shape, data: tensor.data.slice() };
}

/** The engines' layout → torchvision's, copied. */
export function toTorchLayout(tensor: Tensor): Tensor {
  const { shape } = tensor;
  if (shape.length === 4) return permute(tensor, [3, 2, 0, 1]);
  if (shape.length === 2) return permute(tensor, [1, 0]);
  return { shape, data: tensor.data.slice() };
}

/** Copies an array with its axes in another order: axis `i` of the result is axis `order[i]` of the source. */
function permute({ shape, data }: Tensor, order: readonly number[]): Tensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const newShape = order.map((axis) => shape[axis] as number);
  const newStrides = order.map((axis) => strides[axis] as number);
  const out = new Float32Array(data.length);
  const index = newShape.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = data[from] as number;
    for (let axis = index.length - 1; axis >= 0; axis--) {
      from += newStrides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (newShape[axis] as number)) break;
      from -= (newStrides[axis] as number) * (newShape[axis] as number);
      index[axis] = 0;
    }
  }
  return { shape: newShape, data: out };
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
  const scale = arrayOf(tensors, `${conv.norm}.weight`).data.map((gamma, i) => gamma * (inverseDeviation[i] as number));
  const shift = arrayOf(tensors, `${conv.norm}.bias`).data;
  const perChannel = weight.data.length / conv.outChannels;
  return {
    weight: {
      shape: weight.shape,
      data: weight.data.map((value, i) => value * (scale[Math.floor(i / perChannel)] as number)),
    },
    bias: {
      shape: [conv.outChannels],
      data: shift.map((beta, i) => beta - (mean[i] as number) * (scale[i] as number)),
    },
  };
}

/** @throws when the network lacks the array, which `checkResNet18` rules out for weights that were loaded. */
export function arrayOf(tensors: Tensors, name: string): Tensor {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`the network has no "${name}"`);
  return tensor;
}

/** Every convolution of the stages. */
export function convsOfAll(stages: readonly Stage[]): readonly ConvNorm[] {
  return stages.flatMap((stage) => convsOf(stage));
}
