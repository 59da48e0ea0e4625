import type { GraphBuilder } from './graph.ts';
import type { Product, ProductSpec } from './trainable-conv.ts';

/**
 * A 3 × 3 convolution of stride 1 by Winograd's F(2 × 2, 3 × 3) (Lavin and Gray 2015, "Fast Algorithms for
 * Convolutional Neural Networks"), rows by position: each 2 × 2 square of the output takes 16 multiplications a pair of
 * channels instead of 36. With small maps every transform is one product with a constant matrix over all positions:
 *
 *     V = B · x       U = G · W       M = V · U (16 products of matrices)       y = A · M
 *     dM = Aᵀ · dy    dU = Vᵀ · dM    dW = Gᵀ · dU    dV = dM · Uᵀ              dx = Bᵀ · dV
 */
export function addWinogradProduct({ graph, definition, x, side }: ProductSpec): Product {
  const { inChannels, outChannels } = definition;
  const weight = `${definition.conv}.weight`;
  const transforms = transformsOf(side);
  const [b, g, a] = [transforms.input, transforms.filter, transforms.output];
  const apply = (matrix: Matrix, value: string) => {
    const wide = graph.op('Reshape', [value, graph.ints([matrix.columns, -1])]);
    return graph.op('MatMul', [constant(graph, matrix), wide]);
  };
  const stack = (value: string, channels: number) => graph.op('Reshape', [value, graph.ints([16, -1, channels])]);
  const rows = (value: string, channels: number) => graph.op('Reshape', [value, graph.ints([-1, channels])]);
  const flip = (value: string) => graph.op('Transpose', [value], { perm: [0, 2, 1] });

  const v = stack(apply(b, x), inChannels);
  const u = graph.op('Reshape', [apply(g, weight), graph.ints([16, inChannels, outChannels])]);
  const y = rows(apply(a, graph.op('MatMul', [v, u])), outChannels);
  return {
    y,
    backward(dy, wantsInput) {
      const dM = stack(apply(transpose(a), dy), outChannels);
      const dU = graph.op('MatMul', [flip(v), dM]);
      const dW = apply(transpose(g), dU);
      graph.op('Reshape', [dW, graph.ints([9 * inChannels, outChannels])], {}, `d:${weight}`);
      return wantsInput ? rows(apply(transpose(b), graph.op('MatMul', [dM, flip(u)])), inChannels) : undefined;
    },
  };
}

/**
 * Whether all 3 × 3 convolutions of stride 1 on a map of this side are computed so: smaller maps have too few rows for
 * 16 products, and for larger ones the transforms would have to be taken apart.
 */
export function suitsWinograd(side: number): boolean {
  return side >= 5 && side <= 8;
}

interface Matrix {
  rows: number;
  columns: number;
  at: (row: number, column: number) => number;
}

const B = [
  [1, 0, -1, 0],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, 1, 0, -1],
];
const G = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];
const A = [
  [1, 1, 1, 0],
  [0, 1, -1, -1],
];

/**
 * Every transform as a matrix over both dimensions of a map at once. What is transformed is ordered by frequency
 * (4 × 4), then by tile; a map by its positions, row by row.
 */
function transformsOf(side: number): { input: Matrix; filter: Matrix; output: Matrix } {
  const tiles = Math.ceil(side / 2);
  /** [frequency row, frequency column, tile row, tile column] of a row of what is transformed. */
  const digits = (index: number) => {
    const [frequency, tile] = [Math.floor(index / (tiles * tiles)), index % (tiles * tiles)];
    return [Math.floor(frequency / 4), frequency % 4, Math.floor(tile / tiles), tile % tiles] as const;
  };
  const place = (index: number, width: number) => [Math.floor(index / width), index % width] as const;
  return {
    input: {
      rows: 16 * tiles * tiles,
      columns: side * side,
      at(row, column) {
        const [[fy, fx, ty, tx], [y, x]] = [digits(row), place(column, side)];
        // A tile's 4 × 4 inputs begin one position before its 2 × 2 outputs: the padding.
        return (B[fy]?.[y - 2 * ty + 1] ?? 0) * (B[fx]?.[x - 2 * tx + 1] ?? 0);
      },
    },
    filter: {
      rows: 16,
      columns: 9,
      at(row, column) {
        const [[fy, fx], [y, x]] = [place(row, 4), place(column, 3)];
        return (G[fy]?.[y] ?? 0) * (G[fx]?.[x] ?? 0);
      },
    },
    output: {
      rows: side * side,
      columns: 16 * tiles * tiles,
      at(row, column) {
        const [[fy, fx, ty, tx], [y, x]] = [digits(column), place(row, side)];
        return (A[y - 2 * ty]?.[fy] ?? 0) * (A[x - 2 * tx]?.[fx] ?? 0);
      },
    },
  };
}

function transpose({ rows, columns, at }: Matrix): Matrix {
  return { rows: columns, columns: rows, at: (row, column) => at(column, row) };
}

function constant(graph: GraphBuilder, { rows, columns, at }: Matrix): string {
  const data = Float32Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));
  return graph.constant({ shape: [rows, columns], data });
}
