import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { manifestSchema } from './manifest.ts';

/** A picture that has not been read yet. */
export interface ListedPicture {
  path: string;
  /** What its owner calls it. */
  file: string;
  className: string;
}

/** Which pictures there are, class by class, before one of them is opened. */
export interface Listing {
  pictures: ListedPicture[];
  skipped: { file: string; reason: string }[];
}

export const MANIFEST_FILE = 'manifest.json';

/** What the command line accepts; a folder is the owner's own, so this only guards memory. */
const MAX_PICTURES = 5000;
/** What systems leave in folders, which nobody takes for a picture. */
const SYSTEM_FILES = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Lists a folder of class folders, in the order of the alphabet.
 * @throws UserError when there is no such folder, or far too much in it.
 */
export async function listClassFolders(folder: string): Promise<Listing> {
  const listing: Listing = { pictures: [], skipped: [] };
  const entries = await listFolder(folder);
  for (const { name, isFolder } of entries) {
    if (!isFolder) listing.skipped.push({ file: name, reason: 'not in a class folder' });
  }
  for (const { name: className } of entries.filter(({ isFolder }) => isFolder)) {
    for (const { name: file, isFolder } of await listFolder(join(folder, className))) {
      const reason = `a folder inside a class folder is not read (class ${className})`;
      if (isFolder) listing.skipped.push({ file, reason });
      else listing.pictures.push({ path: join(folder, className, file), file, className });
      if (listing.pictures.length > MAX_PICTURES) throw new UserError(`more than ${MAX_PICTURES} pictures`);
    }
  }
  return listing;
}

/**
 * Lists the pictures of a job or draft: a folder with a manifest, in its order.
 * @throws when the manifest is missing or is none: a bug, since we wrote it.
 */
export async function listManifest(folder: string): Promise<Listing> {
  const { classes } = manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  const pictures = classes.flatMap(({ name: className, pictures: own }) =>
    own.map(({ name, file }) => ({ path: join(folder, file), file: name, className })),
  );
  return { pictures, skipped: [] };
}

/** A name as it can be shown in a terminal: without the characters that steer one. */
export function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '\uFFFD');
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
