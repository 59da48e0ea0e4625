import './no-telemetry.ts';
import { availableParallelism, cpus } from 'node:os';
import { env, InferenceSession } from 'onnxruntime-node';
import type { Engine } from '../engine-interface.ts';
import { type ToLayout, toEngineLayout } from '../layout.ts';
import type { Tensor } from '../tensors.ts';
import { createGraph } from './graph.ts';
import { type OpenSession, toOrt } from './sessions.ts';
import { openTop } from './top.ts';
import { openTrunk } from './trunk.ts';

/** In the order of preference. */
export const PROVIDERS = ['cuda', 'webgpu', 'cpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

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
  const layouts = new WeakMap<Tensor, Tensor>();
  /**
   * Once: layer4's alone are 33 MB. Where no training of these weights follows (one was cancelled, say), they stay until
   * one does or the weights go.
   */
  const handOver: ToLayout = (tensor) => {
    const moved = layouts.get(tensor) ?? toEngineLayout(tensor);
    layouts.delete(tensor);
    return moved;
  };
  return {
    label: { engine: 'onnx', provider, device },
    openTrunk: (spec) => openTrunk(open, spec, layouts),
    openTop: async (spec) => openTop(open, spec, handOver),
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
