import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalDiscordClient, localDiscord, type Screen } from '../../src/local-discord/client.ts';
import { connect } from '../../src/store/sqlite/connection.ts';
import { temporaryFolder } from '../store/temp.ts';
import { startBotProcess } from './bot-process.ts';

const QUESTION = 'extract-vs-finetune';
const ANSWER = 'With few images I freeze the body and train the head; with many I fine-tune.';
/** The largest file that a running process may write can be changed from outside: a full disk without being root. */
const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

describe('a real bot process', () => {
  let d: LocalDiscordClient;
  let bot: Awaited<ReturnType<typeof startBotProcess>>;
  let file: string;
  beforeEach(async () => {
    d = await localDiscord();
    file = path.join(temporaryFolder(), 'warmstart.sqlite');
    bot = await startBotProcess(d, file);
  });
  afterEach(async () => {
    await bot.kill();
    await d.close();
  });

  const openModal = async (name: string): Promise<Screen> =>
    (await d.user(name).slash('quiz', { question: QUESTION })).click('Answer');
  const historyOf = async (name: string): Promise<string[]> => {
    const history = await d.user(name).slash('history');
    return history.selects.flatMap(({ options }) => options.map(({ label }) => label));
  };

  it('keeps every answer whose mark was shown, whenever it is killed', async () => {
    const names = ['ana', 'ben', 'cleo'];
    for (const [index, name] of names.entries()) {
      const mark = await (await openModal(name)).submit({ answer: ANSWER });
      expect(mark.text).toMatch(/\d+ of 100/);
      await wait(index * 4);
      await bot.kill();
      bot = await startBotProcess(d, file);
      for (const answered of names.slice(0, index + 1)) expect(await historyOf(answered), answered).toHaveLength(1);
    }
  });

  it('keeps what was acknowledged of many answers at once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `person-${index}`);
    const modals = await Promise.all(names.map(openModal));
    const marked: string[] = [];
    const submissions = modals.map(async (modal, index) => {
      await modal.submit({ answer: ANSWER });
      marked.push(names[index] ?? '');
    });
    await Promise.race(submissions);
    await bot.kill();
    const shown = [...marked];
    bot = await startBotProcess(d, file);
    expect(shown.length).toBeGreaterThan(0);
    for (const name of shown) expect(await historyOf(name), name).toHaveLength(1);
    await Promise.allSettled(submissions);
  });

  it.skipIf(!canLimitFiles)('gives the text back when the disk is full, and saves it once there is room', async () => {
    const modal = await openModal('ana');
    const { id } = await d.addChannel('appeals');
    await (await d.user('boss', { admin: true }).slash('settings')).select('Channel', id);
    const contest = await (await (await openModal('ben')).submit({ answer: ANSWER })).click('Contest');
    const limit = (bytes: string) => execFileSync('prlimit', ['--pid', `${bot.child.pid}`, `--fsize=${bytes}`]);
    limit('4096:');
    const told = await modal.submit({ answer: ANSWER });
    expect(told.ephemeral).toBe(true);
    expect(told.text).toContain('could not save your answer');
    expect(told.text).toContain(ANSWER);
    await vi.waitFor(() => expect(bot.errors()).toContain('warmstart.sqlite'));
    expect(bot.errors()).not.toContain('freeze the body');
    expect(await historyOf('ana')).toEqual([]);
    const planned = await d.user('ana').slash('plan', { date: '2090-01-01' });
    expect(planned.text).toContain('a problem with my disk');
    const contested = await contest.submit({ 'Why should it earn more?': 'my careful reason' });
    expect(contested.text).toMatch(/a problem with my disk.*my careful reason/s);

    limit('unlimited:');
    const mark = await (await openModal('ana')).submit({ answer: ANSWER });
    expect(mark.text).toContain('This try counts');
    expect(await historyOf('ana')).toHaveLength(1);
  });

  it('gives the text back when the database is damaged below it; a start then says what to do', async () => {
    await (await openModal('ana')).submit({ answer: ANSWER });
    const modal = await openModal('ben');
    const backup = `${file}.backup`;
    const sound = checkpoint(file);
    copyFileSync(file, backup);
    writeFileSync(file, Buffer.from(sound).fill(0xa5, 4096));

    const told = await modal.submit({ answer: ANSWER });
    expect(told.text).toContain('could not save your answer');
    expect(told.text).toContain(ANSWER);
    expect((await d.user('ben').slash('history')).text).toContain('a problem with my disk');
    expect((await d.user('ben').slash('ping')).text).not.toBe('');
    await vi.waitFor(() => expect(bot.errors()).toContain('is damaged'));

    await bot.kill();
    const damaged = readFileSync(file);
    await expect(startBotProcess(d, file)).rejects.toThrow(/ended with 1: .*warmstart\.sqlite is damaged .*backup/);
    expect(readFileSync(file).equals(damaged)).toBe(true);

    bot = await startBotProcess(d, backup);
    expect(await historyOf('ana')).toHaveLength(1);
  });
});

/**
 * Moves everything into the file itself, by a write of another process: so the bot's own copy in memory is stale too.
 * @returns what the file holds then
 */
function checkpoint(file: string): Buffer {
  const db = connect(file);
  db.exec("DELETE FROM table_shapes WHERE table_name = 'none'; PRAGMA user_version = 1");
  db.select('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return readFileSync(file);
}
