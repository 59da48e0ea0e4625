import { expect, it } from 'vitest';
import { isBlank } from '../../src/core/text.ts';

it.each(['', ' \n\t ', '\u200B\u200D', '\u2060\uFEFF\u00AD', '\u2800\u2800', '\u3164', '\u202E\u202C', '\uFE0F', '\0'])(
  'sees nothing in %j',
  (text) => expect(isBlank(text)).toBe(true),
);
it.each(['a', '7', '?', '👍', '冻', '\u200Bx', '$', '\\', '\u202Eidk'])('sees something in %j', (text) =>
  expect(isBlank(text)).toBe(false),
);
