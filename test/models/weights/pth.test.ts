import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPth } from '../../../models/weights/pth.ts';
import { WeightsError } from '../../../models/weights/weights-error.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const expected: Record<string, { shape: number[]; data: string[] }> = JSON.parse(fixture('state.json').toString());

/** A legacy file is a row of pickles, so a bare one reaches the reader of opcodes. */
const pickled = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part))));

describe.each(['state.pth', 'state-legacy.pth'])('reading %s, which torch.save wrote', (name) => {
  it('finds every tensor of floats, with shape and values', () => {
    const tensors = readPth(fixture(name));
    expect([...tensors.keys()]).toEqual(Object.keys(expected));
    for (const [key, { shape, data }] of Object.entries(expected)) {
      expect(tensors.get(key)?.shape, key).toEqual(shape);
      const numbers = data.map((text) => Math.fround(text === 'inf' ? Number.POSITIVE_INFINITY : Number(text)));
      expect([...(tensors.get(key)?.data ?? [])], key).toEqual(numbers);
    }
  });

  it('says that a file is damaged wherever it is cut, and never returns half of it', () => {
    const whole = fixture(name);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => readPth(whole.subarray(0, length))).toThrow(WeightsError);
      }),
      { numRuns: 60 },
    );
  });

  it('throws nothing but its own error when bytes are changed', () => {
    const whole = fixture(name);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        try {
          readPth(changed);
        } catch (error: unknown) {
          expect(error).toBeInstanceOf(WeightsError);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('refusing what is no list of tensors', () => {
  it('names the code that a pickle asks for, and runs none of it', () => {
    expect(() => readPth(pickled(0x80, 2, 'cos\nsystem\n', 'X', 2, 0, 0, 0, 'ls', 0x85, 'R.'))).toThrow(
      "the weight file asks for Python's os.system",
    );
    expect(() => readPth(fixture('module.pth'))).toThrow("Python's torch.nn.modules.linear.Linear");
    expect(() => readPth(fixture('double.pth'))).toThrow("Python's torch.DoubleStorage");
  });

  it('names an opcode that it does not know', () => {
    expect(() => readPth(pickled(0x80, 2, 'ios\nsystem\n.'))).toThrow('opcode (0x69)');
  });

  it('refuses another zip, and a text', () => {
    expect(() => readPth(Buffer.from('PK\x05\x06'.padEnd(22, '\0')))).toThrow('no data.pkl');
    expect(() => readPth(Buffer.from('<html>not found</html>'))).toThrow(WeightsError);
  });
});
