import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';

function start(...args: string[]): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, ['dist/src/local-discord/cli.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('alone, it prints one line of JSON, serves any client and ends on SIGTERM', async () => {
  const child = start('--json');
  const line = String((await once(child.stdout, 'data'))[0]);
  const { api, token, applicationId, control } = JSON.parse(line);
  const client = new Client({ intents: [], rest: { api } });
  const ready = once(client, 'clientReady');
  await client.login(token);
  await ready;
  expect(client.application?.id).toBe(applicationId);
  expect(await (await fetch(`${control}/users`)).json()).toMatchObject([{ id: applicationId, bot: true }]);
  await client.destroy();
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

test('a port that is no port, or taken, is said in one line', async () => {
  const bad = start('--port', 'x');
  expect(String((await once(bad.stderr, 'data'))[0])).toBe('--port takes a number from 0 to 65535, not x\n');
  const first = start('--json');
  const { api } = JSON.parse(String((await once(first.stdout, 'data'))[0]));
  const { port } = new URL(api);
  const second = start('--port', port);
  expect(String((await once(second.stderr, 'data'))[0])).toBe(`Port ${port} is taken; choose another with --port.\n`);
  expect((await once(second, 'exit'))[0]).toBe(1);
});
