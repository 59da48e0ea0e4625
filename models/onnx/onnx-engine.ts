import './no-telemetry.ts';
import { availableParallelism, cpus } from 'node:os';
import { env, InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { boundaryShape, type Engine, OPEN_STAGES, type Top, type Trunk } from '../engine-interface.ts';
import { trainableParameters } from '../layout.ts';
import { sizeOf, type Tensor, type Tensors } from '../tensors.ts';
import { createGraph } from './graph.ts';
import { addParts, joinForward, picturesAtOnce, type RunForward, type RunPart } from './parts.ts';
import { splitTaps } from './tap-product.ts';
import { buildForwardGraph, buildStepGraph, type TopSpec } from './top-graph.ts';
import { buildTrunkGraph } from './trunk-graph.ts';

/** A step that has to take fewer pictures at once needs so much memory that it should not keep it. */
const USUAL_BATCH = 16;

/** In the order of preference. */
export const PROVIDERS = ['cuda', 'webgpu', 'cpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** @param keepsMemory what a run has needed stays with the session for the next: faster, but never given back. */
type OpenSession = (graph: Uint8Array, keepsMemory?: boolean) => Promise<InferenceSession>;

/**
 * An engine on onnxruntime.
 * @throws when the provider does not start on this machine; which it is, only trying can tell.
 */
export async function openOnnxEngine(provider: Provider): Promise<Engine> {
  const threads = availableParallelism();
  // Whatever fails arrives as an exception too.
  env.logLevel = 'fatal';
  const open: OpenSession = (graph, keepsMemory = true) =>
    InferenceSession.create(graph, {
      executionProviders: [provider],
      intraOpNumThreads: threads,
      enableCpuMemArena: keepsMemory,
    });
  await tryOut(open);
  const device = provider === 'cpu' ? `${cpus()[0]?.model.trim() ?? 'CPU'}, ${threads} threads` : 'GPU';
  return {
    label: { engine: 'onnx', provider, device },
    openTrunk: (spec) => openTrunk(open, spec),
    openTop: (spec) => openTop(open, spec),
  };
}

/** Some providers are found and still cannot compute. */
async function tryOut(open: OpenSession): Promise<void> {
  const graph = createGraph();
  graph.op('MatMul', [graph.input('x', [2, 2]), graph.input('x2', [2, 2])], {}, 'y');
  graph.output('y', [2, 2]);
  const session = await open(graph.encode());
  const x = toOrt({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) });
  const { y } = await session.run({ x, x2: x });
  await session.release();
  if (String(y?.data) !== '7,10,15,22') throw new Error(`the provider computes wrongly: ${String(y?.data)}`);
}

async function openTrunk(open: OpenSession, spec: Parameters<Engine['openTrunk']>[0]): Promise<Trunk> {
  const session = await open(buildTrunkGraph(spec));
  return {
    async run(pictures, count) {
      const shape = [count, spec.size, spec.size, 3];
      const outputs = await session.run({ pictures: toOrt({ shape, data: pictures }) });
      return new Map(spec.boundaries.map((boundary) => [boundary, floatsOf(outputs, boundary)]));
    },
    release: () => session.release(),
  };
}

async function openTop(open: OpenSession, spec: Parameters<Engine['openTop']>[0]): Promise<Top> {
  const { boundary, size, classes, tensors } = spec;
  const parameters = trainableParameters(tensors, OPEN_STAGES[boundary], classes);
  const toPieces = (arrays: Tensors) => [...splitTaps(arrays, spec)];
  const topSpec: TopSpec = { ...spec, parameters: new Map(toPieces(parameters)) };
  const atOnce = picturesAtOnce(boundary, size);
  const isSmall = atOnce >= USUAL_BATCH;
  const step = await open(buildStepGraph(topSpec), isSmall);
  const forward = await open(buildForwardGraph(topSpec), isSmall);
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
      await step.release();
      await forward.release();
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

function toOrt({ shape, data }: Tensor): OrtTensor {
  return new OrtTensor('float32', data, shape);
}

function floatsOf(outputs: InferenceSession.ReturnType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`onnxruntime gave no floats for "${name}"`);
  return data;
}
