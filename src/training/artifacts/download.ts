import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import { type RunFile, readTrainedFiles } from './trained-files.ts';

/** Also in the build: a script for Python is not compiled. */
const SCRIPT = join(packageRoot, 'src/training/artifacts/load.py');

/**
 * What a learner takes home: the trained arrays in files that Discord accepts, all in one message, and a script that
 * loads them into PyTorch. With everything from layer2 on open these are three files of arrays.
 * @throws UserError when the run is no longer kept.
 */
export async function makeDownload(runFolder: string): Promise<RunFile[]> {
  return [...(await readTrainedFiles(runFolder)), { name: 'load.py', bytes: await readFile(SCRIPT) }];
}
