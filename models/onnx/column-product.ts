import type { ConvNorm } from '../resnet18.ts';
import type { Product, ProductSpec } from './trainable-conv.ts';

/**
 * Any convolution as products of matrices, rows by picture. With a column matrix C (one row for each output position,
 * its kernel · kernel · in neighbourhood in a row):
 *
 *     y = C · W          dW = Cᵀ · dy          dC = dy · Wᵀ, whose numbers are added where they were taken from
 */
export function addColumnProduct(spec: ProductSpec): Product {
  const { graph, definition, x, side } = spec;
  const weight = `${definition.conv}.weight`;
  const columns = addColumns(spec, x);
  return {
    y: graph.op('Gemm', [columns, weight]),
    backward(dy, wantsInput) {
      graph.op('Gemm', [columns, dy], { transA: 1 }, `d:${weight}`);
      if (!wantsInput) return undefined;
      // One row of zeros behind each picture, for the positions that fewer taps have read than others.
      const rows = graph.op('Reshape', [dy, graph.ints([-1, side * side, definition.outChannels])]);
      const padded = graph.op('Pad', [rows, graph.ints([0, 0, 0, 0, 1, 0])]);
      const flat = graph.op('Reshape', [padded, graph.ints([-1, definition.outChannels])]);
      return addBack(spec, graph.op('Gemm', [flat, weight], { transB: 1 }));
    },
  };
}

/**
 * One Gather of whole positions, which runs on every core; a Slice for each tap and a Concat took three times as long.
 */
function addColumns({ graph, definition, inputSide, side }: ProductSpec, x: string): string {
  const { kernel, padding, inChannels } = definition;
  const padded = inputSide + 2 * padding;
  const pads = graph.ints([0, padding, padding, 0, 0, padding, padding, 0]);
  const square = graph.op('Reshape', [x, graph.ints([-1, inputSide, inputSide, inChannels])]);
  const bordered = padding > 0 ? graph.op('Pad', [square, pads]) : square;
  const positions = graph.op('Reshape', [bordered, graph.ints([-1, padded * padded, inChannels])]);
  const taps = tapPositions(definition, inputSide, side).flat();
  const columns = graph.op('Gather', [positions, graph.ints(taps)], { axis: 1 });
  return graph.op('Reshape', [columns, graph.ints([-1, kernel * kernel * inChannels])]);
}

/** Sums of the column matrix's gradient, for each position of the input. */
function addBack({ graph, definition, inputSide, side }: ProductSpec, dColumns: string): string {
  const { kernel, padding, inChannels } = definition;
  const taps = kernel * kernel;
  const padded = inputSide + 2 * padding;
  const readers: number[][] = Array.from({ length: padded * padded }, () => []);
  for (const [row, positions] of tapPositions(definition, inputSide, side).entries()) {
    for (const [tap, position] of positions.entries()) readers[position]?.push(row * taps + tap);
  }
  const range = Array.from({ length: inputSide }, (_, i) => i + padding);
  const inside = range.flatMap((row) => range.map((column) => readers[row * padded + column] ?? []));
  const most = Math.max(...inside.map((list) => list.length));
  const zeros = side * side * taps;
  const places = inside.flatMap((list) => Array.from({ length: most }, (_, i) => list[i] ?? zeros));
  const byPicture = graph.op('Reshape', [dColumns, graph.ints([-1, (side * side + 1) * taps, inChannels])]);
  const parts = graph.op('Gather', [byPicture, graph.ints(places)], { axis: 1 });
  const summed = graph.op('Reshape', [parts, graph.ints([-1, most, inChannels])]);
  return most === 1
    ? graph.op('Reshape', [summed, graph.ints([-1, inChannels])])
    : graph.op('ReduceSum', [summed, graph.ints([1])], { keepdims: 0 });
}

/** For each output position, the positions of its neighbourhood in the padded square. */
function tapPositions({ kernel, stride, padding }: ConvNorm, inputSide: number, side: number): number[][] {
  const padded = inputSide + 2 * padding;
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  const taps = range(kernel).flatMap((row) => range(kernel).map((column) => row * padded + column));
  const corners = range(side).flatMap((row) => range(side).map((column) => (row * padded + column) * stride));
  return corners.map((corner) => taps.map((tap) => corner + tap));
}
