import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/temp.ts';

const MAIN = path.resolve('dist/src/main.js');

describe('the bot as its own process', () => {
  const running: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  const start = async (env: Record<string, string>) => {
    const settings = {
      PATH: process.env.PATH ?? '',
      DATABASE_FILE: path.join(temporaryFolder(), 'db.sqlite'),
      TRAINING_DIR: path.join(temporaryFolder(), 'training'),
      ...env,
    };
    const child = spawn(process.execPath, [MAIN], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    const errors: string[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    return { child, lines: createInterface(child.stdout), errors: () => errors.join('') };
  };
  const exitOf = async (env: Record<string, string>) => {
    const { child, errors } = await start(env);
    const [code] = await once(child, 'close');
    return { code, errors: errors() };
  };
  const urlOf = async (lines: AsyncIterable<string>): Promise<string> => {
    for await (const line of lines) if (line.startsWith('http://')) return line;
    throw new Error('No address was printed');
  };

  it('prints the address of the playground, alone on its line, and stops on a signal', async () => {
    const { child, lines } = await start({ PLAYGROUND_PORT: '0' });
    const url = await urlOf(lines);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/?$/);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('moves on from a busy port', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    const { lines } = await start({ PLAYGROUND_PORT: String(port) });
    expect(Number(new URL(await urlOf(lines)).port)).toBeGreaterThan(port);
    busy.close();
  });

  it('stops with a line that names the wrong setting', async () => {
    const { code, errors } = await exitOf({ PLAYGROUND_PORT: 'many', DISCORD_TOKEN: 'short secret' });
    expect(code).toBe(1);
    expect(errors).toContain('PLAYGROUND_PORT holds "many", but a port number from 0 to 65535 is expected.');
    expect(errors).not.toContain('short secret');
  });

  it('says when Discord refuses the token, or cannot be reached', async () => {
    const refusing = createServer((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"401: Unauthorized","code":0}');
    }).listen(0, '127.0.0.1');
    await once(refusing, 'listening');
    const api = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/api`;
    const token = 'x'.repeat(30);
    const refused = await exitOf({ DISCORD_TOKEN: token, DISCORD_API_URL: api });
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('Discord refused DISCORD_TOKEN');
    expect(refused.errors).not.toContain(token);
    refusing.close();
    await once(refusing, 'close');
    const gone = await exitOf({ DISCORD_TOKEN: token, DISCORD_API_URL: api });
    expect(gone.code).toBe(1);
    expect(gone.errors).toContain('Discord cannot be reached');
  });

  it('starts with the sound lessons when one is broken, and names the mistakes', async () => {
    const { child, lines, errors } = await start({ PLAYGROUND_PORT: '0', LESSONS_DIR: 'test/e2e/broken-lessons' });
    await urlOf(lines);
    child.kill('SIGTERM');
    // Nobody reads its output any more; unread, it would never close.
    child.stdout.resume();
    await once(child, 'close');
    expect(errors()).toMatch(/broken\.md:\d+: /);
  });
});
