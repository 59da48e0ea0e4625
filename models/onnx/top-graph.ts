import { type Boundary, boundaryShape, OPEN_STAGES } from '../engine-interface.ts';
import { normStatistics } from '../layout.ts';
import { type Block, blocksOf, type ConvNorm, FEATURES, type Layer, outputSide } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';
import { createGraph, type GraphBuilder } from './graph.ts';
import { addTrainableConv, type RowOrder, reorderRows } from './trainable-conv.ts';
import { suitsWinograd } from './winograd-product.ts';

export interface TopSpec {
  /** Batch norm's statistics are read from here; what trains is fed at each run. */
  tensors: Tensors;
  size: number;
  boundary: Boundary;
  classes: number;
  /** Of what trains, by name: in the engines' layout, in the pieces that the graphs read (see `splitTaps`). */
  parameterShapes: ReadonlyMap<string, readonly number[]>;
}

/** What a layer gives, and how to send a gradient back through what made it. */
interface Traced {
  /** A matrix [positions of all pictures, channels]. */
  x: string;
  order: RowOrder;
  side: number;
  /** Takes the gradient of `x`; returns the gradient of the layer's input, rows by picture, if wanted. */
  backward(dx: string, wantsInput: boolean): string | undefined;
}

/**
 * The forward graph: inputs `activations` and every parameter by its name; outputs `logits`, `features` and each open
 * layer by its name, channels last.
 */
export function buildForwardGraph(spec: TopSpec): Uint8Array {
  const graph = createGraph();
  const { features, layers } = addBody(graph, spec);
  for (const [layer, traced] of layers) {
    const { side } = traced;
    const shape = graph.ints([-1, side, side, channelsOf(layer)]);
    graph.op('Reshape', [byPicture(graph, layer, traced), shape], {}, layer);
    graph.output(layer, ['batch', side, side, channelsOf(layer)]);
  }
  graph.op('Identity', [features], {}, 'features');
  graph.output('features', ['batch', FEATURES]);
  addLogits(graph, features, spec.classes);
  return graph.encode();
}

/**
 * The training step: inputs `activations`, `labels` (one-hot [batch, classes]), `perPicture` (1 / batch) and every
 * parameter by its name; outputs `loss`, `logits` and `d:` + name for each parameter.
 */
export function buildStepGraph(spec: TopSpec): Uint8Array {
  const graph = createGraph();
  const { op } = graph;
  const { features, layers } = addBody(graph, spec);
  const logits = addLogits(graph, features, spec.classes);
  const labels = graph.input('labels', ['batch', spec.classes]);
  const perPicture = graph.input('perPicture', []);

  const logProbabilities = op('LogSoftmax', [logits], { axis: 1 });
  const total = op('ReduceSum', [op('Mul', [labels, logProbabilities])], { keepdims: 0 });
  op('Neg', [op('Mul', [total, perPicture])], {}, 'loss');
  graph.output('loss', []);

  const dLogits = op('Mul', [op('Sub', [op('Softmax', [logits], { axis: 1 }), labels]), perPicture]);
  op('Gemm', [dLogits, features], { transA: 1 }, 'd:fc.weight');
  op('ReduceSum', [dLogits, graph.ints([0])], { keepdims: 0 }, 'd:fc.bias');
  addLayersBackward(graph, layers, op('MatMul', [dLogits, 'fc.weight']));
  for (const [name, shape] of spec.parameterShapes) graph.output(`d:${name}`, shape);
  return graph.encode();
}

function addBody(graph: GraphBuilder, spec: TopSpec): { features: string; layers: Map<Layer, Traced> } {
  const { boundary, size, parameterShapes } = spec;
  const input = graph.input('activations', ['batch', ...boundaryShape(boundary, size)]);
  for (const [name, shape] of parameterShapes) graph.input(name, shape);
  const layers = new Map<Layer, Traced>();
  if (boundary === 'features') return { features: input, layers };
  const [inputSide = 0, , channels = 0] = boundaryShape(boundary, size);
  let previous = { x: graph.op('Reshape', [input, graph.ints([-1, channels])]), side: inputSide };
  let last: Traced | undefined;
  for (const layer of OPEN_STAGES[boundary]) {
    if (layer === 'head') break;
    last = addLayer(graph, spec.tensors, { layer, ...previous });
    layers.set(layer, last);
    previous = { x: byPicture(graph, layer, last), side: last.side };
  }
  return { features: addMean(graph, last as Traced), layers };
}

function byPicture(graph: GraphBuilder, layer: Layer, { x, order, side }: Traced): string {
  return reorderRows(graph, x, { side, channels: channelsOf(layer), from: order, to: 'by-picture' });
}

/** The mean over the positions of each picture. */
function addMean(graph: GraphBuilder, { x, order, side }: Traced): string {
  const isByPicture = order === 'by-picture';
  const shape = isByPicture ? [-1, side * side, FEATURES] : [side * side, -1, FEATURES];
  const axes = [isByPicture ? 1 : 0];
  return graph.op('ReduceMean', [graph.op('Reshape', [x, graph.ints(shape)])], { axes, keepdims: 0 });
}

function addLogits(graph: GraphBuilder, features: string, classes: number): string {
  graph.output('logits', ['batch', classes]);
  return graph.op('Gemm', [features, 'fc.weight', 'fc.bias'], { transB: 1 }, 'logits');
}

interface LayerSpec {
  layer: Layer;
  /** A matrix, rows by picture. */
  x: string;
  /** Of the input, pixels. */
  side: number;
}

function addLayer(graph: GraphBuilder, tensors: Tensors, { layer, x, side }: LayerSpec): Traced {
  const [first, second] = blocksOf(layer);
  const ownSide = outputSide(side, first.first);
  const order = suitsWinograd(ownSide) ? 'by-position' : 'by-picture';
  const one = addBlock(graph, tensors, { block: first, x, inputSide: side, from: 'by-picture', to: order });
  const two = addBlock(graph, tensors, { block: second, x: one.x, inputSide: ownSide, from: order, to: order });
  return {
    x: two.x,
    order,
    side: ownSide,
    backward: (dx, wantsInput) => one.backward(two.backward(dx, true) as string, wantsInput),
  };
}

interface BlockSpec {
  block: Block;
  /** A matrix. */
  x: string;
  inputSide: number;
  /** The order of the rows of the input, and of the output. */
  from: RowOrder;
  to: RowOrder;
}

function addBlock(graph: GraphBuilder, tensors: Tensors, { block, x, inputSide, from, to }: BlockSpec) {
  const { op } = graph;
  const conv = (definition: ConvNorm, input: { x: string; inputSide: number; from: RowOrder }) =>
    addTrainableConv({ graph, definition, statistics: normStatistics(tensors, definition), ...input, to });
  /** The gradient of a rectified value: it passes where the value is above 0. */
  const gate = (gradient: string, rectified: string) =>
    op('Mul', [gradient, op('Cast', [op('Greater', [rectified, graph.constant(ZERO)])], { to: 1 })]);

  const first = conv(block.first, { x, inputSide, from });
  const hidden = op('Relu', [first.z]);
  const second = conv(block.second, { x: hidden, inputSide: outputSide(inputSide, block.first), from: to });
  const shortcut = block.shortcut && conv(block.shortcut, { x, inputSide, from });
  const sum = op('Relu', [op('Add', [second.z, shortcut ? shortcut.z : x])]);
  return {
    x: sum,
    backward(dx: string, wantsInput: boolean): string | undefined {
      const dSum = gate(dx, sum);
      const dHidden = second.backward(dSum, true) as string;
      const straight = first.backward(gate(dHidden, hidden), wantsInput);
      const around = shortcut ? shortcut.backward(dSum, wantsInput) : dSum;
      return straight && around && op('Add', [straight, around]);
    },
  };
}

const ZERO = { shape: [], data: Float32Array.of(0) };

/** From the gradient of the features [batch, 512] back through the open layers, the last one first. */
function addLayersBackward(graph: GraphBuilder, layers: Map<Layer, Traced>, dFeatures: string): void {
  const reversed = [...layers].reverse();
  const [, last] = reversed[0] ?? [];
  if (!last) return;
  const positions = last.side * last.side;
  const share = graph.constant({ shape: [], data: Float32Array.of(1 / positions) });
  const isByPicture = last.order === 'by-picture';
  const shape = (count: number) => graph.ints(isByPicture ? [-1, count, FEATURES] : [count, -1, FEATURES]);
  const perPosition = graph.op('Reshape', [graph.op('Mul', [dFeatures, share]), shape(1)]);
  const times = graph.ints(isByPicture ? [1, positions, 1] : [positions, 1, 1]);
  const spread = graph.op('Expand', [perPosition, times]);
  let dx: string | undefined = graph.op('Reshape', [spread, graph.ints([-1, FEATURES])]);
  reversed.forEach(([layer, { side, order, backward }], i) => {
    const from = i === 0 ? order : 'by-picture';
    const ordered = dx && reorderRows(graph, dx, { side, channels: channelsOf(layer), from, to: order });
    dx = ordered && backward(ordered, i < reversed.length - 1);
  });
}

function channelsOf(layer: Layer): number {
  return blocksOf(layer)[1].second.outChannels;
}
