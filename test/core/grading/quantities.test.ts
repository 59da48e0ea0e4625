import { describe, expect, it } from 'vitest';
import { sameQuantity } from '../../../src/core/grading/quantities.ts';
import { tokenize } from '../../../src/core/grading/tokens.ts';

const quantity = (text: string) => {
  const found = tokenize(text).find((token) => token.quantity !== undefined)?.quantity;
  if (found === undefined) throw new Error(`no number in "${text}"`);
  return found;
};
const same = (a: string, b: string): number => sameQuantity(quantity(a), quantity(b));

describe('numbers', () => {
  it.each([
    ['1,026', 1026],
    ['1 026', 1026],
    ['10_000', 10_000],
    ['8.4M', 8.4e6],
    ['8.394.754', 8_394_754],
    ['10k+', 10_000],
    ['1e-4', 1e-4],
    ['0.00003', 3e-5],
    ['75 %', 75],
    ['one thousand twenty six', 1026],
    ['five hundred and twelve', 512],
    ['a few hundred', 300],
  ])('reads %s', (text, value) => {
    expect(quantity(text).value).toBeCloseTo(value, 10);
  });

  it('reads no number into a word that every object knows', () => {
    expect(tokenize('the constructor of five constructors').map(({ quantity: found }) => found)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('compares by the digits that are given', () => {
    expect(same('1026', '~1k')).toBe(1);
    expect(same('8,394,754', 'about 8.4 million')).toBe(1);
    expect(same('1,026', '1,024')).toBe(0);
    expect(same('512', '513')).toBe(0);
    expect(same('75 %', '75.1 %')).toBe(1);
    expect(same('1e-5', '3e-5')).toBe(0.5);
    expect(same('1e-5', '1e-2')).toBe(0);
  });
});
