import { WeightsError } from './weights-error.ts';

/**
 * A value that a pickle can hold here. Tuples and lists are arrays, every dictionary is a `Map`, and an object of
 * Python is whatever the allowed global made of its arguments.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | object;

interface PickleOptions {
  /** What `module.name` may be called, by that name; nothing else is reachable, and Python code is never run. */
  globals: ReadonlyMap<string, (args: PickleValue[]) => PickleValue>;
  /** Resolves a reference to data outside the pickle. */
  persistentLoad: (id: PickleValue) => PickleValue;
}

const MARK = Symbol('mark');

/** A global that has been named but not called. */
export class PickleGlobal {
  readonly name: string;
  readonly call: (args: PickleValue[]) => PickleValue;
  constructor(name: string, call: (args: PickleValue[]) => PickleValue) {
    this.name = name;
    this.call = call;
  }
}

/** The machine that an opcode works on. */
interface Machine extends PickleOptions {
  bytes: Buffer;
  at: number;
  stack: (PickleValue | typeof MARK)[];
  memo: Map<number, PickleValue>;
}

const take = (m: Machine, length: number): Buffer => {
  if (m.at + length > m.bytes.length) throw new WeightsError('the pickle in the weight file is cut off');
  m.at += length;
  return m.bytes.subarray(m.at - length, m.at);
};

const line = (m: Machine): string => {
  const end = m.bytes.indexOf(0x0a, m.at);
  if (end < 0) throw new WeightsError('the pickle in the weight file is cut off');
  return take(m, end + 1 - m.at)
    .subarray(0, -1)
    .toString('utf8');
};

const pop = (m: Machine): PickleValue => {
  const value = m.stack.pop();
  if (value === undefined || value === MARK) throw new WeightsError('the pickle in the weight file is damaged');
  return value as PickleValue;
};

const top = (m: Machine): PickleValue => {
  const value = pop(m);
  m.stack.push(value);
  return value;
};

const popToMark = (m: Machine): PickleValue[] => {
  const mark = m.stack.lastIndexOf(MARK);
  if (mark < 0) throw new WeightsError('the pickle in the weight file is damaged');
  return m.stack.splice(mark).slice(1) as PickleValue[];
};

const tuple = (length: number) => (m: Machine) => {
  const items = Array.from({ length }, () => pop(m)).reverse();
  m.stack.push(items);
};

const setItems = (m: Machine, items: PickleValue[]): void => {
  const target = top(m);
  if (!(target instanceof Map)) throw new WeightsError('the pickle in the weight file is damaged');
  for (let i = 0; i + 1 < items.length; i += 2) target.set(items[i] as PickleValue, items[i + 1] as PickleValue);
};

const append = (m: Machine, items: PickleValue[]): void => {
  const target = top(m);
  if (!Array.isArray(target)) throw new WeightsError('the pickle in the weight file is damaged');
  for (const item of items) target.push(item);
};

const remember = (m: Machine, index: number): void => {
  m.memo.set(index, top(m));
};

const recall = (m: Machine, index: number): void => {
  const value = m.memo.get(index);
  if (value === undefined) throw new WeightsError('the pickle in the weight file is damaged');
  m.stack.push(value);
};

const pushGlobal = (m: Machine, name: string): void => {
  const call = m.globals.get(name);
  if (!call)
    throw new WeightsError(`the weight file asks for Python's ${name}, which is not part of a list of tensors`);
  m.stack.push(new PickleGlobal(name, call));
};

const readLong = (m: Machine, length: number): void => {
  const bytes = Buffer.from(take(m, length)).reverse();
  const value = length ? BigInt.asIntN(length * 8, BigInt(`0x${bytes.toString('hex')}`)) : 0n;
  m.stack.push(Number.isSafeInteger(Number(value)) ? Number(value) : value);
};

/** Python's pickletools names each of these; only what tensors are made of is here. */
const OPCODE_LIST: readonly (readonly [code: number | string, run: (m: Machine) => void])[] = [
  [0x80, (m) => void take(m, 1)], // PROTO
  [0x95, (m) => void take(m, 8)], // FRAME
  ['(', (m) => void m.stack.push(MARK)],
  ['N', (m) => void m.stack.push(null)],
  [0x88, (m) => void m.stack.push(true)],
  [0x89, (m) => void m.stack.push(false)],
  ['J', (m) => void m.stack.push(take(m, 4).readInt32LE())],
  ['K', (m) => void m.stack.push(take(m, 1).readUInt8())],
  ['M', (m) => void m.stack.push(take(m, 2).readUInt16LE())],
  ['G', (m) => void m.stack.push(take(m, 8).readDoubleBE())],
  [0x8a, (m) => readLong(m, take(m, 1).readUInt8())],
  ['X', (m) => void m.stack.push(take(m, take(m, 4).readUInt32LE()).toString('utf8'))],
  [0x8c, (m) => void m.stack.push(take(m, take(m, 1).readUInt8()).toString('utf8'))],
  ['}', (m) => void m.stack.push(new Map())],
  [']', (m) => void m.stack.push([])],
  [')', (m) => void m.stack.push([])],
  ['t', (m) => void m.stack.push(popToMark(m))],
  [0x85, tuple(1)],
  [0x86, tuple(2)],
  [0x87, tuple(3)],
  ['u', (m) => setItems(m, popToMark(m))],
  ['s', (m) => setItems(m, [pop(m), pop(m)].reverse())],
  ['e', (m) => append(m, popToMark(m))],
  ['a', (m) => append(m, [pop(m)])],
  ['q', (m) => remember(m, take(m, 1).readUInt8())],
  ['r', (m) => remember(m, take(m, 4).readUInt32LE())],
  [0x94, (m) => remember(m, m.memo.size)], // MEMOIZE
  ['h', (m) => recall(m, take(m, 1).readUInt8())],
  ['j', (m) => recall(m, take(m, 4).readUInt32LE())],
  ['c', (m) => pushGlobal(m, `${line(m)}.${line(m)}`)],
  [0x93, (m) => pushGlobal(m, [pop(m), pop(m)].reverse().join('.'))], // STACK_GLOBAL
  ['Q', (m) => void m.stack.push(m.persistentLoad(pop(m)))],
  // A dictionary's attributes (torch keeps `_metadata` there) are no tensors: they are read and dropped.
  ['b', (m) => void pop(m)],
  ['R', callGlobal],
];
const OPCODES = new Map(
  OPCODE_LIST.map(([code, run]) => [typeof code === 'string' ? code.charCodeAt(0) : code, run] as const),
);

function callGlobal(m: Machine): void {
  const args = pop(m);
  const callee = pop(m);
  if (!(callee instanceof PickleGlobal) || !Array.isArray(args)) {
    throw new WeightsError('the pickle in the weight file calls something that is no function');
  }
  m.stack.push(callee.call(args));
}

const STOP = '.'.charCodeAt(0);

/**
 * Reads one pickle from `bytes`, starting at `at`, without running any of it: an opcode or a global that tensors do not
 * need is an error. Returns the value and where the next pickle starts.
 * @throws WeightsError
 */
export function unpickle(bytes: Buffer, at: number, options: PickleOptions): { value: PickleValue; end: number } {
  const machine: Machine = { ...options, bytes, at, stack: [], memo: new Map() };
  for (;;) {
    const code = take(machine, 1).readUInt8();
    if (code === STOP) return { value: pop(machine), end: machine.at };
    const run = OPCODES.get(code);
    if (!run) {
      throw new WeightsError(`the weight file holds a pickle opcode (0x${code.toString(16)}) that tensors do not need`);
    }
    run(machine);
  }
}
