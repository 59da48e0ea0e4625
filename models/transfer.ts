import type { Activations } from './activations.ts';
import { type Adam, createAdam, openAdamMemory } from './adam.ts';
import type { AdamMemory } from './adam-kernel.ts';
import { type Engine, OPEN_STAGES, type Top } from './engine-interface.ts';
import { countTrainable, type Phase } from './freezing.ts';
import { toTorchLayout } from './layout.ts';
import { type Random, shuffled } from './random.ts';
import { FEATURES, parametersOf } from './resnet18.ts';
import type { Tensor, Tensors } from './tensors.ts';

/** A picture: its class and its views, the plain one first, as rows of the activations. */
export interface Example {
  label: number;
  views: readonly number[];
}

export interface TransferSpec {
  engine: Engine;
  /** The network to start from, with its new head (see `newHead`). */
  tensors: Tensors;
  classes: number;
  phases: readonly Phase[];
  activations: Activations;
  training: readonly Example[];
  /** Decides when a phase stops; empty: every epoch is run, and the last one counts. */
  validation: readonly Example[];
  batchSize: number;
  random: Random;
  /** See `memoryFor`; runs one after the other should share one, since it is only given back by and by. */
  memory?: AdamMemory;
  signal?: AbortSignal;
  onEpoch?: (progress: EpochProgress) => void;
  /** Called after each phase with the network as it then is; its top is released afterwards. */
  onPhase: (phase: Phase, top: Top, epochs: readonly Epoch[]) => Promise<void>;
}

export interface Epoch {
  /** Mean over the epoch's batches, each before its step. */
  loss: number;
  accuracy: number;
  validationLoss?: number;
  validationAccuracy?: number;
  /** The phase could not have ended here (see `leastEpochs`). */
  tooEarly?: true;
}

export interface EpochProgress extends Epoch {
  phase: Phase;
  /** From 1. */
  epoch: number;
}

/** The network with a head for `classes`, as PyTorch initialises one: uniform within ± 1 / √512. */
export function newHead(tensors: Tensors, classes: number, random: Random): Map<string, Tensor> {
  const bound = 1 / Math.sqrt(FEATURES);
  const uniform = (length: number) => Float32Array.from({ length }, () => (2 * random() - 1) * bound);
  return new Map(tensors)
    .set('fc.weight', { shape: [classes, FEATURES], data: uniform(classes * FEATURES) })
    .set('fc.bias', { shape: [classes], data: uniform(classes) });
}

/**
 * Trains through the phases of a strategy; each starts from what the one before has learned.
 *
 * @returns the trained network, in torchvision's names and layouts.
 * @throws the signal's reason when it is aborted; every session is released then too.
 */
export async function transfer(spec: TransferSpec): Promise<Tensors> {
  let { tensors } = spec;
  const memory = spec.memory ?? memoryFor(spec.phases, spec.classes);
  for (const phase of spec.phases) {
    const { boundary } = phase;
    const top = await spec.engine.openTop({ tensors, size: spec.activations.size, boundary, classes: spec.classes });
    try {
      const epochs = await runPhase({ ...spec, memory }, phase, top);
      tensors = withTrained(tensors, phase, top, spec.classes);
      await spec.onPhase(phase, top, epochs);
    } finally {
      await top.release();
    }
  }
  return tensors;
}

/** What the optimiser of any of these phases needs. */
export function memoryFor(phases: readonly Phase[], classes: number): AdamMemory {
  return openAdamMemory(Math.max(0, ...phases.map((phase) => countTrainable(phase, classes))));
}

async function runPhase(spec: TransferSpec, phase: Phase, top: Top): Promise<Epoch[]> {
  const rateOf = (name: string) => (name.startsWith('fc.') ? phase.headRate : phase.bodyRate);
  const adam = createAdam(top.parameters, rateOf, spec.memory);
  const epochs: Epoch[] = [];
  const best = keepBest(top);
  for (let epoch = 1; epoch <= phase.epochs; epoch++) {
    const trained = await trainEpoch(spec, phase, { top, adam });
    const tooEarly = epoch < (phase.leastEpochs ?? 1);
    const result: Epoch = { ...trained, ...(await validate(spec, phase, top)), ...(tooEarly && { tooEarly }) };
    epochs.push(result);
    spec.onEpoch?.({ ...result, phase, epoch });
    if (result.validationLoss === undefined || tooEarly) continue;
    const epochsSinceBest = best.offer(result.validationLoss);
    if (epochsSinceBest >= phase.patience) break;
  }
  best.restore();
  return epochs;
}

async function trainEpoch(
  { training, activations, batchSize, random, signal }: TransferSpec,
  { boundary }: Phase,
  { top, adam }: { top: Top; adam: Adam },
): Promise<{ loss: number; accuracy: number }> {
  const order = shuffled(training, random);
  let [loss, correct] = [0, 0];
  for (let start = 0; start < order.length; start += batchSize) {
    signal?.throwIfAborted();
    const batch = order.slice(start, start + batchSize);
    const labels = batch.map(({ label }) => label);
    // Another view of each picture in each epoch, where there are several.
    const views = batch.map(({ views: [plain = 0, ...others] }) =>
      others.length > 0 ? ([plain, ...others][Math.floor(random() * (others.length + 1))] as number) : plain,
    );
    const result = await top.gradients(activations.gather(boundary, views), labels, adam.gradients);
    adam.step();
    loss += result.loss * batch.length;
    correct += countCorrect(result.logits, labels);
  }
  return { loss: loss / order.length, accuracy: correct / order.length };
}

async function validate(spec: TransferSpec, phase: Phase, top: Top) {
  if (spec.validation.length === 0) return {};
  const labels = spec.validation.map(({ label }) => label);
  const logits = await predict({ ...spec, top, boundary: phase.boundary, examples: spec.validation });
  return {
    validationLoss: meanLoss(logits, labels),
    validationAccuracy: countCorrect(logits, labels) / labels.length,
  };
}

interface PredictSpec extends Pick<TransferSpec, 'activations' | 'batchSize' | 'signal'> {
  top: Top;
  boundary: Phase['boundary'];
  examples: readonly Example[];
}

/** The logits [examples, classes] for the plain view of each picture. */
export async function predict(spec: PredictSpec): Promise<Float32Array> {
  const { top, boundary, examples, activations, batchSize, signal } = spec;
  const parts: Float32Array[] = [];
  for (let start = 0; start < examples.length; start += batchSize) {
    signal?.throwIfAborted();
    const views = examples.slice(start, start + batchSize).map(({ views: [plain = 0] }) => plain);
    parts.push((await top.forward(activations.gather(boundary, views), views.length)).logits);
  }
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Remembers the parameters at the lowest validation loss. */
function keepBest(top: Top) {
  let lowest = Number.POSITIVE_INFINITY;
  let epochsSince = 0;
  const copies = new Map<string, Float32Array>();
  return {
    /** @returns how many epochs ago the lowest loss was. */
    offer(loss: number): number {
      epochsSince++;
      if (loss < lowest) {
        lowest = loss;
        epochsSince = 0;
        for (const [name, { data }] of top.parameters) {
          const copy = copies.get(name);
          if (copy) copy.set(data);
          else copies.set(name, data.slice());
        }
      }
      return epochsSince;
    },
    restore(): void {
      for (const [name, copy] of copies) top.parameters.get(name)?.data.set(copy);
    },
  };
}

/** The network with what a top has learned, in torchvision's names and layouts. */
export function withTrained(tensors: Tensors, { boundary }: Phase, top: Top, classes: number): Tensors {
  const merged = new Map(tensors);
  for (const { name, shape } of OPEN_STAGES[boundary].flatMap((stage) => parametersOf(stage, classes))) {
    const trained = top.parameters.get(name);
    if (trained) merged.set(name, toTorchLayout(trained.data, shape));
  }
  return merged;
}

/** The class with the largest of its numbers, for each row. */
export function argmaxRows(rows: Float32Array, columns: number): number[] {
  return Array.from({ length: rows.length / columns }, (_, row) => {
    let best = 0;
    for (let i = 1; i < columns; i++) {
      if ((rows[row * columns + i] as number) > (rows[row * columns + best] as number)) best = i;
    }
    return best;
  });
}

function countCorrect(logits: Float32Array, labels: readonly number[]): number {
  const predicted = argmaxRows(logits, logits.length / labels.length);
  return labels.filter((label, i) => predicted[i] === label).length;
}

/** Mean cross-entropy. */
function meanLoss(logits: Float32Array, labels: readonly number[]): number {
  const classes = logits.length / labels.length;
  const losses = labels.map((label, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    const largest = Math.max(...row);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    return Math.log(sum) + largest - (row[label] as number);
  });
  return losses.reduce((total, loss) => total + loss, 0) / labels.length;
}
