import { boundaryShape, type Engine, OPEN_STAGES, type Top } from '../engine-interface.ts';
import { type ToLayout, trainableParameters } from '../layout.ts';
import { sizeOf, type Tensor, type Tensors } from '../tensors.ts';
import { addParts, joinForward, picturesAtOnce, type RunForward, type RunPart } from './parts.ts';
import { floatsOf, type OpenSession, openWhenNeeded, toOrt } from './sessions.ts';
import { splitTaps } from './tap-product.ts';
import { buildForwardGraph, buildStepGraph, type TopSpec } from './top-graph.ts';

/** A step that has to take fewer pictures at once needs so much memory that it should not keep it. */
const USUAL_BATCH = 16;

/** @param toLayout how a tensor comes into the engines' layout; nothing here changes what it gives. */
export function openTop(open: OpenSession, spec: Parameters<Engine['openTop']>[0], toLayout: ToLayout): Top {
  const { boundary, size, classes, tensors } = spec;
  const parameters = trainableParameters({ tensors, stages: OPEN_STAGES[boundary], classes, toLayout });
  const toPieces = (arrays: Tensors) => [...splitTaps(arrays, spec)];
  const parameterShapes = new Map(toPieces(parameters).map(([name, { shape }]) => [name, shape]));
  const topSpec: TopSpec = { ...spec, parameterShapes };
  const atOnce = picturesAtOnce(boundary, size);
  const isSmall = atOnce >= USUAL_BATCH;
  const step = openWhenNeeded(() => open(buildStepGraph(topSpec), isSmall));
  const forward = openWhenNeeded(() => open(buildForwardGraph(topSpec), isSmall));
  const feeds = (activations: Float32Array, count: number) => ({
    activations: toOrt({ shape: [count, ...boundaryShape(boundary, size)], data: activations }),
    ...Object.fromEntries(toPieces(parameters).map(([name, tensor]) => [name, toOrt(tensor)])),
  });
  const runPart: RunPart = async ({ activations, labels, gradients }, share) => {
    const pieces = toPieces(withShapes(gradients, parameters)).map(([name, tensor]) => [`d:${name}`, toOrt(tensor)]);
    const fetches = { loss: null, logits: null, ...Object.fromEntries(pieces) };
    const inputs = { ...feeds(activations, labels.length), ...labelFeeds(labels, classes, share) };
    const outputs = await step.run(inputs, fetches);
    return { loss: floatsOf(outputs, 'loss')[0] ?? Number.NaN, logits: floatsOf(outputs, 'logits') };
  };
  const runForward: RunForward = async (part, count) => {
    const outputs = await forward.run(feeds(part, count));
    const layers = OPEN_STAGES[boundary].filter((stage) => stage !== 'head');
    return {
      logits: floatsOf(outputs, 'logits'),
      features: floatsOf(outputs, 'features'),
      layers: new Map(
        layers.map((name) => [name, { shape: [...(outputs[name]?.dims ?? [])], data: floatsOf(outputs, name) }]),
      ),
    };
  };
  let terms: Map<string, Float32Array> | undefined;
  return {
    parameters,
    gradients(activations, labels, into) {
      const gradients = into ?? emptyGradients(parameters);
      if (labels.length > atOnce) terms ??= emptyGradients(parameters);
      return addParts({ activations, labels, gradients, atOnce, terms: terms ?? gradients }, runPart);
    },
    forward: (activations, count) => joinForward({ activations, count, atOnce }, runForward),
    async release() {
      await Promise.all([step.release(), forward.release()]);
    },
  };
}

function emptyGradients(parameters: ReadonlyMap<string, Tensor>): Map<string, Float32Array> {
  return new Map([...parameters].map(([name, { shape }]) => [name, new Float32Array(sizeOf(shape))]));
}

/** Arrays as tensors of the shapes that those of the same names have. */
function withShapes(arrays: ReadonlyMap<string, Float32Array>, like: Tensors): Tensors {
  return new Map([...arrays].map(([name, data]) => [name, { shape: like.get(name)?.shape ?? [], data }]));
}

function labelFeeds(labels: readonly number[], classes: number, share: number) {
  const oneHot = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => {
    oneHot[i * classes + label] = 1;
  });
  return {
    labels: toOrt({ shape: [labels.length, classes], data: oneHot }),
    perPicture: toOrt({ shape: [], data: Float32Array.of(share) }),
  };
}
