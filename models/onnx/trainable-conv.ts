import type { NormStatistics } from '../layout.ts';
import { type ConvNorm, outputSide } from '../resnet18.ts';
import { addColumnProduct } from './column-product.ts';
import type { GraphBuilder } from './graph.ts';
import { addTapProduct, suitsTaps } from './tap-product.ts';
import { addWinogradProduct } from './winograd-product.ts';

/**
 * How a matrix [positions of all pictures, channels] orders its rows: picture by picture, or position by position with
 * the pictures side by side.
 */
export type RowOrder = 'by-picture' | 'by-position';

/**
 * A convolution y of x, and the gradients of both. Matrices have a row for each position of each picture, a column for
 * each channel.
 */
export interface Product {
  y: string;
  /** From dy: adds dW as a value named `d:` + weight; returns dx if wanted. */
  backward(dy: string, wantsInput: boolean): string | undefined;
}

export interface ProductSpec {
  graph: GraphBuilder;
  definition: ConvNorm;
  /** A matrix, its rows in the order that the product computes with. */
  x: string;
  /** Sides of the input and of the output, pixels. */
  inputSide: number;
  side: number;
}

/**
 * A convolution with batch norm in evaluation mode, forward and backward:
 *
 *     y = W ∗ x          z = γ · (y − µ) / σ + β            (σ = √(variance + ε))
 *     dβ = Σ dz          dγ = Σ dz · (y − µ) / σ            dy = dz · γ / σ
 */
export interface TrainableConv {
  z: string;
  /** Adds the gradients of W, γ and β as values named `d:` + parameter; returns dx if wanted. */
  backward(dz: string, wantsInput: boolean): string | undefined;
}

interface ConvSpec extends Omit<ProductSpec, 'side'> {
  statistics: NormStatistics;
  /** Of the rows of x and dx; a strided convolution has them by picture. */
  from: RowOrder;
  /** Of the rows of z and dz. */
  to: RowOrder;
}

export function addTrainableConv({ statistics, from, to, ...spec }: ConvSpec): TrainableConv {
  const { graph, definition, inputSide } = spec;
  const { conv, norm, outChannels } = definition;
  const op = graph.op;
  const side = outputSide(inputSide, definition);
  const channels = (data: Float32Array) => graph.constant({ shape: [outChannels], data });
  const mean = channels(statistics.mean);
  const inverseDeviation = channels(statistics.inverseDeviation);
  const [gamma, beta] = [`${norm}.weight`, `${norm}.bias`];

  const addProduct =
    from === 'by-position' ? addWinogradProduct : suitsTaps(definition, inputSide) ? addTapProduct : addColumnProduct;
  const product = addProduct({ ...spec, side });
  const y = reorderRows(graph, product.y, { side, channels: outChannels, from, to });
  const scale = op('Mul', [gamma, inverseDeviation]);
  const shift = op('Sub', [beta, op('Mul', [mean, scale])]);
  const z = op('Add', [op('Mul', [y, scale]), shift]);

  return {
    z,
    backward(dz, wantsInput) {
      const sum = (value: string, name?: string) => op('ReduceSum', [value, graph.ints([0])], { keepdims: 0 }, name);
      const dBeta = sum(dz, `d:${beta}`);
      const centred = op('Sub', [sum(op('Mul', [dz, y])), op('Mul', [mean, dBeta])]);
      op('Mul', [centred, inverseDeviation], {}, `d:${gamma}`);
      const dy = op('Mul', [dz, scale]);
      const ordered = reorderRows(graph, dy, { side, channels: outChannels, from: to, to: from });
      return product.backward(ordered, wantsInput) ?? raiseUnlessUnwanted(wantsInput, conv);
    },
  };
}

function raiseUnlessUnwanted(wantsInput: boolean, conv: string): undefined {
  if (wantsInput) throw new Error(`"${conv}" gives no gradient of its input`);
}

interface Reordering {
  side: number;
  channels: number;
  from: RowOrder;
  to: RowOrder;
}

/** A matrix with its rows in another order. */
export function reorderRows(graph: GraphBuilder, matrix: string, { side, channels, from, to }: Reordering): string {
  if (from === to) return matrix;
  const shape = from === 'by-picture' ? [-1, side * side, channels] : [side * side, -1, channels];
  const swapped = graph.op('Transpose', [graph.op('Reshape', [matrix, graph.ints(shape)])], { perm: [1, 0, 2] });
  return graph.op('Reshape', [swapped, graph.ints([-1, channels])]);
}
