import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { STRATEGY_NAMES, type StrategyName } from '../../../models/freezing.ts';
import { UserError } from '../../core/errors.ts';
import { train as texts } from '../../core/texts/index.ts';
import type { Store, TableDefinition } from '../../store/table.ts';
import { sweepDrafts, sweepIndexes } from './draft-sweep.ts';
import type { Incoming } from './incoming.ts';
import { collectPictures, EMPTY_SET, type PictureSet, pictureSetSchema, withoutFiles } from './picture-set.ts';

/** A draft nobody touches for so long is deleted with its pictures. */
export const DRAFT_LIFE_MS = 24 * 60 * 60 * 1000;

const draftSchema = pictureSetSchema.extend({
  id: z.string().regex(/^[a-z0-9]{10}$/),
  person: z.string(),
  strategy: z.enum(STRATEGY_NAMES),
  changedAtMs: z.number(),
});
/** A data set in the making. */
export type Draft = z.infer<typeof draftSchema>;

const table: TableDefinition<Draft> = {
  name: 'train-drafts',
  version: 1,
  schema: draftSchema,
  personOf: ({ person }) => person,
  indexes: sweepIndexes,
};

interface DraftsDeps {
  store: Store;
  /** Pictures lie in a folder each under it. */
  folder: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Ten letters and digits. */
  newId: () => string;
}

/** A draft, as a button names it. */
export interface DraftRef {
  person: string;
  draft: string;
}

/** Pictures in a folder of their own, outside any draft. */
export interface Collected {
  id: string;
  folder: string;
  set: PictureSet;
}

/** Drafts of data sets: one a person, on disk, so that they survive a restart. */
export interface Drafts {
  get(person: string): Promise<Draft | undefined>;
  /** The person's draft, or a new one. */
  open(person: string, strategy: StrategyName | undefined): Promise<Draft>;
  folderOf(draft: Draft): string;
  /** Takes pictures in. @throws UserError when the draft is gone */
  add(ref: DraftRef, incoming: AsyncIterable<Incoming>): Promise<Draft>;
  /** Leaves pictures out again. @param files by their names in the folder */
  remove(ref: DraftRef, files: readonly string[]): Promise<Draft>;
  setStrategy(ref: DraftRef, strategy: StrategyName): Promise<Draft>;
  /** @throws UserError when the draft is gone */
  find(ref: DraftRef): Promise<Draft>;
  /** Deletes a draft and what is left of its pictures. */
  discard(ref: DraftRef): Promise<void>;
  /**
   * Lets `take` make something of a draft, which is gone then; one that `take` throws for stays. Of two who ask at once
   * one gets it.
   * @throws UserError when the draft is gone
   */
  handOver<T>(ref: DraftRef, take: (draft: Draft) => Promise<T>): Promise<T>;
  /** Takes pictures in that need no draft, such as those of a zip. */
  collect(incoming: AsyncIterable<Incoming>): Promise<Collected>;
  /** Deletes old drafts, and folders that belong to none. */
  sweep(): Promise<void>;
}

export function createDrafts({ store, folder, now, newId }: DraftsDeps): Drafts {
  const drafts = store.table(table);
  const inTurn = createTurns();
  const folderOf = (id: string): string => join(folder, id);
  const isOld = ({ changedAtMs }: Draft): boolean => changedAtMs + DRAFT_LIFE_MS <= now();
  const removeFolder = (id: string) => rm(folderOf(id), { recursive: true, force: true });

  const get = async (person: string): Promise<Draft | undefined> => {
    const draft = await drafts.get(person);
    // One whose folder is gone went to the queue just before the bot ended.
    return draft && !isOld(draft) && (await exists(folderOf(draft.id))) ? draft : undefined;
  };
  const find = async ({ person, draft: id }: DraftRef): Promise<Draft> => {
    const draft = await get(person);
    if (draft?.id !== id) throw new UserError(texts.draftGone);
    return draft;
  };
  const change = (ref: DraftRef, fn: (draft: Draft) => Promise<Partial<Draft>> | Partial<Draft>): Promise<Draft> =>
    inTurn(ref.person, async () => {
      const draft = await find(ref);
      const changed: Draft = { ...draft, ...(await fn(draft)), changedAtMs: now() };
      const stored = await drafts.update(ref.person, (current) => (current?.id === draft.id ? changed : undefined));
      if (stored?.id !== draft.id) throw new UserError(texts.draftGone);
      return stored;
    });
  const open = async (person: string, strategy: StrategyName = 'fine-tuning'): Promise<Draft> => {
    const current = await get(person);
    if (current) return current;
    const left = await drafts.get(person);
    const fresh: Draft = { ...EMPTY_SET, id: newId(), person, strategy, changedAtMs: now() };
    await mkdir(folderOf(fresh.id), { recursive: true });
    await drafts.update(person, () => fresh);
    if (left) await removeFolder(left.id);
    return fresh;
  };
  const discard = async ({ person, draft: id }: DraftRef): Promise<void> => {
    if ((await drafts.get(person))?.id === id) await drafts.delete(person);
    await removeFolder(id);
  };

  return {
    get,
    find,
    folderOf: ({ id }) => folderOf(id),
    open: (person, strategy) => inTurn(person, () => open(person, strategy)),
    add: (ref, incoming) => change(ref, (draft) => collectPictures(folderOf(ref.draft), setOf(draft), incoming)),
    remove: (ref, files) => change(ref, (draft) => removePictures(folderOf(ref.draft), setOf(draft), files)),
    setStrategy: (ref, strategy) => change(ref, () => ({ strategy })),
    discard: (ref) => inTurn(ref.person, () => discard(ref)),
    handOver: (ref, take) =>
      inTurn(ref.person, async () => {
        const taken = await take(await find(ref));
        await discard(ref);
        return taken;
      }),
    async collect(incoming) {
      const id = newId();
      try {
        return { id, folder: folderOf(id), set: await collectPictures(folderOf(id), EMPTY_SET, incoming) };
      } catch (error: unknown) {
        await removeFolder(id);
        throw error;
      }
    },
    sweep: () => sweepDrafts({ drafts, folder, isOld, discard: (draft) => discard({ ...draft, draft: draft.id }) }),
  };
}

const setOf = ({ classes, leftOut }: PictureSet): PictureSet => ({ classes, leftOut });

async function removePictures(folder: string, set: PictureSet, files: readonly string[]): Promise<PictureSet> {
  const known = set.classes.flatMap(({ pictures }) => pictures.map(({ file }) => file));
  const gone = known.filter((file) => files.includes(file));
  await Promise.all(gone.map((file) => rm(join(folder, file), { force: true })));
  return withoutFiles(set, gone);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Lets what concerns one person happen one after the other. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(person: string, fn: () => Promise<T>): Promise<T> => {
    const turn = (last.get(person) ?? Promise.resolve()).then(fn, fn);
    last.set(person, turn);
    const forget = (): void => {
      if (last.get(person) === turn) last.delete(person);
    };
    turn.then(forget, forget);
    return turn;
  };
}
