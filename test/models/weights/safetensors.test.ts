import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHalves, writeHalves } from '../../../models/weights/half.ts';
import { precisionFor, readSafetensors, writeSafetensors } from '../../../models/weights/safetensors.ts';

const state = {
  metadata: { input_size: '64', note: 'ümläut' },
  tensors: new Map([
    ['a.weight', { shape: [2, 3], data: Float32Array.of(1, -2, 0.5, 1 / 3, 1e-9, 70_000) }],
    ['b', { shape: [], data: Float32Array.of(-0) }],
  ]),
};

/** The header with its length, then the data. */
function file(header: unknown, dataBytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataBytes)]);
}

describe('safetensors', () => {
  it('reads back what it wrote', () => {
    const back = readSafetensors(writeSafetensors(state, 'F32'));
    expect(back.metadata).toEqual(state.metadata);
    expect([...back.tensors]).toEqual([...state.tensors]);
  });

  it('rounds to halves where it is told to', () => {
    const back = readSafetensors(writeSafetensors(state, 'F16')).tensors.get('a.weight')?.data;
    expect([...(back ?? [])]).toEqual([1, -2, 0.5, 0.333251953125, 0, Number.POSITIVE_INFINITY]);
  });

  it.each([
    ['too short', Buffer.from('abc'), 'shorter than 8 bytes'],
    ['cut off in the header', writeSafetensors(state, 'F32').subarray(0, 20), 'does not fit'],
    ['cut off in the data', writeSafetensors(state, 'F32').subarray(0, -4), 'its header says 28'],
    ['not JSON', file('{', 0), 'not JSON'],
    ['another type', file({ a: { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, 8), 'of type I64'],
    ['a lie about sizes', file({ a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } }, 8), 'has 8 bytes'],
    ['a negative size', file({ a: { dtype: 'F32', shape: [-2], data_offsets: [0, -8] } }, 8), 'describes "a" wrongly'],
    [
      'an overlap',
      file(
        {
          a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
          b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
        },
        8,
      ),
      'before "b"',
    ],
  ])('refuses a file that is %s', (_what, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });
});

describe('halves', () => {
  it('survive a round trip, all 65,536 of them', () => {
    const all = new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, bits) => bits).buffer);
    const floats = readHalves(all);
    const again = readHalves(writeHalves(floats));
    expect(Buffer.compare(Buffer.from(again.buffer), Buffer.from(floats.buffer))).toBe(0);
  });

  it('are the nearest ones', () => {
    fc.assert(
      fc.property(fc.double({ min: -65_000, max: 65_000, noNaN: true }), (number) => {
        const value = Math.fround(number);
        const half = readHalves(writeHalves(Float32Array.of(value)))[0] as number;
        const step = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(half) || 1e-9)) - 10));
        expect(Math.abs(half - value)).toBeLessThanOrEqual(step / 2);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the precision of an array', () => {
  const tensorOf = (...numbers: number[]) => ({ shape: [numbers.length], data: Float32Array.from(numbers) });

  it('is 16 bits, unless they would lose more than their rounding', () => {
    expect(precisionFor(tensorOf(0.1, -3, 1e-7))).toBe('F16');
    expect(precisionFor(tensorOf(0, 0))).toBe('F16');
    expect(precisionFor(tensorOf(1, 70_000))).toBe('F32');
    expect(precisionFor(tensorOf(1.5e-8, 3.3e-7))).toBe('F32');
  });
});
