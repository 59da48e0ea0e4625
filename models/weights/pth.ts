import { sizeOf, type Tensor, type Tensors } from '../tensors.ts';
import { readHalves } from './half.ts';
import { PickleGlobal, type PickleValue, unpickle } from './pickle.ts';
import { readStoredZip } from './stored-zip.ts';
import { WeightsError } from './weights-error.ts';

/** The number that opens torch's files from before version 1.6. */
const LEGACY_MAGIC = 0x1950a86a20f9469cfc6cn;

type Dtype = 'float' | 'half' | 'long';
const ITEM_BYTES: Record<Dtype, number> = { float: 4, half: 2, long: 8 };

/** A run of numbers that tensors are views of; `bytes` is set once the data has been found. */
interface Storage {
  dtype: Dtype;
  key: string;
  length: number;
  bytes?: Buffer;
}

interface StridedView {
  storage: Storage;
  offset: number;
  shape: number[];
  strides: number[];
}

class StorageType {
  readonly dtype: Dtype;
  constructor(dtype: Dtype) {
    this.dtype = dtype;
  }
}

/**
 * Reads the state that `torch.save(model.state_dict(), file)` wrote, in the zip format of torch ≥ 1.6 or the older one.
 * Nothing in the file is run. Counters (64-bit integers) are left out; halves become floats.
 * @throws WeightsError when the file is damaged or holds anything but named tensors.
 */
export function readPth(file: Uint8Array): Tensors {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const state = bytes.subarray(0, 2).toString('latin1') === 'PK' ? readZipState(bytes) : readLegacyState(bytes);
  if (!(state instanceof Map)) throw new WeightsError('the weight file holds no dictionary of tensors');
  const tensors = new Map<string, Tensor>();
  for (const [name, view] of state) {
    if (typeof name !== 'string' || !isView(view)) {
      throw new WeightsError(`the weight file holds something that is no tensor: ${String(name)}`);
    }
    if (view.storage.dtype !== 'long') tensors.set(name, readView(name, view));
  }
  return tensors;
}

function readZipState(file: Buffer): PickleValue {
  const entries = readStoredZip(file);
  const pickleName = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (!pickleName) throw new WeightsError('the zip is no weight file of PyTorch: it has no data.pkl');
  const folder = pickleName.slice(0, -'data.pkl'.length);
  if (entries.get(`${folder}byteorder`)?.toString() === 'big') throw new WeightsError('the weight file is big-endian');
  const storages = new Map<string, Storage>();
  const { value } = unpickle(entries.get(pickleName) as Buffer, 0, optionsFor(storages));
  for (const storage of storages.values()) {
    const data = entries.get(`${folder}data/${storage.key}`);
    if (data) storage.bytes = data;
  }
  return value;
}

function readLegacyState(file: Buffer): PickleValue {
  const storages = new Map<string, Storage>();
  const options = optionsFor(storages);
  const magic = unpickle(file, 0, options);
  if (magic.value !== LEGACY_MAGIC) throw new WeightsError('not a weight file of PyTorch');
  const version = unpickle(file, magic.end, options);
  const system = unpickle(file, version.end, options);
  const state = unpickle(file, system.end, options);
  const keys = unpickle(file, state.end, options);
  if (!Array.isArray(keys.value)) throw new WeightsError('the weight file has no list of its data');
  let at = keys.end;
  for (const key of keys.value) {
    const storage = storages.get(String(key));
    if (!storage || at + 8 > file.length) throw new WeightsError('the weight file is cut off or damaged');
    const length = Number(file.readBigUInt64LE(at));
    if (length !== storage.length) throw new WeightsError('the weight file lies about the size of its data');
    const end = at + 8 + length * ITEM_BYTES[storage.dtype];
    if (end > file.length) throw new WeightsError('the weight file is cut off');
    storage.bytes = file.subarray(at + 8, end);
    at = end;
  }
  return state.value;
}

/** The only globals a file of tensors needs; `storages` collects what the pickle refers to. */
function optionsFor(storages: Map<string, Storage>) {
  const storageType = (dtype: Dtype) => () => new StorageType(dtype);
  const globals = new Map<string, (args: PickleValue[]) => PickleValue>([
    ['collections.OrderedDict', () => new Map()],
    ['torch.FloatStorage', storageType('float')],
    ['torch.HalfStorage', storageType('half')],
    ['torch.LongStorage', storageType('long')],
    ['torch._utils._rebuild_tensor_v2', rebuildTensor],
    ['torch._utils._rebuild_parameter', ([view]) => view ?? null],
  ]);
  const persistentLoad = (id: PickleValue): PickleValue => {
    const [kind, type, key, , length, view] = Array.isArray(id) ? id : [];
    const dtype = type instanceof PickleGlobal ? type.call([]) : undefined;
    if (
      kind !== 'storage' ||
      !(dtype instanceof StorageType) ||
      typeof length !== 'number' ||
      (view ?? null) !== null
    ) {
      throw new WeightsError('the weight file refers to data of an unknown kind');
    }
    const known = storages.get(String(key));
    if (known) return known;
    const storage: Storage = { dtype: dtype.dtype, key: String(key), length };
    storages.set(storage.key, storage);
    return storage;
  };
  return { globals, persistentLoad };
}

function rebuildTensor([storage, offset, shape, strides]: PickleValue[]): PickleValue {
  const view = { storage, offset, shape, strides };
  if (!isView(view)) throw new WeightsError('the weight file describes a tensor wrongly');
  return view;
}

function isView(value: unknown): value is StridedView {
  const { storage, offset, shape, strides } = (value ?? {}) as Record<string, unknown>;
  const sizes = [offset, ...(Array.isArray(shape) ? shape : [NaN]), ...(Array.isArray(strides) ? strides : [NaN])];
  return (
    typeof storage === 'object' &&
    storage !== null &&
    'dtype' in storage &&
    (shape as unknown[]).length === (strides as unknown[]).length &&
    sizes.every((size) => Number.isSafeInteger(size) && (size as number) >= 0)
  );
}

function readView(name: string, { storage, offset, shape, strides }: StridedView): Tensor {
  if (sizeOf(shape) > storage.length) throw new WeightsError(`"${name}" is larger than its data`);
  const last = shape.reduce((sum, length, axis) => sum + (length - 1) * (strides[axis] as number), offset);
  const available = Math.min(storage.length, (storage.bytes?.length ?? 0) / ITEM_BYTES[storage.dtype]);
  if (!storage.bytes || last >= available) throw new WeightsError(`the data of "${name}" is missing or cut off`);
  const itemBytes = ITEM_BYTES[storage.dtype];
  const bytes = storage.bytes.subarray(offset * itemBytes, (last + 1) * itemBytes);
  const flat = storage.dtype === 'half' ? readHalves(bytes) : new Float32Array(Uint8Array.from(bytes).buffer);
  return { shape, data: isContiguous(shape, strides) ? flat : gather(flat, shape, strides) };
}

function isContiguous(shape: number[], strides: number[]): boolean {
  return shape.every((length, axis) => length === 1 || strides[axis] === sizeOf(shape.slice(axis + 1)));
}

/** Copies a strided view (channels-last weights, say) into row-major order. */
function gather(flat: Float32Array, shape: number[], strides: number[]): Float32Array {
  const out = new Float32Array(sizeOf(shape));
  for (let i = 0; i < out.length; i++) {
    let rest = i;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] as number;
      at += (rest % length) * (strides[axis] as number);
      rest = Math.floor(rest / length);
    }
    out[i] = flat[at] as number;
  }
  return out;
}
