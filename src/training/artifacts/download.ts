import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeOf, type Tensor, type Tensors } from '../../../models/tensors.ts';
import { precisionFor } from '../../../models/weights/safetensors.ts';
import { packageRoot } from '../../package-root.ts';
import { RUN_FILES, readRunFile } from './run-folder.ts';
import { decodeTrained, encodeTrained } from './trained.ts';

export interface DownloadFile {
  name: string;
  bytes: Uint8Array;
}

/** Discord takes 10 MiB a file; 9.5 leave room for the header of the message's part. */
export const MAX_FILE_BYTES = 9.5 * 1024 * 1024;
const HEADER_BYTES = 32 * 1024;

/** Also in the build: a script for Python is not compiled. */
const SCRIPT = join(packageRoot, 'src/training/artifacts/load.py');

/**
 * What a learner takes home: the trained arrays in files that Discord accepts, all in one message, and a script that
 * loads them into PyTorch. With everything from layer2 on open these are three files of arrays.
 * @throws UserError when the run is no longer kept.
 */
export async function makeDownload(runFolder: string): Promise<DownloadFile[]> {
  const file = await readRunFile(runFolder, RUN_FILES.trained);
  const { metadata, tensors } = decodeTrained(file);
  // Files of two runs look alike; the script refuses to mix them.
  const run = createHash('sha256').update(file).digest('hex').slice(0, 16);
  const parts = splitTensors(tensors);
  const shards = parts.map((part, i) => ({
    name: `trained-${i + 1}-of-${parts.length}.safetensors`,
    bytes: encodeTrained({ metadata, tensors: part }, { run, shard: String(i + 1), shards: String(parts.length) }),
  }));
  return [...shards, { name: 'load.py', bytes: await readFile(SCRIPT) }];
}

/** Fills one file after the other; the largest array of a ResNet-18 fits into one even in 32 bits. */
function splitTensors(tensors: Tensors): Tensors[] {
  const parts: Map<string, Tensor>[] = [];
  let room = 0;
  for (const [name, tensor] of tensors) {
    const bytes = sizeOf(tensor.shape) * (precisionFor(tensor) === 'F16' ? 2 : 4);
    if (bytes > room) {
      parts.push(new Map());
      room = MAX_FILE_BYTES - HEADER_BYTES;
    }
    parts.at(-1)?.set(name, tensor);
    room -= bytes;
  }
  return parts;
}
