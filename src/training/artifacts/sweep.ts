import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface SweepLimits {
  nowMs: number;
  /** Of all runs together. */
  maxBytes: number;
  maxAgeMs: number;
}

/**
 * Deletes the runs that are too old, then the oldest ones until the rest fits.
 * @param runsFolder a folder for each run; others, with a dot in their names, are still being written
 * @returns the names of the deleted ones
 */
export async function sweepRuns(runsFolder: string, { nowMs, maxBytes, maxAgeMs }: SweepLimits): Promise<string[]> {
  const names = (await readdir(runsFolder)).filter((name) => !name.includes('.'));
  const runs = (await Promise.all(names.map((name) => measure(runsFolder, name)))).filter((run) => run !== undefined);
  let bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  const deleted: string[] = [];
  for (const run of runs.sort((a, b) => a.savedMs - b.savedMs)) {
    if (nowMs - run.savedMs <= maxAgeMs && bytes <= maxBytes) break;
    await rm(join(runsFolder, run.name), { recursive: true, force: true });
    bytes -= run.bytes;
    deleted.push(run.name);
  }
  return deleted;
}

/** Undefined for what another sweep deletes at the same time. */
async function measure(runsFolder: string, name: string) {
  try {
    const folder = join(runsFolder, name);
    const files = await Promise.all((await readdir(folder)).map((file) => stat(join(folder, file))));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return { name, bytes, savedMs: Math.max(0, ...files.map(({ mtimeMs }) => mtimeMs)) };
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
