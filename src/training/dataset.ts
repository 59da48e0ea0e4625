import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Picture } from '../../models/views.ts';
import type { Fingerprint } from '../core/training/duplicates.ts';
import { decodePicture, PICTURE_LIMITS } from './images.ts';
import { type Listing, printable } from './listing.ts';
import { PictureError } from './picture-error.ts';

export interface DatasetPicture {
  path: string;
  file: string;
  className: string;
  /** Of the file. */
  sha256: string;
  picture: Picture;
  fingerprint: Fingerprint;
}

export interface Dataset {
  /** In the order of the listing; each has pictures. */
  classes: string[];
  pictures: DatasetPicture[];
  skipped: { file: string; reason: string }[];
  notes: string[];
}

/**
 * Reads the pictures of a listing.
 * @param shorterSide of the decoded pictures, pixels.
 */
export async function readDataset(listing: Listing, shorterSide: number, onPicture: () => void): Promise<Dataset> {
  const dataset: Dataset = { classes: [], pictures: [], skipped: [...listing.skipped], notes: [] };
  for (const { path, file, className } of listing.pictures) {
    try {
      const { picture, note } = await readPicture(path, shorterSide);
      dataset.pictures.push({ ...picture, path, file, className });
      if (note) dataset.notes.push(`${printable(file)}: ${note}`);
    } catch (error: unknown) {
      if (!(error instanceof PictureError)) throw error;
      dataset.skipped.push({ file, reason: `${error.message} (class ${className})` });
    }
    onPicture();
  }
  dataset.classes = [...new Set(dataset.pictures.map(({ className }) => className))];
  return dataset;
}

/** One digest for the classes, names and contents of all pictures: the same data give the same one. */
export function hashPictures(pictures: readonly Pick<DatasetPicture, 'className' | 'file' | 'sha256'>[]): string {
  const lines = pictures.map(({ className, file, sha256 }) => JSON.stringify([className, file, sha256]));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/**
 * The same pictures in the order and under the names of a receipt. A run on Discord has them in the order in which they
 * came, and under names as Discord writes them; which pictures they are, their contents say.
 * @returns the dataset as it is when it does not hold exactly these pictures
 */
export function arrangedAs(dataset: Dataset, listed: readonly { class: string; file: string; sha256: string }[]) {
  const left = [...dataset.pictures];
  const pictures = listed.flatMap(({ class: className, file, sha256 }) => {
    const at = left.findIndex((one) => one.sha256 === sha256 && isSameClass(one.className, className));
    return at < 0 ? [] : left.splice(at, 1).map((picture) => ({ ...picture, className, file }));
  });
  if (left.length > 0 || pictures.length < listed.length) return dataset;
  return { ...dataset, classes: [...new Set(pictures.map(({ className }) => className))], pictures };
}

/** Capitals make no other class on Discord. */
const isSameClass = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

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

/** What a picture is compared by. */
export function fingerprintOf({ width, height, rgb }: Picture): Fingerprint {
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
