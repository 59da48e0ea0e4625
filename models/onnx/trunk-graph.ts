import type { Boundary } from '../engine-interface.ts';
import { boundaryShape } from '../engine-interface.ts';
import { foldNorm } from '../layout.ts';
import { blocksOf, type ConvNorm, FEATURES, LAYERS, STEM, STEM_POOL } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';
import { createGraph, type GraphBuilder } from './graph.ts';

/**
 * The frozen network as an ONNX graph: input `pictures` [batch, size, size, 3], one output for each boundary, named
 * after it, channels last. Batch norm is folded into the convolutions, whose weights are part of the graph, so that
 * onnxruntime can lay them out for this processor once.
 */
export function buildTrunkGraph(spec: { tensors: Tensors; size: number; boundaries: readonly Boundary[] }): Uint8Array {
  const { tensors, size, boundaries } = spec;
  const graph = createGraph();
  const conv = (x: string, definition: ConvNorm) => frozenConv(graph, tensors, x, definition);
  const relu = (x: string) => graph.op('Relu', [x]);
  const wanted = new Set(boundaries);
  const mark = (boundary: Boundary, value: string, attributes?: { perm: number[] }) => {
    if (!wanted.delete(boundary)) return;
    graph.op(
      attributes ? 'Transpose' : 'Reshape',
      attributes ? [value] : [value, graph.ints([-1, FEATURES])],
      attributes,
      boundary,
    );
    graph.output(boundary, ['batch', ...boundaryShape(boundary, size)]);
  };

  const pictures = graph.op('Transpose', [graph.input('pictures', ['batch', size, size, 3])], { perm: [0, 3, 1, 2] });
  const { kernel, stride, padding } = STEM_POOL;
  let x = graph.op('MaxPool', [relu(conv(pictures, STEM))], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  });
  for (const layer of LAYERS) {
    for (const { first, second, shortcut } of blocksOf(layer)) {
      const straight = conv(relu(conv(x, first)), second);
      x = relu(graph.op('Add', [straight, shortcut ? conv(x, shortcut) : x]));
    }
    if (layer === 'layer4') mark('features', graph.op('GlobalAveragePool', [x]));
    else mark(layer, x, { perm: [0, 2, 3, 1] });
    if (wanted.size === 0) break;
  }
  return graph.encode();
}

function frozenConv(graph: GraphBuilder, tensors: Tensors, x: string, definition: ConvNorm): string {
  const { kernel, stride, padding } = definition;
  const { weight, bias } = foldNorm(tensors, definition);
  return graph.op('Conv', [x, graph.constant(weight), graph.constant(bias)], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  });
}
