import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { weightsCommand } from '../../src/training/weights-command.ts';

let folder: string;
let out: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weights-'));
  out = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void out.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => weightsCommand(args, { WEIGHTS_DIR: folder });

it('lists what is there and what can be had', async () => {
  expect(await run('list')).toBe(0);
  expect(out.join('\n')).toMatch(/imagenet {2}not here .*pull imagenet/);
  expect(out.join('\n')).toMatch(/embedded {2}22\.6 MB/);
});

it('verifies what is there', async () => {
  expect(await run('verify')).toBe(0);
  expect(out).toEqual([
    'imagenet  not here',
    expect.stringMatching(/^embedded {2}right: 200 classes, 64 px, sha256 131d/),
  ]);
});

it('says in one line why a download failed', async () => {
  expect(await run('pull', 'imagenet', '--url', 'http://127.0.0.1:9/weights.pth')).toBe(1);
  expect(out.join('\n')).toContain('the same command goes on from there');
});

it.each([[[]], [['pull']], [['pull', 'embedded']], [['list', 'extra']], [['pull', 'imagenet', '--no']]])(
  'shows how it is used after %j',
  async (args) => {
    expect(await run(...args)).toBe(2);
    expect(out.join('\n')).toContain('Usage');
  },
);
