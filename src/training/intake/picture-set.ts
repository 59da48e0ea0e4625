import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fingerprint } from '../../core/training/duplicates.ts';
import { fingerprintOf } from '../dataset.ts';
import { decodePicture } from '../images.ts';
import { MANIFEST_FILE } from '../listing.ts';
import type { Manifest } from '../manifest.ts';
import { PictureError } from '../picture-error.ts';
import type { Incoming } from './incoming.ts';

/** What one run may hold. */
export const SET_LIMITS = { pictures: 200, classes: 10, className: 45 } as const;
/** Alike pictures are found at about the size that training sees. */
const COMPARED_SIDE = 72;
const MAX_NAME = 100;
/** Beyond these nobody reads on; they are counted. */
const MAX_LEFT_OUT = 300;

const storedPicture = z.object({
  /** What its owner calls it. */
  name: z.string(),
  /** Its name in the folder. */
  file: z.string(),
  /** Of its pixels, and the small grey copy as 16-bit integers in base64. */
  digest: z.string(),
  grey: z.string(),
  /** Such as that only the first frame is used. */
  note: z.string().optional(),
});

/** Pictures that were looked at and kept, class by class, and what was left out. */
export const pictureSetSchema = z.object({
  classes: z.array(z.object({ name: z.string(), pictures: z.array(storedPicture) })),
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
});
export type PictureSet = z.infer<typeof pictureSetSchema>;
type StoredPicture = z.infer<typeof storedPicture>;

export const EMPTY_SET: PictureSet = { classes: [], leftOut: [] };

export const countPictures = ({ classes }: Pick<PictureSet, 'classes'>): number =>
  classes.reduce((sum, { pictures }) => sum + pictures.length, 0);

/**
 * Looks at each picture, keeps what can be used in `folder` under a name of our own, and names the rest with the reason.
 * @returns the set with what came; `set` itself stays as it is.
 */
export async function collectPictures(
  folder: string,
  set: PictureSet,
  incoming: AsyncIterable<Incoming>,
): Promise<PictureSet> {
  await mkdir(folder, { recursive: true });
  const collected = structuredClone(set);
  for await (const picture of incoming) {
    const name = printableName(picture.name) || 'unnamed';
    try {
      const into = classFor(collected, picture.className);
      const kept = await keepPicture(await picture.read(), folder, { ...into, name });
      if (into.isNew) collected.classes.push({ name: into.className, pictures: [kept] });
      else collected.classes[into.index]?.pictures.push(kept);
    } catch (error: unknown) {
      if (!(error instanceof PictureError)) throw error;
      collected.leftOut.push({ name, reason: error.message });
    }
  }
  collected.leftOut = collected.leftOut.slice(0, MAX_LEFT_OUT);
  return collected;
}

/** Which class a picture goes to; one that is named the same but for capitals is the same. */
function classFor(set: PictureSet, name: string) {
  if (countPictures(set) >= SET_LIMITS.pictures) {
    throw new PictureError(`more than ${SET_LIMITS.pictures} pictures`);
  }
  const className = printableName(name).slice(0, SET_LIMITS.className).trim() || 'unnamed';
  const found = set.classes.findIndex((one) => one.name.toLowerCase() === className.toLowerCase());
  const isNew = found < 0;
  if (isNew && set.classes.length >= SET_LIMITS.classes) {
    throw new PictureError(`its class is one more than ${SET_LIMITS.classes}`);
  }
  const index = isNew ? set.classes.length : found;
  // Unique in the whole set: a class may be taken out, and those after it move up.
  const numbers = set.classes.flatMap(({ pictures }) => pictures.map(({ file }) => Number(file.split('-')[1])));
  return { className, isNew, index, number: Math.max(-1, ...numbers) + 1 };
}

async function keepPicture(
  bytes: Buffer,
  folder: string,
  { index, number, name }: { index: number; number: number; name: string },
): Promise<StoredPicture> {
  const { picture, note } = await decodePicture(bytes, COMPARED_SIDE);
  const { digest, grey } = fingerprintOf(picture);
  const file = `${index}-${number}`;
  await writeFile(join(folder, file), bytes);
  return { name, file, digest, grey: packGrey(grey), ...(note !== undefined && { note }) };
}

/** @returns the set without these files of its folder; classes that are empty then are gone too. */
export function withoutFiles(set: PictureSet, files: readonly string[]): PictureSet {
  const classes = set.classes.map(({ name, pictures }) => ({
    name,
    pictures: pictures.filter(({ file }) => !files.includes(file)),
  }));
  return { ...set, classes: classes.filter(({ pictures }) => pictures.length > 0) };
}

/** Writes what the worker reads: whose pictures are which. */
export async function writeManifest(folder: string, { classes }: Pick<PictureSet, 'classes'>): Promise<void> {
  const manifest: Manifest = {
    classes: classes.map(({ name, pictures }) => ({
      name,
      pictures: pictures.map(({ name: own, file }) => ({ name: own, file })),
    })),
  };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}

export function fingerprintIn({ digest, grey }: StoredPicture): Fingerprint {
  const bytes = Buffer.from(grey, 'base64');
  return { digest, grey: Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2) / 32_767) };
}

function packGrey(grey: Float32Array): string {
  const bytes = Buffer.alloc(grey.length * 2);
  for (const [i, value] of grey.entries()) bytes.writeInt16LE(Math.round(value * 32_767), i * 2);
  return bytes.toString('base64');
}

/** On one line, without what steers a terminal or turns text around. */
function printableName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);
}
