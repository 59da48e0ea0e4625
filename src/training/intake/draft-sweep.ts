import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexEntry, Table } from '../../store/table.ts';

const ALL = 'all';
const PAGE = 500;
/** A folder of no draft, such as that of a zip which was being read when the bot ended. */
const ORPHAN_LIFE_MS = 60 * 60 * 1000;

/** The index that {@link sweepDrafts} goes through: oldest first. */
export const changedAt = (ms: number, person: string): IndexEntry => ({
  scope: ALL,
  order: `${new Date(ms).toISOString()} ${person}`,
});

interface SweepDeps<T extends { id: string }> {
  /** With an index `changed`. */
  drafts: Table<T>;
  folder: string;
  isOld: (draft: T) => boolean;
  discard: (draft: T) => Promise<void>;
}

/** Deletes the drafts that are old, and the folders that belong to none. */
export async function sweepDrafts<T extends { id: string }>(deps: SweepDeps<T>): Promise<void> {
  const { drafts, folder, isOld, discard } = deps;
  const owned = new Set<string>();
  let after: string | undefined;
  do {
    const page = await drafts.list('changed', ALL, { limit: PAGE, ...(after !== undefined && { after }) });
    for (const { value } of page) {
      if (isOld(value)) await discard(value);
      else owned.add(value.id);
    }
    after = page.length === PAGE ? page.at(-1)?.order : undefined;
  } while (after !== undefined);
  // There is no folder before the first picture.
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => !owned.has(one))) await removeOrphan(join(folder, name));
}

async function removeOrphan(path: string): Promise<void> {
  const changedAtMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
  // The file system's times are the system's, whatever clock the bot was given.
  if (changedAtMs + ORPHAN_LIFE_MS <= Date.now()) await rm(path, { recursive: true, force: true });
}
