import { type Boundary, OPEN_STAGES } from '../engine-interface.ts';
import { activationShape, type ConvNorm, convsOf } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';
import type { GraphBuilder } from './graph.ts';
import type { Product, ProductSpec } from './trainable-conv.ts';

/** One position of the output and the position of the input that it reads through one tap of the kernel. */
interface Pair {
  output: number;
  input: number;
}

/** The graph's name for the rows of a convolution's weight that belong to one tap. */
function tapName(weight: string, tap: number): string {
  return `${weight}@${tap}`;
}

/**
 * A convolution on a map so small that every position reads every other: 20 of the 36 products of a position with a
 * tap would be with the padding. Each tap is a product of its own, over the pairs of positions that it joins, rows by
 * picture:
 *
 *     y = Σ x · W          dW = xᵀ · dy          dx = Σ dy · Wᵀ          (x, dy: the rows of a tap's pairs)
 */
export function addTapProduct({ graph, definition, x, side }: ProductSpec): Product {
  const { inChannels, outChannels } = definition;
  const weight = `${definition.conv}.weight`;
  const taps = tapPairs(definition, side);
  const gather = (value: string, positions: readonly number[], channels: number) => {
    const byPicture = graph.op('Reshape', [value, graph.ints([-1, side * side, channels])]);
    const rows = graph.op('Gather', [byPicture, graph.ints(positions)], { axis: 1 });
    return graph.op('Reshape', [rows, graph.ints([-1, channels])]);
  };
  const inputs = taps.map((pairs) =>
    gather(
      x,
      pairs.map(({ input }) => input),
      inChannels,
    ),
  );
  const products = inputs.map((rows, tap) => graph.op('Gemm', [rows, tapName(weight, tap)]));
  return {
    y: addUp(
      graph,
      products,
      taps.map((pairs) => pairs.map(({ output }) => output)),
      outChannels,
    ),
    backward(dy, wantsInput) {
      const gradients = taps.map((pairs) =>
        gather(
          dy,
          pairs.map(({ output }) => output),
          outChannels,
        ),
      );
      gradients.forEach((rows, tap) => {
        graph.op('Gemm', [inputs[tap] as string, rows], { transA: 1 }, `d:${tapName(weight, tap)}`);
      });
      if (!wantsInput) return undefined;
      const back = gradients.map((rows, tap) => graph.op('Gemm', [rows, tapName(weight, tap)], { transB: 1 }));
      return addUp(
        graph,
        back,
        taps.map((pairs) => pairs.map(({ input }) => input)),
        inChannels,
      );
    },
  };
}

/** The side of such a map; with a single position most taps would have nothing to do. */
export const TAPS_SIDE = 2;

/** Whether a convolution is computed so. */
export function suitsTaps({ kernel, stride }: ConvNorm, inputSide: number): boolean {
  return kernel === 3 && stride === 1 && inputSide === TAPS_SIDE;
}

/**
 * Arrays as the graphs name them: those that belong to a weight which is read tap by tap are replaced by their parts,
 * which share their memory.
 * @param arrays by the names of parameters, in the engines' layout.
 */
export function splitTaps(arrays: Tensors, { boundary, size }: { boundary: Boundary; size: number }): Tensors {
  const split = new Map(arrays);
  for (const stage of OPEN_STAGES[boundary]) {
    if (stage === 'head') continue;
    const [side] = activationShape(stage, size);
    for (const definition of convsOf(stage)) {
      const weight = `${definition.conv}.weight`;
      const whole = arrays.get(weight);
      if (!whole || !suitsTaps(definition, side)) continue;
      split.delete(weight);
      const { kernel, inChannels, outChannels } = definition;
      const length = inChannels * outChannels;
      for (let tap = 0; tap < kernel * kernel; tap++) {
        const data = whole.data.subarray(tap * length, (tap + 1) * length);
        split.set(tapName(weight, tap), { shape: [inChannels, outChannels], data });
      }
    }
  }
  return split;
}

/** Adds the rows that belong to the same position. `positions` says, for each product, which its rows belong to. */
function addUp(graph: GraphBuilder, products: readonly string[], positions: readonly number[][], channels: number) {
  const blocks = products.map((rows, i) =>
    graph.op('Reshape', [rows, graph.ints([-1, positions[i]?.length ?? 0, channels])]),
  );
  const all = graph.op('Concat', blocks, { axis: 1 });
  const owners = positions.flat();
  const order = owners.map((_, i) => i).sort((a, b) => (owners[a] as number) - (owners[b] as number));
  const ordered = graph.op('Gather', [all, graph.ints(order)], { axis: 1 });
  const count = new Set(owners).size;
  const terms = graph.op('Reshape', [ordered, graph.ints([-1, owners.length / count, channels])]);
  return graph.op('ReduceSum', [terms, graph.ints([1])], { keepdims: 0 });
}

/** For each tap of the kernel, row by row, the pairs of positions that it joins. */
function tapPairs({ kernel, padding }: ConvNorm, side: number): Pair[][] {
  const isInside = (place: number) => place >= 0 && place < side;
  return Array.from({ length: kernel * kernel }, (_, tap) => {
    const [down, right] = [Math.floor(tap / kernel) - padding, (tap % kernel) - padding];
    return Array.from({ length: side * side }, (_, output) => {
      const [row, column] = [Math.floor(output / side) + down, (output % side) + right];
      return isInside(row) && isInside(column) ? [{ output, input: row * side + column }] : [];
    }).flat();
  });
}
