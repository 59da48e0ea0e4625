import { existsSync, readdirSync } from 'node:fs';
import type * as Tf from '@tensorflow/tfjs';
import type { Engine } from './engine-interface.ts';
import { openOnnxEngine, PROVIDERS } from './onnx/onnx-engine.ts';
import { createTfjsEngine } from './tfjs/tfjs-engine.ts';

export const ENGINE_CHOICES = ['auto', 'tfjs', 'onnx'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** The engine that was asked for does not run here. The message says why and is safe to show. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/**
 * The only place that chooses: `auto` is TensorFlow.js where it sees a GPU, else onnxruntime on the first of its
 * providers that really starts.
 * @throws EngineError when what was asked for does not run here.
 */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  if (choice === 'onnx') return openOnnx();
  const found = await openTfjs();
  if ('engine' in found && (choice === 'tfjs' || found.usesGpu)) return found.engine;
  if (choice === 'auto') return openOnnx();
  throw new EngineError(`TensorFlow.js does not run here: ${'reason' in found ? found.reason : 'it sees no GPU'}`);
}

async function openOnnx(): Promise<Engine> {
  const reasons: string[] = [];
  for (const provider of PROVIDERS) {
    if (provider !== 'cpu' && !mayHaveGpu()) continue;
    try {
      return await openOnnxEngine(provider);
    } catch (error: unknown) {
      reasons.push(`${provider}: ${firstLine(error)}`);
    }
  }
  throw new EngineError(`onnxruntime does not run here (${reasons.join('; ')})`);
}

/**
 * Without a device the GPU providers fail with noise on standard error, or start on a software driver that is slower
 * than the `cpu` provider.
 */
function mayHaveGpu(): boolean {
  if (process.platform !== 'linux') return true;
  if (['/dev/nvidia0', '/dev/kfd', '/dev/dxg'].some((device) => existsSync(device))) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

type FoundTfjs = { engine: Engine; usesGpu: boolean } | { reason: string };

/** The package is optional, and its native part fails in many ways: whatever it throws means that it is not there. */
async function openTfjs(): Promise<FoundTfjs> {
  try {
    // A name that TypeScript does not resolve, since the package may be absent.
    const name: string = '@tensorflow/tfjs-node-gpu';
    const module = (await import(name)) as { default?: typeof Tf } & typeof Tf;
    const tf = module.default ?? module;
    await tf.ready();
    const sum = tf.tidy(() => tf.matMul(tf.ones([1, 9]), tf.ones([9, 1])).dataSync()[0]);
    if (sum !== 9) return { reason: 'it computes wrongly' };
    const usesGpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
    return { engine: createTfjsEngine(tf, usesGpu ? 'GPU' : 'CPU'), usesGpu };
  } catch (error: unknown) {
    return { reason: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
