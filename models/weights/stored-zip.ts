import { WeightsError } from './weights-error.ts';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ZIP_64_EXTRA = 1;
const UNSET = 0xffff_ffff;

/**
 * The entries of a zip file that is stored without compression, as PyTorch writes them, by name.
 * @throws WeightsError when the file is cut off or an entry is compressed.
 */
export function readStoredZip(file: Buffer): Map<string, Buffer> {
  try {
    return readEntries(file);
  } catch (error: unknown) {
    if (error instanceof RangeError) throw new WeightsError('the zip in the weight file is cut off', { cause: error });
    throw error;
  }
}

function readEntries(file: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let { at, count } = findDirectory(file);
  for (; count > 0; count--) {
    if (file.readUInt32LE(at) !== ENTRY) throw new WeightsError('the zip in the weight file has a damaged directory');
    const nameBytes = file.readUInt16LE(at + 28);
    const extraBytes = file.readUInt16LE(at + 30);
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes);
    if (file.readUInt16LE(at + 10) !== 0) throw new WeightsError(`"${name}" in the weight file is compressed`);
    const extra = file.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const { size, offset } = placeOf(file, at, extra);
    if (file.readUInt32LE(offset) !== LOCAL) throw new WeightsError('the zip in the weight file has a damaged entry');
    const begin = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    if (begin + size > file.length) throw new WeightsError('the zip in the weight file is cut off');
    entries.set(name, file.subarray(begin, begin + size));
    at += 46 + nameBytes + extraBytes + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** The size and place of an entry; numbers that 32 bits cannot hold are in its zip64 field, in a fixed order. */
function placeOf(file: Buffer, at: number, extra: Buffer): { size: number; offset: number } {
  let [stored, size, offset] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)];
  for (let i = 0; i + 4 <= extra.length; i += 4 + extra.readUInt16LE(i + 2)) {
    if (extra.readUInt16LE(i) !== ZIP_64_EXTRA) continue;
    let next = i + 4;
    const read = (value: number) => {
      if (value !== UNSET) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    size = read(size);
    stored = read(stored);
    offset = read(offset);
  }
  if (stored !== size) throw new WeightsError('the zip in the weight file has an entry of two sizes');
  return { size, offset };
}

function findDirectory(file: Buffer): { at: number; count: number } {
  // The end record is 22 bytes and may be followed by a comment of up to 65,535.
  for (let end = file.length - 22; end >= Math.max(0, file.length - 22 - 65_535); end--) {
    if (file.readUInt32LE(end) !== END) continue;
    const at = file.readUInt32LE(end + 16);
    const count = file.readUInt16LE(end + 10);
    if (at !== UNSET && count !== 0xffff) return { at, count };
    const end64 = Number(file.readBigUInt64LE(end - 20 + 8));
    if (file.readUInt32LE(end64) !== END_64) break;
    return { at: Number(file.readBigUInt64LE(end64 + 48)), count: Number(file.readBigUInt64LE(end64 + 32)) };
  }
  throw new WeightsError('the zip in the weight file is cut off: it has no directory');
}
