/** IEEE 754 binary16, which Node 20 has no typed array for. */

function halfValues(): Float32Array {
  const values = new Float32Array(65_536);
  for (let bits = 0; bits < values.length; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 31) values[bits] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else values[bits] = sign * (exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24);
  }
  return values;
}

/** All 65,536 values, so that reading a file of halves is one look-up a number. */
const VALUES = halfValues();

/** Reads little-endian halves. `bytes.length` must be even. */
export function readHalves(bytes: Uint8Array): Float32Array {
  const out = new Float32Array(bytes.length / 2);
  for (let i = 0; i < out.length; i++) {
    out[i] = VALUES[(bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8)] as number;
  }
  return out;
}

/** Writes little-endian halves, rounded to the nearest, ties to even; what is too large becomes infinite. */
export function writeHalves(numbers: Float32Array): Uint8Array {
  const bits = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const out = new Uint8Array(numbers.length * 2);
  for (let i = 0; i < bits.length; i++) {
    const half = toHalf(bits[i] as number);
    out[2 * i] = half & 0xff;
    out[2 * i + 1] = half >> 8;
  }
  return out;
}

function toHalf(float: number): number {
  const sign = (float >>> 16) & 0x8000;
  const magnitude = float & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00;
  // 65,520 and above round to infinity.
  if (magnitude >= 0x477f_f000) return sign | 0x7c00;
  if (magnitude >= 0x3880_0000) return sign | roundShift(magnitude - 0x3800_0000, 13);
  // A subnormal half: the hidden bit becomes part of the fraction.
  const shift = 126 - (magnitude >>> 23);
  return shift > 24 ? sign : sign | roundShift((magnitude & 0x7f_ffff) | 0x80_0000, shift);
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}
