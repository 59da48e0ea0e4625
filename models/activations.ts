import { type Boundary, boundarySize, type Engine } from './engine-interface.ts';
import type { Tensors } from './tensors.ts';

/** What leaves the frozen part of the network, computed once for each view of each picture. */
export interface Activations {
  size: number;
  /** The rows of some views at a boundary, one after the other. */
  gather(boundary: Boundary, views: readonly number[]): Float32Array;
}

interface ActivationsSpec {
  engine: Engine;
  tensors: Tensors;
  /** Side of the pictures, pixels. */
  size: number;
  boundaries: readonly Boundary[];
  viewCount: number;
  /** float32 [size, size, 3], normalised. */
  viewAt: (index: number) => Float32Array;
  batchSize: number;
  signal?: AbortSignal;
  onProgress?: (done: number) => void;
}

/**
 * Runs every view through the frozen network, once.
 * @throws the signal's reason when it is aborted.
 */
export async function computeActivations(spec: ActivationsSpec): Promise<Activations> {
  const { engine, tensors, size, boundaries, viewCount, viewAt, batchSize, signal, onProgress } = spec;
  const rows = new Map(boundaries.map((name) => [name, new Float32Array(viewCount * boundarySize(name, size))]));
  const trunk = await engine.openTrunk({ tensors, size, boundaries });
  try {
    for (let start = 0; start < viewCount; start += batchSize) {
      signal?.throwIfAborted();
      const count = Math.min(batchSize, viewCount - start);
      const pictures = new Float32Array(count * size * size * 3);
      for (let i = 0; i < count; i++) pictures.set(viewAt(start + i), i * size * size * 3);
      const outputs = await trunk.run(pictures, count);
      for (const [name, output] of outputs) rows.get(name)?.set(output, start * boundarySize(name, size));
      onProgress?.(start + count);
    }
  } finally {
    await trunk.release();
  }
  return {
    size,
    gather(boundary, views) {
      const all = rows.get(boundary);
      if (!all) throw new Error(`no activations were kept at ${boundary}`);
      const length = boundarySize(boundary, size);
      const batch = new Float32Array(views.length * length);
      views.forEach((view, i) => {
        batch.set(all.subarray(view * length, (view + 1) * length), i * length);
      });
      return batch;
    },
  };
}
