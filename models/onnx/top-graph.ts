import { type Boundary, boundaryShape, OPEN_STAGES } from '../engine-interface.ts';
import { normStatistics } from '../layout.ts';
import { type Block, blocksOf, type ConvNorm, FEATURES, type Layer } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';
import { createGraph, type GraphBuilder } from './graph.ts';
import { addTrainableConv } from './trainable-conv.ts';

export interface TopSpec {
  /** Batch norm's statistics are read from here; what trains is fed at each run. */
  tensors: Tensors;
  size: number;
  boundary: Boundary;
  classes: number;
  /** What trains, by name, in the engines' layout. */
  parameters: Tensors;
}

/** Activations with the side of their square, and how to send a gradient back through what made them. */
interface Traced {
  /** [batch, side, side, channels] */
  x: string;
  side: number;
  /** Takes the gradient of `x`; returns the gradient of the input if wanted. Both [batch, side, side, channels]. */
  backward(dx: string, wantsInput: boolean): string | undefined;
}

/**
 * The forward graph: inputs `activations` and every parameter by its name; outputs `logits`, `features` and each open
 * layer by its name, channels last.
 */
export function buildForwardGraph(spec: TopSpec): Uint8Array {
  const graph = createGraph();
  const { features, layers } = addBody(graph, spec);
  for (const [layer, { x, side }] of layers) {
    graph.op('Identity', [x], {}, layer);
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
  for (const [name, { shape }] of spec.parameters) graph.output(`d:${name}`, shape);
  return graph.encode();
}

function addBody(graph: GraphBuilder, spec: TopSpec): { features: string; layers: Map<Layer, Traced> } {
  const { boundary, size, parameters } = spec;
  let x = graph.input('activations', ['batch', ...boundaryShape(boundary, size)]);
  for (const [name, { shape }] of parameters) graph.input(name, shape);
  const layers = new Map<Layer, Traced>();
  if (boundary === 'features') return { features: x, layers };
  let side = boundaryShape(boundary, size)[0] as number;
  for (const layer of OPEN_STAGES[boundary]) {
    if (layer === 'head') break;
    const [first, second] = blocksOf(layer);
    const one = addBlock(graph, spec.tensors, { block: first, x, side });
    const two = addBlock(graph, spec.tensors, { block: second, x: one.x, side: one.side });
    const backward: Traced['backward'] = (dx, wantsInput) => one.backward(two.backward(dx, true) as string, wantsInput);
    layers.set(layer, { x: two.x, side: two.side, backward });
    ({ x, side } = two);
  }
  const rows = graph.op('Reshape', [x, graph.ints([-1, side * side, FEATURES])]);
  return { features: graph.op('ReduceMean', [rows], { axes: [1], keepdims: 0 }), layers };
}

function addLogits(graph: GraphBuilder, features: string, classes: number): string {
  graph.output('logits', ['batch', classes]);
  return graph.op('Gemm', [features, 'fc.weight', 'fc.bias'], { transB: 1 }, 'logits');
}

interface BlockSpec {
  block: Block;
  x: string;
  side: number;
}

function addBlock(graph: GraphBuilder, tensors: Tensors, { block, x, side }: BlockSpec): Traced {
  const { op } = graph;
  const conv = (definition: ConvNorm, input: string, inputSide: number) =>
    addTrainableConv({ graph, definition, statistics: normStatistics(tensors, definition), x: input, inputSide });
  const image = (matrix: string, length: number, channels: number) =>
    op('Reshape', [matrix, graph.ints([-1, length, length, channels])]);
  const matrix = (value: string, channels: number) => op('Reshape', [value, graph.ints([-1, channels])]);
  /** The gradient of a rectified value: it passes where the value is above 0. */
  const gate = (gradient: string, rectified: string) =>
    op('Mul', [gradient, op('Cast', [op('Greater', [rectified, graph.constant(ZERO)])], { to: 1 })]);

  const channels = block.second.outChannels;
  const first = conv(block.first, x, side);
  const hidden = op('Relu', [first.z]);
  const second = conv(block.second, image(hidden, first.side, channels), first.side);
  const shortcut = block.shortcut && conv(block.shortcut, x, side);
  const sum = op('Relu', [op('Add', [second.z, shortcut ? shortcut.z : matrix(x, channels)])]);
  return {
    x: image(sum, second.side, channels),
    side: second.side,
    backward(dx, wantsInput) {
      const dSum = gate(matrix(dx, channels), sum);
      const dHidden = matrix(second.backward(dSum, true) as string, channels);
      const straight = first.backward(gate(dHidden, hidden), wantsInput);
      const around = shortcut ? shortcut.backward(dSum, wantsInput) : image(dSum, side, channels);
      return straight && around && op('Add', [straight, around]);
    },
  };
}

const ZERO = { shape: [], data: Float32Array.of(0) };

/** From the gradient of the features [batch, 512] back through the open layers, the last one first. */
function addLayersBackward(graph: GraphBuilder, layers: Map<Layer, Traced>, dFeatures: string): void {
  const reversed = [...layers.values()].reverse();
  const last = reversed[0];
  if (!last) return;
  const { side } = last;
  const share = graph.constant({ shape: [], data: Float32Array.of(1 / (side * side)) });
  const perPosition = graph.op('Reshape', [graph.op('Mul', [dFeatures, share]), graph.ints([-1, 1, 1, FEATURES])]);
  let dx: string | undefined = graph.op('Expand', [perPosition, graph.ints([1, side, side, 1])]);
  reversed.forEach((traced, i) => {
    dx = dx && traced.backward(dx, i < reversed.length - 1);
  });
}

function channelsOf(layer: Layer): number {
  return blocksOf(layer)[1].second.outChannels;
}
