import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../../models/engine-interface.ts';
import type { PretrainedWeights } from '../../../models/weights/catalogue.ts';
import type { ExperimentResult } from '../experiment.ts';
import type { LearnedNetworks } from '../learned.ts';
import type { Receipt } from '../receipt.ts';
import { RUN_FILES, type RunPicture } from './run-folder.ts';
import { encodeTrained, trainedPart } from './trained.ts';

/** A run that has ended well. */
export interface FinishedRun {
  receipt: Receipt;
  result: ExperimentResult;
  learned: LearnedNetworks;
  weights: PretrainedWeights;
  engine: Engine;
  /** All of them, in the order of the result's indices. */
  pictures: readonly { path: string; file: string; className: string }[];
  signal?: AbortSignal;
}

/** Writes what a run leaves behind into a folder, which is made where it is missing: see `docs/train.md`. */
export async function saveRun(folder: string, run: FinishedRun): Promise<void> {
  const { receipt, learned, weights } = run;
  await mkdir(folder, { recursive: true });
  const trained = trainedPart(learned.trained, {
    classes: receipt.data.classes,
    strategy: receipt.strategy,
    boundary: learned.boundary,
    weights,
  });
  await writeFile(join(folder, RUN_FILES.trained), encodeTrained(trained));
  const pictures: RunPicture[] = [];
  await writeJson(join(folder, RUN_FILES.pictures), pictures);
  await writeJson(join(folder, RUN_FILES.receipt), receipt);
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
