import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitText } from '../../src/discord/fit-text.ts';
import { divider, MAX_TEXT, text } from '../../src/discord/panel.ts';

const contents = (parts: ReturnType<typeof fitText>): string[] =>
  parts.flatMap((part) => ('content' in part ? [part.content] : []));

it('fits any texts into a message, and leaves those alone that fit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 8 }), (lengths) => {
      const before = lengths.map((length) => 'x'.repeat(length));
      const after = contents(fitText([divider(), ...before.map(text)]));
      const total = (list: string[]): number => list.reduce((sum, { length }) => sum + length, 0);
      expect(total(after)).toBeLessThanOrEqual(MAX_TEXT);
      if (total(before) <= MAX_TEXT) expect(after).toEqual(before);
      for (const [index, content] of after.entries()) {
        if ((before[index]?.length ?? 0) <= MAX_TEXT / lengths.length) expect(content).toBe(before[index]);
      }
    }),
    { numRuns: 100 },
  );
});

it('lets nothing out from behind a spoiler that it cuts', () => {
  const [only = ''] = contents(fitText([text(`Answer: ||${'x'.repeat(5000)}||`)]));
  expect(only).toMatch(/^Answer: \|\|x+…\|\|$/);
  expect(only.length).toBeLessThanOrEqual(MAX_TEXT);
});
