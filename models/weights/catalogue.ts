import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parametersOf, STAGES, statisticsOf } from '../resnet18.ts';
import type { Tensors } from '../tensors.ts';
import { readPth } from './pth.ts';
import { readSafetensors } from './safetensors.ts';
import { WeightsError } from './weights-error.ts';

export const WEIGHT_NAMES = ['imagenet', 'embedded'] as const;
export type WeightName = (typeof WEIGHT_NAMES)[number];

/** What a picture goes through before the network: shorter side to `resize`, centre crop of `size`, then normalised. */
export interface Preprocessing {
  /** Side of the network's input, pixels. */
  size: number;
  /** Shorter side before the crop, pixels. */
  resize: number;
  /** Per channel (red, green, blue), of values between 0 and 1. */
  mean: readonly number[];
  std: readonly number[];
}

/** Where weights come from. */
export interface WeightSource {
  about: string;
  file: string;
  /** The file's sha256, or as much of its beginning as its publisher gives. */
  sha256: string;
  /** Absent: the file is part of the project. */
  url?: string;
  maxBytes?: number;
  /** Absent: the file's own metadata says. */
  preprocessing?: Preprocessing;
}

/** A network that can be trained further. */
export interface PretrainedWeights {
  name: WeightName;
  sha256: string;
  preprocessing: Preprocessing;
  /** Classes of the head that it was trained with. */
  classes: number;
  tensors: Tensors;
}

function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The project's own folder of weights, also when the code runs from the build. */
const EMBEDDED_FOLDER = join(projectFolder(), 'models', 'weights');

export const CATALOGUE: Readonly<Record<WeightName, WeightSource>> = JSON.parse(
  readFileSync(join(EMBEDDED_FOLDER, 'catalogue.json'), 'utf8'),
);

/** Where the file of these weights is, or will be once pulled; `folder` holds the pulled ones. */
export function weightFile(name: WeightName, folder: string): string {
  const { file, url } = CATALOGUE[name];
  return join(url ? folder : EMBEDDED_FOLDER, file);
}

/** Bytes of the weights' file, or undefined when it is not there. */
export async function installedBytes(name: WeightName, folder: string): Promise<number | undefined> {
  try {
    return (await stat(weightFile(name, folder))).size;
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Loads weights and checks that they are a whole ResNet-18. `auto` takes the first of the catalogue that is there.
 * @throws WeightsError when the file is absent, is not the one in the catalogue or lacks an array.
 */
export async function loadWeights(choice: WeightName | 'auto', folder: string): Promise<PretrainedWeights> {
  const name = choice === 'auto' ? await firstInstalled(folder) : choice;
  if ((await installedBytes(name, folder)) === undefined) {
    throw new WeightsError(`the ${name} weights are not here; get them with: npm run -s weights -- pull ${name}`);
  }
  const bytes = await readFile(weightFile(name, folder));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = CATALOGUE[name];
  if (!sha256.startsWith(source.sha256)) {
    throw new WeightsError(`the ${name} weights are damaged: their sha256 does not begin with ${source.sha256}`);
  }
  const { tensors, metadata } = source.file.endsWith('.pth')
    ? { tensors: readPth(bytes), metadata: {} }
    : readSafetensors(bytes);
  const classes = checkResNet18(tensors);
  return { name, sha256, preprocessing: source.preprocessing ?? preprocessingOf(metadata), classes, tensors };
}

/** The weights that `auto` means. @throws WeightsError when there are none. */
export async function firstInstalled(folder: string): Promise<WeightName> {
  for (const name of WEIGHT_NAMES) if ((await installedBytes(name, folder)) !== undefined) return name;
  throw new WeightsError('no weights are here; get some with: npm run -s weights -- pull imagenet');
}

/**
 * Checks that every array of the network is there in its shape; returns the number of classes of its head.
 * @throws WeightsError naming the first that is not.
 */
export function checkResNet18(tensors: Tensors): number {
  const classes = tensors.get('fc.bias')?.data.length ?? 0;
  for (const { name, shape } of STAGES.flatMap((stage) => [...parametersOf(stage, classes), ...statisticsOf(stage)])) {
    const found = tensors.get(name)?.shape.join(' × ') ?? 'absent';
    if (found !== shape.join(' × ')) {
      throw new WeightsError(`not a ResNet-18: "${name}" is ${found} instead of ${shape.join(' × ')}`);
    }
  }
  return classes;
}

function preprocessingOf(metadata: Readonly<Record<string, string>>): Preprocessing {
  const size = Number(metadata.input_size);
  const resize = Number(/shorter side to (\d+)/.exec(metadata.resize ?? '')?.[1] ?? size);
  const mean = (metadata.mean ?? '').split(',').map(Number);
  const std = (metadata.std ?? '').split(',').map(Number);
  if (!(size >= 32) || !(resize >= size) || [...mean, ...std].some((x) => !(x > 0)) || mean.length + std.length !== 6) {
    throw new WeightsError("the weights' metadata does not say how pictures are prepared");
  }
  return { size, resize, mean, std };
}
