import { type Boundary, boundaryShape, type Forward, type Gradients, OPEN_STAGES } from '../engine-interface.ts';
import { convsOf, outputSide } from '../resnet18.ts';

/** A step over many pictures takes them in parts when their column matrices would not fit into this, in bytes. */
const COLUMN_BYTES = 54e6;

/** Some pictures of a batch: their activations and labels, and where their gradients are to be written. */
interface Part {
  activations: Float32Array;
  labels: readonly number[];
  gradients: ReadonlyMap<string, Float32Array>;
}

/** Computes a part whose pictures count `share` each: 1 / pictures of the batch. */
export type RunPart = (part: Part, share: number) => Promise<Pick<Gradients, 'loss' | 'logits'>>;

/**
 * How many pictures a step may take at once. All that a step keeps grows with its column matrices (see
 * `column-product.ts`), to about four times their size.
 */
export function picturesAtOnce(boundary: Boundary, size: number): number {
  let [side = 1] = boundaryShape(boundary, size);
  let bytes = 1;
  for (const stage of OPEN_STAGES[boundary]) {
    const convs = convsOf(stage);
    if (convs[0]) side = outputSide(side, convs[0]);
    for (const { kernel, inChannels } of convs) bytes += 4 * side * side * kernel * kernel * inChannels;
  }
  return Math.max(1, Math.floor(COLUMN_BYTES / bytes));
}

interface Batch extends Part {
  atOnce: number;
  /** For the gradients of further parts, until they are added. */
  terms: ReadonlyMap<string, Float32Array>;
}

/** Runs a batch whole or, where it is too large, part by part, and adds up what comes of them. */
export async function addParts({ atOnce, terms, ...batch }: Batch, run: RunPart): Promise<Gradients> {
  const { activations, labels, gradients } = batch;
  const share = 1 / labels.length;
  if (labels.length <= atOnce) return { ...(await run(batch, share)), gradients };
  const length = activations.length / labels.length;
  const logits: number[] = [];
  let loss = 0;
  for (let start = 0; start < labels.length; start += atOnce) {
    const end = Math.min(labels.length, start + atOnce);
    const part = { activations: activations.subarray(start * length, end * length), labels: labels.slice(start, end) };
    const result = await run({ ...part, gradients: start === 0 ? gradients : terms }, share);
    loss += result.loss;
    logits.push(...result.logits);
    if (start > 0) addTo(gradients, terms);
  }
  return { loss, logits: Float32Array.from(logits), gradients };
}

function addTo(sums: ReadonlyMap<string, Float32Array>, terms: ReadonlyMap<string, Float32Array>): void {
  for (const [name, sum] of sums) {
    const term = terms.get(name) ?? sum;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (term[i] as number);
  }
}

/** The network's outputs for some pictures. */
export type RunForward = (activations: Float32Array, count: number) => Promise<Forward>;

/** Runs pictures forward at once or, where they are too many, part by part, and joins what comes of them. */
export async function joinForward(
  { activations, count, atOnce }: { activations: Float32Array; count: number; atOnce: number },
  run: RunForward,
): Promise<Forward> {
  if (count <= atOnce) return run(activations, count);
  const length = activations.length / count;
  const parts: Forward[] = [];
  for (let start = 0; start < count; start += atOnce) {
    const end = Math.min(count, start + atOnce);
    parts.push(await run(activations.subarray(start * length, end * length), end - start));
  }
  const layers = [...(parts[0]?.layers ?? [])].map(([name, { shape }]) => {
    const data = join(parts.map((part) => part.layers.get(name)?.data ?? new Float32Array()));
    return [name, { shape: [count, ...shape.slice(1)], data }] as const;
  });
  return {
    logits: join(parts.map(({ logits }) => logits)),
    features: join(parts.map(({ features }) => features)),
    layers: new Map(layers),
  };
}

function join(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}
