import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf, type Tensor } from '../../../models/tensors.ts';
import {
  type Precision,
  precisionFor,
  readSafetensors,
  writeSafetensors,
} from '../../../models/weights/safetensors.ts';
import { WeightsError } from '../../../models/weights/weights-error.ts';
import { noLongerKept } from './run-folder.ts';
import { metadataTexts, parseMetadata, type Trained } from './trained.ts';

/** Discord takes 10 MiB a file; 9.5 leave room for the header of the message's part. */
export const MAX_FILE_BYTES = 9.5 * 1024 * 1024;
const HEADER_BYTES = 32 * 1024;
const NAME = /^trained-(\d+)-of-\d+\.safetensors$/;

export interface RunFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * The trained arrays as files that Discord takes, each in the smallest precision that keeps it.
 * @param run tells the files of two runs apart, which look alike
 */
export function encodeTrained({ metadata, tensors }: Trained, run: string): RunFile[] {
  const precisions = new Map([...tensors.values()].map((tensor) => [tensor, precisionFor(tensor)]));
  const parts = splitTensors(tensors, precisions);
  return parts.map((part, i) => ({
    name: `trained-${i + 1}-of-${parts.length}.safetensors`,
    bytes: writeSafetensors(
      {
        metadata: { ...metadataTexts(metadata), run, shard: String(i + 1), shards: String(parts.length) },
        tensors: part,
      },
      (tensor) => precisions.get(tensor) ?? 'F32',
    ),
  }));
}

/** Fills one file after the other; the largest array of a ResNet-18 fits into one even in 32 bits. */
function splitTensors(tensors: Trained['tensors'], precisions: ReadonlyMap<Tensor, Precision>) {
  const parts: Map<string, Tensor>[] = [];
  let room = 0;
  for (const [name, tensor] of tensors) {
    const bytes = sizeOf(tensor.shape) * (precisions.get(tensor) === 'F16' ? 2 : 4);
    if (bytes > room) {
      parts.push(new Map());
      room = MAX_FILE_BYTES - HEADER_BYTES;
    }
    parts.at(-1)?.set(name, tensor);
    room -= bytes;
  }
  return parts;
}

/** @throws WeightsError when a file is damaged, missing or another run's. */
export function decodeTrained(files: readonly RunFile[]): Trained {
  const parts = files.map(({ bytes }) => readSafetensors(bytes));
  const [first] = parts;
  const runs = new Set(parts.map(({ metadata }) => metadata.run));
  if (!first || runs.size > 1 || parts.length !== Number(first.metadata.shards)) {
    throw new WeightsError('not all the files of trained tensors that belong together');
  }
  return {
    metadata: parseMetadata(first.metadata),
    tensors: new Map(parts.flatMap(({ tensors }) => [...tensors])),
  };
}

/**
 * Reads a run's files of trained arrays, without looking into them.
 * @throws UserError when the run is no longer kept.
 */
export async function readTrainedFiles(folder: string): Promise<RunFile[]> {
  try {
    const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
    if (names.length === 0) throw noLongerKept();
    return await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw noLongerKept();
  }
}
