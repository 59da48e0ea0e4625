import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { note, notes } from './notes.ts';
import { buildScript, runScript } from './processes/run.ts';
import { temporaryFolder } from './temp.ts';

let writer: Awaited<ReturnType<typeof buildScript>>;
beforeAll(async () => {
  writer = await buildScript('test/store/processes/writer.ts');
});
afterAll(() => writer.remove());

describe('two processes on one new database', () => {
  it('lose no update, and only one of them creates a key', async () => {
    const path = join(temporaryFolder(), 'warmstart.db');
    const runs = ['ana', 'bo', 'cy'].map((name) => runScript(writer, { args: [path, name, '60'] }));
    for (const run of runs) expect(await run.ended).toEqual({ code: 0, signal: null });
    const lines = runs.flatMap((run) => run.lines);
    expect(lines).toHaveLength(180);
    expect(lines.filter((line) => line.endsWith('won'))).toHaveLength(60);

    const store = await openStore({ path });
    const table = store.table(notes);
    expect((await table.get('shared'))?.text).toBe('180');
    const counts = await Promise.all(['ana', 'bo', 'cy'].map((name) => table.count('byTime', name)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(240);
    await store.close();
  });
});

describe('kill -9', () => {
  // Some acknowledged writes, then a moment inside the next ones.
  it.each([
    { acknowledged: 1, laterMs: 0 },
    { acknowledged: 7, laterMs: 3 },
    { acknowledged: 20, laterMs: 11 },
    { acknowledged: 61, laterMs: 1 },
    { acknowledged: 150, laterMs: 29 },
  ])('loses nothing that was acknowledged ($acknowledged writes, $laterMs ms)', async ({ acknowledged, laterMs }) => {
    const path = join(temporaryFolder(), 'warmstart.db');
    const run = runScript(writer, { args: [path, 'ana', '1000000', '3000'] });
    await run.printed(acknowledged);
    await wait(laterMs);
    run.process.kill('SIGKILL');
    expect(await run.ended).toEqual({ code: null, signal: 'SIGKILL' });

    const store = await openStore({ path });
    const table = store.table(notes);
    const last = run.lines.length;
    expect(last).toBeGreaterThanOrEqual(acknowledged);
    for (let index = 0; index < last; index++) expect(await table.get(`ana-${index}`)).toBeDefined();
    expect(Number((await table.get('shared'))?.text)).toBeGreaterThanOrEqual(last);
    // A record and its index entry come and go together, whatever was being written.
    const listed = await table.list('byTime', 'ana', { limit: 1e6 });
    expect(listed).toHaveLength(await table.count('byTime', 'ana'));
    expect((await store.exportPerson('ana')).length).toBe(listed.length);
    await store.close();
  });
});

describe('a disk that takes no more', () => {
  it('fails the write with a clear line, keeps what was acknowledged, and goes on once there is room', async () => {
    const path = join(temporaryFolder(), 'warmstart.db');
    const run = runScript(writer, { args: [path, 'ana', '1000000', '20000'], maxFileKiB: 2048 });
    expect(await run.ended).toEqual({ code: 0, signal: null });
    const failure = run.lines.pop();
    expect(failure).toMatch(/^(full|failed): .*warmstart\.db/);
    expect(run.lines.length).toBeGreaterThan(10);

    const store = await openStore({ path });
    const table = store.table(notes);
    for (let index = 0; index < run.lines.length; index++) expect(await table.get(`ana-${index}`)).toBeDefined();
    expect(await table.create('next', note('ana', 1))).toBe(true);
    await store.close();
  });
});
