import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWER, SAMPLE } from './sample.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'check-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Runs the command line in a process of its own, as a teacher does. */
function cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['bench/run.mjs', 'src/cli.ts', ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

async function write(name: string, content: string): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, content);
  return file;
}

test('a good lesson with a warning passes', async () => {
  const file = await write('good.md', SAMPLE.replace('Late layers adapt.', 'a <b>b</b>'));
  expect(await cli('lesson', 'check', file)).toEqual({
    code: 0,
    stdout:
      `${file}:20: warning: Discord does not render HTML: use Markdown\n` +
      '1 lesson checked: 1 question, 0 errors, 1 warning\n',
    stderr: '',
  });
});

test('a broken one fails, with every mistake on a line of its own', async () => {
  const file = await write('bad.md', SAMPLE.replace('- 30: ', '- 30. ').replace('see: Why', 'see: Whither'));
  const { code, stdout } = await cli('lesson', 'check', file);
  expect(code).toBe(1);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/bad\.md:26: unknown `see:` target/),
    `${file}:32: in Markdown "30." starts a nested list: write "30:"`,
    '1 lesson checked: 0 questions, 2 errors, 0 warnings',
    '',
  ]);
});

test('examples that are marked otherwise than they should be fail, with the line and the reason', async () => {
  const examples = '\n**Examples**\n\n- strong: The body keeps its weights and the head trains.\n- good: idk\n';
  const file = await write('examples.md', SAMPLE + examples);
  const { code, stdout } = await cli('lesson', 'check', file);
  expect(code).toBe(1);
  expect(stdout.split('\n')).toEqual([
    `${file}:38: the example gets wrong (0 of 100): expected good (made: none; half: none; missed: body, head)`,
    '1 lesson checked: 1 question, 1 error, 0 warnings',
    '',
  ]);
});

test('a model answer that misses a point fails', async () => {
  const file = await write('model.md', SAMPLE.replace(ANSWER, 'The head trains.'));
  const { code, stdout } = await cli('lesson', 'check', file);
  expect(code).toBe(1);
  expect(stdout).toMatch(/model\.md:24: the model answer gets \d+ of 100: expected 100 \(made: head; .*body/);
});

test('what it does not understand gets the usage', async () => {
  const wrong = await cli('lesson', 'chekc');
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: npm run -s lesson -- check') });
  expect(await cli('lessen')).toMatchObject({ code: 2, stderr: expect.stringContaining('lesson') });
});

test("this repository's lessons pass, the grader agreeing with every example", async () => {
  const { code, stdout } = await cli('lesson', 'check');
  expect(stdout).toMatch(/ 0 errors, 0 warnings\n$/);
  expect(code).toBe(0);
});
