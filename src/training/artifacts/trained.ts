import { z } from 'zod';
import { BOUNDARIES, OPEN_STAGES } from '../../../models/engine-interface.ts';
import { STRATEGY_NAMES } from '../../../models/freezing.ts';
import { parametersOf } from '../../../models/resnet18.ts';
import type { Tensors } from '../../../models/tensors.ts';
import { type PretrainedWeights, WEIGHT_NAMES } from '../../../models/weights/catalogue.ts';
import { WeightsError } from '../../../models/weights/weights-error.ts';

const numbers = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(z.number()).length(3));
const number = z.string().transform(Number).pipe(z.int().positive());
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

/** The header's metadata: all that a file of trained arrays needs beside the weights that it belongs to. */
const metadataSchema = z.object({
  format: z.literal('warmstart-trained-1'),
  classes: json.pipe(z.array(z.string()).min(2)),
  base: z.enum(WEIGHT_NAMES),
  base_sha256: z.string(),
  strategy: z.enum(STRATEGY_NAMES),
  /** Up to here the network is the base. */
  boundary: z.enum(BOUNDARIES),
  input_size: number,
  /** Shorter side before the centre crop. */
  resize: number,
  mean: numbers,
  std: numbers,
});

export type TrainedMetadata = z.infer<typeof metadataSchema>;

/** Only what has trained, in torchvision's names and layouts. */
export interface Trained {
  metadata: TrainedMetadata;
  tensors: Tensors;
}

/** The arrays of a network that differ from the one that training started from. */
export function trainedPart(
  network: Tensors,
  {
    classes,
    boundary,
    strategy,
    weights,
  }: Pick<TrainedMetadata, 'classes' | 'boundary' | 'strategy'> & { weights: PretrainedWeights },
): Trained {
  const names = OPEN_STAGES[boundary].flatMap((stage) => parametersOf(stage, classes.length).map(({ name }) => name));
  const { size, resize, mean, std } = weights.preprocessing;
  return {
    metadata: {
      ...{ format: 'warmstart-trained-1', classes, strategy, boundary },
      ...{ base: weights.name, base_sha256: weights.sha256 },
      ...{ input_size: size, resize, mean: [...mean], std: [...std] },
    },
    tensors: new Map([...network].filter(([name]) => names.includes(name))),
  };
}

/** As a file's header keeps it. */
export function metadataTexts(metadata: TrainedMetadata): Record<string, string> {
  const texts = Object.entries(metadata).map(([key, value]) => [key, String(value)]);
  return { ...Object.fromEntries(texts), classes: JSON.stringify(metadata.classes) };
}

/** @throws WeightsError when it is another file's. */
export function parseMetadata(texts: Readonly<Record<string, string>>): TrainedMetadata {
  const parsed = metadataSchema.safeParse(texts);
  if (!parsed.success) throw new WeightsError('not a file of trained tensors', { cause: parsed.error });
  return parsed.data;
}

/**
 * Puts what has trained over the weights that it was trained from.
 * @throws WeightsError when they are others, or an array is missing.
 */
export function overBase(base: PretrainedWeights, { metadata, tensors }: Trained): Tensors {
  if (base.sha256 !== metadata.base_sha256) {
    throw new WeightsError(`trained over other ${metadata.base} weights than those that are here`);
  }
  const expected = OPEN_STAGES[metadata.boundary].flatMap((stage) => parametersOf(stage, metadata.classes.length));
  for (const { name, shape } of expected) {
    if (tensors.get(name)?.shape.join() !== shape.join()) throw new WeightsError(`"${name}" is missing`);
  }
  return new Map([...base.tensors, ...tensors]);
}
