import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table, TableDefinition } from '../../store/table.ts';

const ALL = 'all';
/** A folder of no draft, such as that of a zip which was being read when the bot ended. */
const ORPHAN_LIFE_MS = 60 * 60 * 1000;

interface Sweepable {
  id: string;
  person: string;
  changedAtMs: number;
}

/** The indexes that {@link sweepDrafts} goes by: the oldest first, and whether there is a draft of an id. */
export const sweepIndexes = {
  changed: ({ changedAtMs, person }) => ({ scope: ALL, order: `${new Date(changedAtMs).toISOString()} ${person}` }),
  id: ({ id }) => ({ scope: id, order: '' }),
} satisfies TableDefinition<Sweepable>['indexes'];

interface SweepDeps<T extends Sweepable> {
  /** With {@link sweepIndexes}. */
  drafts: Table<T>;
  folder: string;
  isOld: (draft: T) => boolean;
  discard: (draft: T) => Promise<void>;
}

/** Deletes the drafts that are old, and the folders that belong to none. With nothing to do it reads one draft. */
export async function sweepDrafts<T extends Sweepable>(deps: SweepDeps<T>): Promise<void> {
  const { drafts, folder, isOld, discard } = deps;
  for (;;) {
    const [oldest] = await drafts.list('changed', ALL, { limit: 1 });
    if (!oldest || !isOld(oldest.value)) break;
    await discard(oldest.value);
  }
  // There is no folder before the first picture.
  for (const name of await readdir(folder).catch(() => [])) {
    const changedAtMs = (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0;
    // The file system's times are the system's, whatever clock the bot was given.
    const isFresh = changedAtMs + ORPHAN_LIFE_MS > Date.now();
    if (isFresh || (await drafts.count('id', name)) > 0) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
