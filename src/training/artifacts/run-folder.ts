import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { type Receipt, receiptSchema } from '../receipt.ts';

/** What lies in the folder of a run, beside its pictures and the trained arrays. */
export const RUN_FILES = { receipt: 'receipt.json', pictures: 'pictures.json' } as const;

const picturesSchema = z.array(
  z.object({
    /** In the run's folder. */
    file: z.string().regex(/^[a-z-]+\.png$/),
    /** The same in words, for those who do not see it. */
    alt: z.string(),
  }),
);
export type RunPicture = z.infer<typeof picturesSchema>[number];

export interface SavedRun {
  receipt: Receipt;
  /** In the order in which they are shown. */
  pictures: RunPicture[];
}

/**
 * Reads what a run left behind, but for the trained arrays.
 * @throws UserError when it is not there any more.
 */
export async function readRun(folder: string): Promise<SavedRun> {
  const read = async (name: string): Promise<unknown> => JSON.parse((await readRunFile(folder, name)).toString());
  return {
    receipt: receiptSchema.parse(await read(RUN_FILES.receipt)),
    pictures: picturesSchema.parse(await read(RUN_FILES.pictures)),
  };
}

/** @throws UserError when it is not there any more. */
export async function readRunFile(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw noLongerKept();
  }
}

/** That is as promised and no fault, so it has no cause. */
export function noLongerKept(): UserError {
  return new UserError('What this run learned is no longer kept. Train again, and you have it for some days.');
}
