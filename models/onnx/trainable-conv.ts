import type { NormStatistics } from '../layout.ts';
import { type ConvNorm, outputSide } from '../resnet18.ts';
import type { GraphBuilder } from './graph.ts';

/**
 * A convolution with batch norm in evaluation mode, forward and backward, as products of matrices over channels-last
 * activations. With a column matrix C (one row for each output position, its k × k × in neighbourhood in a row):
 *
 *     y = C · W          z = γ · (y − µ) / σ + β            (σ = √(variance + ε))
 *     dβ = Σ dz          dγ = Σ dz · (y − µ) / σ            dy = dz · γ / σ
 *     dW = Cᵀ · dy       dx = dy ∗ W rotated by 180°
 */
export interface TrainableConv {
  /** z as a matrix [batch · side · side, out]. */
  z: string;
  /** Side of the output, pixels. */
  side: number;
  /** Adds the gradients of W, γ and β as values named `d:` + parameter; returns dx [batch, side, side, in] if wanted. */
  backward(dz: string, wantsInput: boolean): string | undefined;
}

interface ConvSpec {
  graph: GraphBuilder;
  definition: ConvNorm;
  statistics: NormStatistics;
  /** [batch, side, side, in] */
  x: string;
  /** Side of the input, pixels. */
  inputSide: number;
}

export function addTrainableConv({ graph, definition, statistics, x, inputSide }: ConvSpec): TrainableConv {
  const { conv, norm, outChannels } = definition;
  const side = outputSide(inputSide, definition);
  const op = graph.op;
  const channels = (data: Float32Array) => graph.constant({ shape: [outChannels], data });
  const mean = channels(statistics.mean);
  const inverseDeviation = channels(statistics.inverseDeviation);
  const [weight, gamma, beta] = [`${conv}.weight`, `${norm}.weight`, `${norm}.bias`];

  const columns = addColumns(graph, { ...definition, x, inputSide });
  const y = op('MatMul', [columns, addWeightMatrix(graph, definition)]);
  const scale = op('Mul', [gamma, inverseDeviation]);
  const shift = op('Sub', [beta, op('Mul', [mean, scale])]);
  const z = op('Add', [op('Mul', [y, scale]), shift]);

  return {
    z,
    side,
    backward(dz, wantsInput) {
      const sum = (value: string, name?: string) => op('ReduceSum', [value, graph.ints([0])], { keepdims: 0 }, name);
      const dBeta = sum(dz, `d:${beta}`);
      const centred = op('Sub', [sum(op('Mul', [dz, y])), op('Mul', [mean, dBeta])]);
      op('Mul', [centred, inverseDeviation], {}, `d:${gamma}`);
      const dy = op('Mul', [dz, scale]);
      const { kernel, inChannels } = definition;
      const shape = graph.ints([kernel, kernel, inChannels, outChannels]);
      op('Reshape', [op('Gemm', [columns, dy], { transA: 1 }), shape], {}, `d:${weight}`);
      return wantsInput ? addInputGradient(graph, { definition, inputSide, side, dy }) : undefined;
    },
  };
}

function addWeightMatrix(graph: GraphBuilder, { conv, kernel, inChannels, outChannels }: ConvNorm): string {
  return graph.op('Reshape', [`${conv}.weight`, graph.ints([kernel * kernel * inChannels, outChannels])]);
}

interface ColumnsSpec extends Pick<ConvNorm, 'kernel' | 'stride' | 'padding' | 'inChannels'> {
  x: string;
  inputSide: number;
}

/** [batch, side, side, in] → [batch · side′ · side′, kernel · kernel · in] */
function addColumns(graph: GraphBuilder, spec: ColumnsSpec): string {
  const { kernel, stride, padding, inChannels, x, inputSide } = spec;
  const side = outputSide(inputSide, spec);
  const pads = [0, padding, padding, 0, 0, padding, padding, 0];
  const padded = padding > 0 ? graph.op('Pad', [x, graph.ints(pads)]) : x;
  const taps: string[] = [];
  for (let row = 0; row < kernel; row++) {
    for (let column = 0; column < kernel; column++) {
      const end = [row, column].map((start) => start + (side - 1) * stride + 1);
      const operands = [[row, column], end, [1, 2], [stride, stride]].map((list) => graph.ints(list));
      taps.push(graph.op('Slice', [padded, ...operands]));
    }
  }
  const joined = taps.length > 1 ? graph.op('Concat', taps, { axis: 3 }) : (taps[0] as string);
  return graph.op('Reshape', [joined, graph.ints([-1, kernel * kernel * inChannels])]);
}

interface InputGradientSpec {
  definition: ConvNorm;
  inputSide: number;
  side: number;
  dy: string;
}

function addInputGradient(graph: GraphBuilder, { definition, inputSide, side, dy }: InputGradientSpec): string {
  const { conv, kernel, stride, padding, inChannels, outChannels } = definition;
  const picture = graph.op('Reshape', [dy, graph.ints([-1, side, side, outChannels])]);
  if (stride > 1) {
    // A strided convolution's gradient is ONNX's ConvTranspose, channels first.
    const weight = graph.op('Transpose', [`${conv}.weight`], { perm: [3, 2, 0, 1] });
    const reached = (side - 1) * stride + kernel - 2 * padding;
    const dx = graph.op('ConvTranspose', [graph.op('Transpose', [picture], { perm: [0, 3, 1, 2] }), weight], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      output_padding: [inputSide - reached, inputSide - reached],
    });
    return graph.op('Transpose', [dx], { perm: [0, 2, 3, 1] });
  }
  const flat = graph.op('Reshape', [`${conv}.weight`, graph.ints([kernel * kernel, inChannels, outChannels])]);
  const backwards = graph.ints(Array.from({ length: kernel * kernel }, (_, tap) => kernel * kernel - 1 - tap));
  const rotated = graph.op('Transpose', [graph.op('Gather', [flat, backwards], { axis: 0 })], { perm: [0, 2, 1] });
  const matrix = graph.op('Reshape', [rotated, graph.ints([kernel * kernel * outChannels, inChannels])]);
  const columns = addColumns(graph, {
    kernel,
    stride,
    padding: kernel - 1 - padding,
    inChannels: outChannels,
    x: picture,
    inputSide: side,
  });
  return graph.op('Reshape', [
    graph.op('MatMul', [columns, matrix]),
    graph.ints([-1, inputSide, inputSide, inChannels]),
  ]);
}
