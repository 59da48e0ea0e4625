import { describe, expect, it } from 'vitest';
import { type CheckedClass, checkPictures } from '../../../src/core/training/picture-check.ts';
import { about, accuracyOf, listThatFits, shareOf, sureness, titleOf } from '../../../src/core/training/wording.ts';

/** A class of pictures that are like no other, but for those of the same `look`. */
const classOf = (name: string, looks: string[]): CheckedClass => ({
  name,
  pictures: looks.map((look, i) => ({
    name: `${name}${i}.png`,
    file: `${name}-${i}`,
    fingerprint: { digest: look, grey: new Float32Array(4) },
  })),
});
const looks = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

describe('a data set that is looked over', () => {
  it('is ready with two classes of five, whatever else is too small', () => {
    const check = checkPictures([
      classOf('cats', looks('c', 5)),
      classOf('dogs', looks('d', 6)),
      classOf('cows', ['x']),
    ]);
    expect(check.ready).toBe(true);
    expect(check.small).toEqual([{ name: 'cows', missing: 4 }]);
    expect(check.imbalance).toBeUndefined();
    expect(checkPictures([classOf('cats', looks('c', 9)), classOf('dogs', looks('d', 4))]).ready).toBe(false);
  });

  it('tells a labelling mistake from a copy, and names each picture once', () => {
    const check = checkPictures([classOf('cats', ['a', 'a', 'a', 'b']), classOf('dogs', ['b', 'e'])]);
    expect(check.conflicts.map(({ first, second }) => [first.file, second.file])).toEqual([['cats-3', 'dogs-0']]);
    expect(check.duplicates.map(({ first, second }) => [first.file, second.file])).toEqual([
      ['cats-0', 'cats-1'],
      ['cats-0', 'cats-2'],
    ]);
  });

  it('says when one class outweighs another', () => {
    const check = checkPictures([classOf('cats', looks('c', 20)), classOf('dogs', looks('d', 5))]);
    expect(check.imbalance).toContain('cats has 20 pictures');
  });
});

describe('wording', () => {
  it('names classes as one would say them', () => {
    expect(titleOf(['cats', 'dogs'])).toBe('Cats or dogs');
    expect(titleOf(['a', 'b', 'c'])).toBe('A, b or c');
    expect(titleOf(['a', 'b', 'c', 'd', 'e'])).toBe('A, b, c or 2 more');
  });

  it('never lists more than fits, and says how many are left', () => {
    const items = Array.from({ length: 50 }, (_, i) => `picture-${i}.jpg`);
    const text = listThatFits(items, 100);
    expect(text.length).toBeLessThanOrEqual(100);
    const [, left] = /and (\d+) more$/.exec(text) ?? [];
    expect(text.split(', ').length - 1 + Number(left)).toBe(50);
    expect(listThatFits(['one', 'two'], 100)).toBe('one, two');
    expect(listThatFits(['x'.repeat(200), 'y'], 50)).toBe('2 in all');
  });

  it('gives numbers the digits that count', () => {
    expect(shareOf(1026, 11_177_538)).toBe('0.009 %');
    expect(shareOf(8_394_754, 11_177_538)).toBe('75 %');
    expect(accuracyOf({ correct: 36, tested: 40, interval: [0.769, 0.96] })).toBe('36/40 = 90 % (77–96)');
    expect([sureness(0.9996), sureness(0.614), sureness(0.0004)]).toEqual(['over 99 %', '61 %', 'under 1 %']);
    expect([about(0.2), about(7), about(22), about(100), about(7200)]).toEqual(['1 s', '7 s', '20 s', '2 min', '2 h']);
  });
});
