/**
 * Adam's arithmetic as a WebAssembly function, since it is what plain JavaScript does worst: 8.4 million square roots
 * and divisions a step, four at a time here. The module is assembled below from its instructions; there is no other
 * source of it.
 */

/** Where the arrays are, in bytes of the memory, and the numbers that every element shares. */
export type AdamKernel = (
  values: number,
  gradient: number,
  mean: number,
  square: number,
  /** Behind the last of `values`. */
  end: number,
  beta1: number,
  oneMinusBeta1: number,
  beta2: number,
  oneMinusBeta2: number,
  stepSize: number,
  rootScale: number,
  epsilon: number,
) => void;

const PAGE_BYTES = 65_536;
/** What one instruction handles: four floats. */
export const LANE_BYTES = 16;

/** A memory, whose pages are never given back before it is forgotten, and the kernel that works on it. */
export interface AdamMemory {
  memory: ArrayBuffer;
  run: AdamKernel;
}

/** @param bytes at least so many */
export function openAdamKernel(bytes: number): AdamMemory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const { exports } = new api.Instance(new api.Module(MODULE), { env: { memory } });
  return { memory: memory.buffer, run: exports.step };
}

/** As much of the platform's interface as is used: the types for Node name none of its constructors. */
interface WebAssemblyApi {
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { step: AdamKernel } };
}
const { WebAssembly: api } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

const [I32, F32, V128] = [0x7f, 0x7d, 0x7b];
const PARAMETERS = [I32, I32, I32, I32, I32, F32, F32, F32, F32, F32, F32, F32];
const [VALUES, GRADIENT, MEAN, SQUARE, END, BETA_1, REST_1, BETA_2, REST_2, STEP_SIZE, ROOT_SCALE, EPSILON] =
  PARAMETERS.keys();
/** Local variables: the four gradients, means and squares at hand. */
const [G, M, S] = [12, 13, 14];

/** Unsigned LEB128. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

const get = (local = 0) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const simd = (code: number) => [0xfd, ...leb(code)];
/** With an alignment of 2⁴ bytes and no offset. */
const load = (local?: number) => [...get(local), ...simd(0x00), 4, 0];
const STORE = [...simd(0x0b), 4, 0];
const splat = (local?: number) => [...get(local), ...simd(0x13)];
const [SQRT, ADD, SUB, MUL, DIV] = [simd(0xe3), simd(0xe4), simd(0xe5), simd(0xe6), simd(0xe7)];
const advance = (local = 0) => [...get(local), 0x41, LANE_BYTES, 0x6a, ...set(local)];

const BODY = [
  ...[1, 3, V128], // three local variables
  ...[0x03, 0x40], // loop
  ...[...load(GRADIENT), ...set(G)],
  // mean = β₁ · mean + (1 − β₁) · g
  ...[...get(MEAN), ...load(MEAN), ...splat(BETA_1), ...MUL, ...get(G), ...splat(REST_1), ...MUL, ...ADD],
  ...[...tee(M), ...STORE],
  // square = β₂ · square + (1 − β₂) · g²
  ...[...get(SQUARE), ...load(SQUARE), ...splat(BETA_2), ...MUL],
  ...[...get(G), ...get(G), ...MUL, ...splat(REST_2), ...MUL, ...ADD, ...tee(S), ...STORE],
  // value = value − step size · mean / (√square · root scale + ε)
  ...[...get(VALUES), ...load(VALUES), ...get(M), ...splat(STEP_SIZE), ...MUL],
  ...[...get(S), ...SQRT, ...splat(ROOT_SCALE), ...MUL, ...splat(EPSILON), ...ADD, ...DIV, ...SUB, ...STORE],
  ...[VALUES, GRADIENT, MEAN, SQUARE].flatMap(advance),
  ...[...get(VALUES), ...get(END), 0x49, 0x0d, 0], // again while below the end
  ...[0x0b, 0x0b],
];

const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];
const text = (name: string) => [name.length, ...Buffer.from(name)];

const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, PARAMETERS.length, ...PARAMETERS, 0]), // the function's type
  ...section(2, [1, ...text('env'), ...text('memory'), 0x02, 0x01, 0, ...leb(PAGE_BYTES)]), // of 0 to 65,536 pages
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('step'), 0x00, 0]),
  ...section(10, [1, ...leb(BODY.length), ...BODY]),
]);
