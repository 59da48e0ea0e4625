import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../core/errors.ts';
import { train as texts } from '../../core/texts/train.ts';
import { PICTURE_LIMITS } from '../images.ts';
import { PictureError } from '../picture-error.ts';
import { readWhole } from './fetch-attachment.ts';
import { type Incoming, refusedIncoming } from './incoming.ts';
import { type Placed, placeEntries } from './zip-paths.ts';

/** A zip is read entry by entry, so these bound time and disk, not memory. Pictures hardly shrink in a zip. */
export const ZIP_LIMITS = { bytes: 100 * 2 ** 20, entries: 2000, unpackedBytes: 400 * 2 ** 20, ratio: 100 } as const;

const KIND_OF_FILE = 0o170000;
const LINK = 0o120000;

/** What all entries of one zip have really unpacked to. */
interface Budget {
  bytes: number;
}

/**
 * The pictures of a zip with one folder a class, the first of each class first, so that a limit on their number is fair
 * to all classes. Nothing is unpacked to disk. Read each before you ask for the next.
 * @throws UserError when it is no zip, or one that would unpack to far too much.
 */
export async function* readZip(path: string): AsyncGenerator<Incoming> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(() => {
    throw new UserError(texts.notAZip);
  });
  try {
    const entries = await listEntries(zip);
    // Names are judged one by one, so that a bad one does not spoil the whole zip.
    const placed = placeEntries(entries.map(nameOf));
    const budget = { bytes: 0 };
    for (const { entry, place } of takeTurns(entries.map((entry, i) => ({ entry, place: placed[i] as Placed })))) {
      if (place.is === 'refused') yield refusedIncoming(place.file, place.reason);
      if (place.is !== 'picture') continue;
      yield { className: place.className, name: place.file, read: () => readEntry(zip, entry, budget) };
    }
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > ZIP_LIMITS.entries) throw new UserError(texts.zipTooMany(zip.entryCount, ZIP_LIMITS.entries));
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw new UserError(texts.zipDamaged);
  }
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unpacked > ZIP_LIMITS.unpackedBytes) throw new UserError(texts.zipBomb);
  return entries;
}

/** Its name as text, in the zip's own encoding; slashes are left as they are. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

/** The first of each class, then the second of each, and so on. */
function takeTurns<T extends { place: Placed }>(files: readonly T[]): T[] {
  const seen = new Map<string, number>();
  const turns = files.map((file) => {
    const key = file.place.is === 'picture' ? file.place.className : '';
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    return { file, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ file }) => file);
}

async function readEntry(zip: ZipFile, entry: Entry, budget: Budget): Promise<Buffer> {
  checkEntry(entry);
  const bytes = await readWhole(unpack(zip, entry, budget)).catch((error: unknown) => {
    if (error instanceof PictureError || error instanceof UserError) throw error;
    throw new PictureError('damaged in the zip', { cause: error });
  });
  // The library leaves this to us.
  if (crc32(bytes) !== entry.crc32) throw new PictureError('damaged in the zip');
  return bytes;
}

function checkEntry(entry: Entry): void {
  const { uncompressedSize, compressedSize, externalFileAttributes } = entry;
  if (((externalFileAttributes >>> 16) & KIND_OF_FILE) === LINK) throw new PictureError('a link, not a picture');
  if (entry.isEncrypted()) throw new PictureError('protected by a password');
  if (!entry.canDecodeFileData()) throw new PictureError('packed in a way that cannot be read here');
  if (uncompressedSize > PICTURE_LIMITS.bytes) throw new PictureError('larger than 10 MiB');
  if (uncompressedSize > 2 ** 20 && uncompressedSize > compressedSize * ZIP_LIMITS.ratio) {
    throw new PictureError('unpacks to far more than a picture would');
  }
}

/** What a zip declares may be a lie, so what really comes is counted. */
async function* unpack(zip: ZipFile, entry: Entry, budget: Budget): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    bytes += (chunk as Uint8Array).length;
    budget.bytes += (chunk as Uint8Array).length;
    if (bytes > PICTURE_LIMITS.bytes) throw new PictureError('larger than 10 MiB');
    if (budget.bytes > ZIP_LIMITS.unpackedBytes) throw new UserError(texts.zipBomb);
    yield chunk as Uint8Array;
  }
}
