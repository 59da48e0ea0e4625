import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseLesson } from '../../src/lessons/parse.ts';

test('the lesson that the manual shows is one without a problem', async () => {
  const manual = await readFile('docs/lessons.md', 'utf8');
  const example = manual.match(/^````markdown\n([\s\S]*?)^````$/m)?.[1] ?? '';
  const { lesson, problems } = parseLesson(example, 'docs/lessons.md');
  expect(problems).toEqual([]);
  expect(lesson).toMatchObject({ id: 'batch-size', questions: [{ see: 'what-a-batch-is' }] });
  expect(lesson?.sections.map(({ handsOn }) => handsOn)).toEqual([false, true, false]);
});
