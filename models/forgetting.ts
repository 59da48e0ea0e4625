import type { Activations } from './activations.ts';
import type { Boundary, Engine, Forward } from './engine-interface.ts';
import type { Tensors } from './tensors.ts';
import { argmaxRows } from './transfer.ts';

/** What training did to the network that it started from, seen on some pictures. Sums, so that folds can be added. */
export interface Forgetting {
  tested: number;
  /** Pictures on which the original head says the same with the body as it was and as it is now. */
  agreed: number;
  /** How far each open layer's output and the features have moved: Σ (now − before)² and Σ before². */
  drift: ReadonlyMap<string, { moved: number; before: number }>;
}

interface ForgettingSpec {
  engine: Engine;
  /** With the head that it was trained with. */
  original: Tensors;
  originalClasses: number;
  /** After training, in torchvision's layout; its head is not used. */
  trained: Tensors;
  /** The lowest boundary that was opened. */
  boundary: Boundary;
  activations: Activations;
  views: readonly number[];
  batchSize: number;
}

/** The same over the pictures of several folds. */
export function addForgettings(parts: readonly Forgetting[]): Forgetting {
  const drift = new Map<string, { moved: number; before: number }>();
  for (const [name, { moved, before }] of parts.flatMap((part) => [...part.drift])) {
    const sums = drift.get(name) ?? { moved: 0, before: 0 };
    drift.set(name, { moved: sums.moved + moved, before: sums.before + before });
  }
  const total = (key: 'tested' | 'agreed') => parts.reduce((sum, part) => sum + part[key], 0);
  return { tested: total('tested'), agreed: total('agreed'), drift };
}

/** Runs the original head on the body before and after training, on the same pictures. */
export async function measureForgetting(spec: ForgettingSpec): Promise<Forgetting> {
  const before = await runWithOriginalHead(spec, spec.original);
  const after = await runWithOriginalHead(spec, spec.trained);
  const drift = new Map<string, { moved: number; before: number }>();
  let agreed = 0;
  before.forEach((old, batch) => {
    const now = after[batch] as Forward;
    const labels = argmaxRows(now.logits, spec.originalClasses);
    agreed += argmaxRows(old.logits, spec.originalClasses).filter((label, i) => labels[i] === label).length;
    const pairs = [...old.layers].map(([name, { data }]) => [name, data, now.layers.get(name)?.data] as const);
    for (const [name, from, to] of [...pairs, ['features', old.features, now.features] as const]) {
      const sums = drift.get(name) ?? { moved: 0, before: 0 };
      from.forEach((value, i) => {
        sums.moved += ((to?.[i] ?? 0) - value) ** 2;
        sums.before += value ** 2;
      });
      drift.set(name, sums);
    }
  });
  return { tested: spec.views.length, agreed, drift };
}

async function runWithOriginalHead(spec: ForgettingSpec, body: Tensors): Promise<Forward[]> {
  const { engine, original, originalClasses: classes, boundary, activations, views, batchSize } = spec;
  const tensors = new Map(body);
  for (const name of ['fc.weight', 'fc.bias']) {
    const head = original.get(name);
    if (head) tensors.set(name, head);
  }
  const top = await engine.openTop({ tensors, size: activations.size, boundary, classes });
  try {
    const outputs: Forward[] = [];
    for (let start = 0; start < views.length; start += batchSize) {
      const batch = views.slice(start, start + batchSize);
      outputs.push(await top.forward(activations.gather(boundary, batch), batch.length));
    }
    return outputs;
  } finally {
    await top.release();
  }
}
