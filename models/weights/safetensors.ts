import { sizeOf, type Tensor, type Tensors } from '../tensors.ts';
import { readHalves, writeHalves } from './half.ts';
import { WeightsError } from './weights-error.ts';

/** A safetensors file: an 8-byte length, a JSON header, the arrays' bytes (little-endian). */
export interface Safetensors {
  metadata: Readonly<Record<string, string>>;
  tensors: Tensors;
}

export type Precision = 'F16' | 'F32';

interface Entry {
  name: string;
  dtype: Precision;
  shape: number[];
  begin: number;
  end: number;
}

const BYTES = { F16: 2, F32: 4 } as const;
/** The format's own limit. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * Reads a safetensors file of F16 and F32 arrays.
 * @throws WeightsError when the file is cut off, lies about its sizes or holds another type of number.
 */
export function readSafetensors(file: Uint8Array): Safetensors {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 8) throw new WeightsError('not a safetensors file: it is shorter than 8 bytes');
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  if (headerBytes > MAX_HEADER_BYTES || 8 + headerBytes > bytes.length) {
    throw new WeightsError('not a safetensors file, or cut off: its header does not fit in the file');
  }
  const header = parseHeader(bytes.toString('utf8', 8, 8 + headerBytes));
  const body = bytes.subarray(8 + headerBytes);
  let position = 0;
  for (const { name, begin, end } of [...header.entries].sort((a, b) => a.begin - b.begin)) {
    if (begin !== position)
      throw new WeightsError(`the safetensors header leaves a gap or an overlap before "${name}"`);
    position = end;
  }
  if (position !== body.length) {
    throw new WeightsError(`the safetensors file holds ${body.length} bytes of data, its header says ${position}`);
  }
  const tensors = new Map(header.entries.map((entry) => [entry.name, readEntry(entry, body)]));
  return { metadata: header.metadata, tensors };
}

function readEntry({ dtype, shape, begin, end }: Entry, body: Buffer): Tensor {
  const bytes = body.subarray(begin, end);
  // The copy aligns the bytes, which a view into the file is not.
  const data = dtype === 'F16' ? readHalves(bytes) : new Float32Array(Uint8Array.from(bytes).buffer);
  return { shape, data };
}

function parseHeader(json: string): { metadata: Record<string, string>; entries: Entry[] } {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch (error: unknown) {
    throw new WeightsError('the safetensors header is not JSON', { cause: error });
  }
  if (typeof header !== 'object' || header === null) throw new WeightsError('the safetensors header is not an object');
  const { __metadata__: metadata = {}, ...rest } = header as Record<string, unknown>;
  return {
    metadata: Object.fromEntries(Object.entries(metadata as object).map(([key, value]) => [key, String(value)])),
    entries: Object.entries(rest).map(([name, value]) => parseEntry(name, value)),
  };
}

function parseEntry(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (dtype !== 'F16' && dtype !== 'F32') {
    throw new WeightsError(`"${name}" is of type ${String(dtype)}; F16 and F32 can be read`);
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new WeightsError(`the safetensors header describes "${name}" wrongly`);
  }
  const [begin, end] = offsets as [number, number];
  if (end - begin !== sizeOf(shape) * BYTES[dtype]) {
    throw new WeightsError(`"${name}" has ${end - begin} bytes, which does not fit its shape [${shape.join(', ')}]`);
  }
  return { name, dtype, shape, begin, end };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Most that a 16-bit float's rounding changes an array by, as a share of the array's length; half of it is usual. */
const MAX_ROUNDING = 1e-3;

/**
 * The smaller type that keeps an array as it is: numbers beyond 65,504 become infinite as halves, and tiny ones lose
 * their digits.
 */
export function precisionFor({ data }: Tensor): Precision {
  const halves = readHalves(writeHalves(data));
  let [changed, length] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    changed += (value - (halves[i] as number)) ** 2;
    length += value ** 2;
  }
  return changed <= MAX_ROUNDING ** 2 * length ? 'F16' : 'F32';
}

/** Writes a safetensors file, the arrays in the order of the map, all in one precision or each in its own. */
export function writeSafetensors(
  { metadata, tensors }: Safetensors,
  precision: Precision | ((tensor: Tensor) => Precision),
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const [name, tensor] of tensors) {
    const { shape, data } = tensor;
    const dtype = typeof precision === 'string' ? precision : precision(tensor);
    const bytes = dtype === 'F16' ? writeHalves(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    header[name] = { dtype, shape, data_offsets: [position, position + bytes.length] };
    parts.push(bytes);
    position += bytes.length;
  }
  // Spaces at the end align the data to 8 bytes, as the format asks.
  let json = JSON.stringify(header);
  json = json.padEnd(json.length + ((8 - (Buffer.byteLength(json) % 8)) % 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(json)));
  return Buffer.concat([length, Buffer.from(json), ...parts]);
}
