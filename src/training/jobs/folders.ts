import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../config.ts';

/** Where the files of training lie: what a job waits with, and what a run leaves behind. */
export interface TrainingFolders {
  /** A job's pictures and manifest. Written before the job is submitted; gone once it has ended. */
  job(id: string): string;
  /** What a finished run left. Complete whenever it is there. */
  run(id: string): string;
  /** Where a run writes before it is complete. @param attempt keeps two attempts apart */
  partial(id: string, attempt: string): string;
  /** What all attempts at a run have half written. */
  partialsOf(id: string): Promise<string[]>;
}

const PARTIAL = '.partial-';
/** A folder that no job knows may belong to one that is about to be submitted. */
const STRAY_AFTER_MS = 3_600_000;

export function trainingFolders(root: string): TrainingFolders {
  return {
    job: (id) => join(root, 'jobs', id),
    run: (id) => join(root, 'runs', id),
    partial: (id, attempt) => join(root, 'runs', `${id}${PARTIAL}${attempt}`),
    async partialsOf(id) {
      const names = await readdir(join(root, 'runs'));
      return names.filter((name) => name.startsWith(`${id}${PARTIAL}`)).map((name) => join(root, 'runs', name));
    },
  };
}

/**
 * Makes the folders where they are missing.
 * @throws ConfigError when they cannot be made or written.
 * @returns the name of this training folder: a job belongs to the folder that has its files, on whatever host that is
 */
export async function openFolders(root: string): Promise<string> {
  try {
    return await nameFolder(root);
  } catch (error: unknown) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError([`TRAINING_DIR holds ${JSON.stringify(root)}, where nothing can be written (${code}).`]);
  }
}

async function nameFolder(root: string): Promise<string> {
  for (const name of ['drafts', 'jobs', 'runs']) {
    await mkdir(join(root, name), { recursive: true });
    // One that is there already may be somebody else's.
    await access(join(root, name), constants.W_OK);
  }
  const file = join(root, 'name');
  // Of two processes that start at once, one writes it.
  await writeFile(file, randomUUID(), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 2 });
}

interface Sweep {
  /** @returns 'active' while a job waits or runs, 'ended', or undefined where no job has this id */
  stateOf(id: string): Promise<'active' | 'ended' | undefined>;
  nowMs: number;
}

/**
 * Removes what a process that died left behind: pictures of jobs that have ended, half-written runs, and what belongs to
 * no job (any more).
 * @returns how many folders were removed
 */
export async function sweepFolders(root: string, { stateOf, nowMs }: Sweep): Promise<number> {
  let removed = 0;
  const remove = async (path: string) => {
    await removeFolder(path);
    removed++;
  };
  const isStray = async (path: string) => {
    const entry = await stat(path).catch(() => undefined);
    return entry !== undefined && nowMs - entry.mtimeMs > STRAY_AFTER_MS;
  };
  for (const id of await readdir(join(root, 'jobs'))) {
    const path = join(root, 'jobs', id);
    const state = await stateOf(id);
    if (state === 'ended' || (state === undefined && (await isStray(path)))) await remove(path);
  }
  for (const name of await readdir(join(root, 'runs'))) {
    const [id = '', attempt] = name.split(PARTIAL);
    const state = await stateOf(id);
    // A half-written run of a job that runs may be another process's.
    if (attempt === undefined ? state === undefined : state !== 'active') await remove(join(root, 'runs', name));
  }
  return removed;
}
