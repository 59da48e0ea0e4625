import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Picture } from '../../models/views.ts';
import { UserError } from '../core/errors.ts';
import type { Fingerprint } from '../core/training/duplicates.ts';
import { decodePicture, PICTURE_LIMITS } from './images.ts';
import { PictureError } from './picture-error.ts';

export interface DatasetPicture {
  file: string;
  className: string;
  /** Of the file. */
  sha256: string;
  picture: Picture;
  fingerprint: Fingerprint;
}

export interface Dataset {
  /** In the order of the alphabet; each has pictures. */
  classes: string[];
  pictures: DatasetPicture[];
  skipped: { file: string; reason: string }[];
  notes: string[];
}

/** What the command line accepts; a folder is the owner's own, so this only guards memory. */
const MAX_PICTURES = 5000;
/** What systems leave in folders, which nobody takes for a picture. */
const SYSTEM_FILES = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Reads a folder of class folders.
 * @param shorterSide of the decoded pictures, pixels.
 * @throws UserError when there is no such folder, or far too much in it.
 */
export async function readDataset(folder: string, shorterSide: number, onPicture: () => void): Promise<Dataset> {
  const dataset: Dataset = { classes: [], pictures: [], skipped: [], notes: [] };
  const entries = await listFolder(folder);
  for (const entry of entries) {
    if (!entry.isFolder) dataset.skipped.push({ file: entry.name, reason: 'not in a class folder' });
  }
  for (const { name: className } of entries.filter(({ isFolder }) => isFolder)) {
    for (const { name, isFolder } of await listFolder(join(folder, className))) {
      if (dataset.pictures.length >= MAX_PICTURES) throw new UserError(`more than ${MAX_PICTURES} pictures`);
      try {
        if (isFolder) throw new PictureError('a folder inside a class folder is not read');
        const { picture, note } = await readPicture(join(folder, className, name), shorterSide);
        dataset.pictures.push({ ...picture, file: name, className });
        if (note) dataset.notes.push(`${printable(name)}: ${note}`);
      } catch (error: unknown) {
        if (!(error instanceof PictureError)) throw error;
        dataset.skipped.push({ file: name, reason: `${error.message} (class ${className})` });
      }
      onPicture();
    }
  }
  dataset.classes = [...new Set(dataset.pictures.map(({ className }) => className))];
  return dataset;
}

/** A name as it can be shown in a terminal: without the characters that steer one. */
export function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '\uFFFD');
}

/** One digest for the classes, names and contents of all pictures: the same data give the same one. */
export function hashPictures(pictures: readonly Pick<DatasetPicture, 'className' | 'file' | 'sha256'>[]): string {
  const lines = pictures.map(({ className, file, sha256 }) => JSON.stringify([className, file, sha256]));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

async function listFolder(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  try {
    const entries = (await readdir(folder)).filter((name) => !SYSTEM_FILES.test(name)).sort(byCodeUnits);
    // A link that leads nowhere is no folder; reading it says what is wrong with it.
    const isFolder = (name: string) =>
      stat(join(folder, name)).then(
        (entry) => entry.isDirectory(),
        () => false,
      );
    return await Promise.all(entries.map(async (name) => ({ name, isFolder: await isFolder(name) })));
  } catch (error: unknown) {
    throw new UserError(`cannot read the folder ${printable(folder)}: ${(error as Error).message}`, { cause: error });
  }
}

/** The same order on every machine, whatever its language. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

async function readPicture(path: string, shorterSide: number) {
  const unreadable = (error: unknown): never => {
    const { code } = error as NodeJS.ErrnoException;
    throw new PictureError(`cannot be read: ${code ?? basename(path)}`, { cause: error });
  };
  const entry = await stat(path).catch(unreadable);
  // Reading a pipe would wait for ever.
  if (!entry.isFile()) throw new PictureError('not a file');
  if (entry.size > PICTURE_LIMITS.bytes) throw new PictureError('larger than 10 MiB');
  const file = await readFile(path).catch(unreadable);
  const { picture, note } = await decodePicture(file, shorterSide);
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { picture: { sha256, picture, fingerprint: fingerprintOf(picture) }, note };
}

const GREY_SIDE = 16;

function fingerprintOf({ width, height, rgb }: Picture): Fingerprint {
  const sums = new Float32Array(GREY_SIDE * GREY_SIDE);
  const counts = new Float32Array(sums.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * GREY_SIDE) / height) * GREY_SIDE + Math.floor((x * GREY_SIDE) / width);
      const at = (y * width + x) * 3;
      sums[cell] = (sums[cell] as number) + (rgb[at] as number) + (rgb[at + 1] as number) + (rgb[at + 2] as number);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  const means = sums.map((sum, i) => sum / (counts[i] as number));
  const mean = means.reduce((total, value) => total + value, 0) / means.length;
  const length = Math.sqrt(means.reduce((total, value) => total + (value - mean) ** 2, 0)) || 1;
  const digest = createHash('sha256').update(`${width}x${height}`).update(rgb).digest('hex');
  return { digest, grey: means.map((value) => (value - mean) / length) };
}
