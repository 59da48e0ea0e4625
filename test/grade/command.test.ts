import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gradeCommand } from '../../src/grade/command.ts';

async function fileWith(lines: string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'grade-')), 'answers.jsonl');
  await writeFile(path, lines.join('\n'));
  return path;
}

async function run(args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  const errors: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += String(chunk);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation((line) => {
    out += `${line}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((line) => {
    errors.push(String(line));
  });
  const code = await gradeCommand(args, {});
  vi.restoreAllMocks();
  return { code, out, err: errors.join('\n') };
}

describe('grade', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('prints a mark for each line, passes fields through and hands labels back', async () => {
    const file = await fileWith([
      '{"question":"count-trainable","answer":"1026 for the head","kind":"low","score":30,"band":1,"points":["ct-head"]}',
      '{"question":"small-data","answer":""}',
    ]);
    const { code, out, err } = await run([file]);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(first).toMatchObject({
      question: 'count-trainable',
      kind: 'low',
      expected: { score: 30, band: 1, points: ['ct-head'] },
    });
    expect(first.points[0]).toEqual({ id: 'ct-head', made: 1, quote: expect.stringContaining('1026') });
    expect(second).toMatchObject({ score: 0, band: 0, misconceptions: [] });
    expect(second).not.toHaveProperty('expected');
  });

  it('grades the good lines and names the bad ones', async () => {
    const file = await fileWith([
      '{"question":"small-data","answer":"augment"}',
      '{bad',
      '{"question":"nope","answer":""}',
      '{"question":"small-data"}',
    ]);
    const { code, out, err } = await run([file]);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/:2: not JSON/);
    expect(err).toMatch(/:3: unknown question "nope"/);
    expect(err).toMatch(/:4: answer:/);
  });

  it('reports on labels and on lines that it graded before', async () => {
    const labels = await fileWith([
      '{"question":"count-trainable","answer":"1026 for the head","score":30,"kind":"low"}',
      '{"question":"small-data","answer":"","score":0}',
    ]);
    const fromLabels = JSON.parse((await run(['report', labels, '--json'])).out);
    const graded = await fileWith((await run([labels])).out.split('\n'));
    const fromMarks = JSON.parse((await run(['report', graded, '--json'])).out);
    expect(fromMarks).toEqual(fromLabels);
    expect(fromLabels.answers).toBe(2);
    expect((await run(['report', labels])).out).toContain('2 answers: kappa');
  });

  it('explains itself when it is not understood', async () => {
    expect((await run([])).code).toBe(2);
    expect((await run(['/no/such/file.jsonl'])).err).toContain('cannot be read');
  });
});
