import type { NormStatistics } from '../layout.ts';
import { type ConvNorm, outputSide } from '../resnet18.ts';
import type { GraphBuilder } from './graph.ts';

/**
 * A convolution with batch norm in evaluation mode, forward and backward, as products of matrices over channels-last
 * activations. With a column matrix C (one row for each output position, its k × k × in neighbourhood in a row) and the
 * weight W as [out, k · k · in]:
 *
 *     y = C · Wᵀ         z = γ · (y − µ) / σ + β            (σ = √(variance + ε))
 *     dβ = Σ dz          dγ = Σ dz · (y − µ) / σ            dy = dz · γ / σ
 *     dW = dyᵀ · C       dx = dy ∗ W rotated by 180°
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
  const y = op('Gemm', [columns, weight], { transB: 1 });
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
      op('Gemm', [dy, columns], { transA: 1 }, `d:${weight}`);
      return wantsInput ? addInputGradient(graph, { definition, inputSide, side, dy }) : undefined;
    },
  };
}

interface ColumnsSpec extends Pick<ConvNorm, 'kernel' | 'stride' | 'padding' | 'inChannels'> {
  /** [batch, side, side, in] */
  x: string;
  inputSide: number;
}

/**
 * [batch, side, side, in] → [batch · side′ · side′, kernel · kernel · in]. One Gather of whole positions, which runs on
 * every core; a Slice for each tap and a Concat took three times as long.
 */
function addColumns(graph: GraphBuilder, spec: ColumnsSpec): string {
  const { kernel, padding, inChannels, x, inputSide } = spec;
  const padded = inputSide + 2 * padding;
  const pads = graph.ints([0, padding, padding, 0, 0, padding, padding, 0]);
  const bordered = padding > 0 ? graph.op('Pad', [x, pads]) : x;
  const positions = graph.op('Reshape', [bordered, graph.ints([-1, padded * padded, inChannels])]);
  const columns = graph.op('Gather', [positions, graph.ints(tapPositions(spec))], { axis: 1 });
  return graph.op('Reshape', [columns, graph.ints([-1, kernel * kernel * inChannels])]);
}

/** For each output position, the positions of its neighbourhood in the padded square. */
function tapPositions(spec: ColumnsSpec): number[] {
  const { kernel, stride, padding, inputSide } = spec;
  const padded = inputSide + 2 * padding;
  const side = outputSide(inputSide, spec);
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  const taps = range(kernel).flatMap((row) => range(kernel).map((column) => row * padded + column));
  const corners = range(side).flatMap((row) => range(side).map((column) => (row * padded + column) * stride));
  return corners.flatMap((corner) => taps.map((tap) => corner + tap));
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
    const flat = graph.op('Reshape', [`${conv}.weight`, graph.ints([outChannels, kernel, kernel, inChannels])]);
    const weight = graph.op('Transpose', [flat], { perm: [0, 3, 1, 2] });
    const reached = (side - 1) * stride + kernel - 2 * padding;
    const dx = graph.op('ConvTranspose', [graph.op('Transpose', [picture], { perm: [0, 3, 1, 2] }), weight], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      output_padding: [inputSide - reached, inputSide - reached],
    });
    return graph.op('Transpose', [dx], { perm: [0, 2, 3, 1] });
  }
  // Rows [out, tap] of W, taken as [tap backwards, out].
  const rows = graph.op('Reshape', [`${conv}.weight`, graph.ints([outChannels * kernel * kernel, inChannels])]);
  const order = Array.from({ length: kernel * kernel }, (_, tap) => kernel * kernel - 1 - tap).flatMap((tap) =>
    Array.from({ length: outChannels }, (_, out) => out * kernel * kernel + tap),
  );
  const rotated = graph.op('Gather', [rows, graph.ints(order)], { axis: 0 });
  const columns = addColumns(graph, {
    kernel,
    stride,
    padding: kernel - 1 - padding,
    inChannels: outChannels,
    x: picture,
    inputSide: side,
  });
  return graph.op('Reshape', [
    graph.op('MatMul', [columns, rotated]),
    graph.ints([-1, inputSide, inputSide, inChannels]),
  ]);
}
