import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesOf } from '../../src/core/pages.ts';
import { parseLesson } from '../../src/lessons/parse.ts';
import { isError } from '../../src/lessons/problem.ts';
import { SAMPLE } from './sample.ts';

const FULL = `${SAMPLE}  - also: it learns

**Misconceptions**

- core: All trains. → Only the head.

**Examples**

- strong: x

**Follow-up:** Why?
`;

const junk = fc.oneof(
  fc.constantFrom(
    '---',
    '## ',
    '### ',
    '- ',
    '```',
    '`',
    '**',
    '**Points**',
    ':',
    '\n\n',
    '\n',
    '→',
    '[x]: y',
    '| a |',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
/** The sample with some of its text replaced by junk. */
const spoilt = fc
  .array(fc.tuple(fc.nat(FULL.length), fc.nat(12), junk), { minLength: 1, maxLength: 5 })
  .map((edits) => edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), FULL));

test('whatever a file holds, it is read or refused, never both, and every line that is named exists', () => {
  fc.assert(
    fc.property(spoilt, (source) => {
      const { lesson, problems } = parseLesson(source, 'a.md');
      expect(lesson === undefined).toBe(problems.some(isError));
      const lines = source.split(/\r\n?|\n/).length;
      for (const { line } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
      }
      if (!lesson) return;
      expect(pagesOf(lesson).length).toBeGreaterThan(0);
      for (const { points } of lesson.questions) {
        const total = points.reduce((sum, { weight }) => sum + weight, 0);
        if (points.length > 0) expect(total).toBeCloseTo(100, 6);
      }
    }),
    { numRuns: 100 },
  );
});
