import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLessons } from '../../src/lessons/load.ts';
import { lineOfText, SAMPLE } from './sample.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'lessons-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(dir, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

const renamed = (id: string) => SAMPLE.replace('id: freezing', `id: ${id}`).replace('what-is-frozen', `about-${id}`);

test('lessons come in the order of the course, whatever their files are called', async () => {
  await write('a/a.md', renamed('late').replace('number: 4', 'number: 10'));
  await write('b/z.md', renamed('early'));
  await write('b/y.md', renamed('middle').replace('number: 2', 'number: 12'));
  await write('b/notes.txt', 'not a lesson');
  await write('README.md', 'not a lesson either');
  const { lessons, problems } = await loadLessons(dir);
  expect(problems).toEqual([]);
  expect(lessons.map(({ id }) => id)).toEqual(['early', 'middle', 'late']);
});

test('a broken lesson is reported and the others load', async () => {
  const broken = await write('m/1.md', renamed('broken').replace('title: Freezing', 'title: [Freezing'));
  const binary = await write('m/2.md', new Uint8Array([0x2d, 0xff, 0xfe]));
  const directory = path.join(dir, 'm/3.md');
  await mkdir(directory);
  await write('m/4.md', renamed('whole'));
  const { lessons, problems } = await loadLessons(dir);
  expect(lessons.map(({ id }) => id)).toEqual(['whole']);
  expect(problems.map(({ file }) => file)).toEqual([broken, binary, directory]);
  expect(problems[1]?.message).toContain('not UTF-8');
});

test('ids are unique over all lessons: the second file is the mistaken one', async () => {
  const first = await write('m/1.md', SAMPLE);
  const source = SAMPLE.replace('number: 2', 'number: 3');
  const second = await write('m/2.md', source);
  const { lessons, problems } = await loadLessons(dir);
  expect(lessons.map(({ number }) => number)).toEqual([2]);
  expect(problems).toMatchObject([
    { file: second, line: 2, message: expect.stringContaining(`"freezing" is taken by ${first}`) },
    {
      file: second,
      line: lineOfText(source, '### What'),
      message: expect.stringContaining('question id "what-is-frozen"'),
    },
  ]);
});

test('a course that is not there is an error', async () => {
  await expect(loadLessons(path.join(dir, 'nowhere'))).rejects.toThrow('ENOENT');
});
