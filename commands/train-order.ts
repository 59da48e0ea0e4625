import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StrategyName } from '../models/freezing.ts';
import { UserError } from '../src/core/errors.ts';
import { train as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { titleOf } from '../src/core/training/wording.ts';
import type { Collected, DraftRef, Drafts } from '../src/training/intake/drafts.ts';
import type { Attachment, FetchAttachment } from '../src/training/intake/fetch-attachment.ts';
import { countPictures, type PictureSet, writeManifest } from '../src/training/intake/picture-set.ts';
import { readZip, ZIP_LIMITS } from '../src/training/intake/read-zip.ts';
import { trainingFolders } from '../src/training/jobs/folders.ts';
import type { TrainQueue } from '../src/training/jobs/queue.ts';
import { PictureError } from '../src/training/picture-error.ts';
import { checkSet } from './train-draft.ts';
import { findings, leftOutLine, notesLine } from './train-draft-panels.ts';

interface OrderDeps {
  queue: TrainQueue;
  drafts: Drafts;
  fetchAttachment: FetchAttachment;
  samples: Samples;
  /** `TRAINING_DIR`. */
  folder: string;
  now: () => number;
  random: () => number;
  /** Ten letters and digits. */
  newId: () => string;
}

/** Small sets that the project draws itself. */
export interface Samples {
  list: readonly { name: string; title: string }[];
  /** @returns undefined when there is none of that name */
  draw(name: string): Promise<{ className: string; name: string; data: Buffer }[] | undefined>;
}

/** Who wants a run, where, and how. */
export interface OrderedBy {
  person: string;
  server: string | undefined;
  channel: string;
  strategy: StrategyName;
}

export interface Ordered {
  job: Job;
  /** What should be known of its pictures. */
  notes: string | undefined;
}

/** Ways to a job that is stored in the queue. Each throws UserError when too little can be used, or too much waits. */
export interface Orders {
  /** Trains a draft in the way that it says. It is gone then, so that a double click trains it once. */
  draft(draft: DraftRef, by: Omit<OrderedBy, 'strategy'>): Promise<Ordered>;
  /** Trains a sample in the place of a draft that is empty yet. */
  sampleFor(draft: DraftRef, name: string, by: Omit<OrderedBy, 'strategy'>): Promise<Ordered>;
  zip(attachment: Attachment, by: OrderedBy): Promise<Ordered>;
  sample(name: string, by: OrderedBy): Promise<Ordered>;
}

export function createOrders(deps: OrderDeps): Orders {
  const { drafts, samples } = deps;
  const orderCollected = async ({ folder, set }: Collected, by: OrderedBy): Promise<Ordered> => {
    try {
      return await order(deps, { set, folder }, by);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const orderSample = async (name: string, by: OrderedBy): Promise<Ordered> => {
    const pictures = await samples.draw(name);
    if (!pictures) throw new UserError(texts.unknownSample);
    const incoming = async function* () {
      for (const picture of pictures) yield { ...picture, read: async () => picture.data };
    };
    return orderCollected(await drafts.collect(incoming()), by);
  };
  return {
    draft: (ref, by) =>
      drafts.handOver(ref, async (draft) => {
        if (!checkSet(draft).ready) throw new UserError(texts.notReady);
        const from = { set: draft, folder: drafts.folderOf(draft) };
        return order(deps, from, { ...by, strategy: draft.strategy });
      }),
    sampleFor: (ref, name, by) => drafts.handOver(ref, ({ strategy }) => orderSample(name, { ...by, strategy })),
    async zip(attachment, by) {
      const path = join(deps.folder, 'drafts', `${deps.newId()}.zip`);
      try {
        await mkdir(join(deps.folder, 'drafts'), { recursive: true });
        await fetchZip(deps.fetchAttachment, attachment, path);
        return await orderCollected(await drafts.collect(readZip(path)), by);
      } finally {
        await rm(path, { force: true });
      }
    },
    sample: orderSample,
  };
}

async function fetchZip(fetchAttachment: FetchAttachment, attachment: Attachment, path: string): Promise<void> {
  try {
    await writeFile(path, fetchAttachment(attachment, ZIP_LIMITS.bytes));
  } catch (error: unknown) {
    if (error instanceof PictureError) throw new UserError(texts.zipRefused(error.message), { cause: undefined });
    throw error;
  }
}

interface Pictures {
  set: PictureSet;
  folder: string;
}

/** Gives the queue a folder of its own, and then the job. The pictures stay where they are. */
async function order(
  { queue, folder: root, now, random, newId }: OrderDeps,
  from: Pictures,
  by: OrderedBy,
): Promise<Ordered> {
  const set = usableOf(from.set);
  const job: Job = {
    id: newId(),
    person: by.person,
    ...(by.server !== undefined && { server: by.server }),
    channel: by.channel,
    title: titleOf(set.classes.map(({ name }) => name)),
    classes: set.classes.map(({ name }) => name),
    pictures: countPictures(set),
    leftOut: set.leftOut,
    strategy: by.strategy,
    seed: Math.floor(random() * 1e9),
    createdAtMs: now(),
    state: 'waiting',
    attempts: 0,
    told: false,
  };
  const folder = trainingFolders(root).job(job.id);
  try {
    await mkdir(folder, { recursive: true });
    for (const { file } of set.classes.flatMap(({ pictures }) => pictures)) {
      await link(join(from.folder, file), join(folder, file));
    }
    await writeManifest(folder, set);
    await queue.submit(job);
    const notes = [...findings(checkSet(set)), notesLine(set)].filter((line) => line !== undefined);
    return { job, notes: notes.length > 0 ? notes.join('\n') : undefined };
  } catch (error: unknown) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The classes that are large enough; the pictures of the others are left out by name. @throws UserError */
function usableOf(set: PictureSet): PictureSet {
  const { small, ready } = checkSet(set);
  if (!ready) throw new UserError(texts.tooLittle(set.leftOut.length > 0 ? `\n${leftOutLine(set.leftOut)}` : ''));
  const isSmall = (name: string): boolean => small.some((one) => one.name === name);
  const leftOut = set.classes
    .filter(({ name }) => isSmall(name))
    .flatMap(({ name, pictures }) =>
      pictures.map((picture) => ({ name: picture.name, reason: texts.smallClassReason(name) })),
    );
  return { classes: set.classes.filter(({ name }) => !isSmall(name)), leftOut: [...set.leftOut, ...leftOut] };
}
