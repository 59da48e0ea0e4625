import type { Client, TextChannel } from 'discord.js';
import { expect, test } from 'vitest';
import type { LocalDiscordClient } from '../../src/local-discord/client.ts';
import { codeOf, setup, slash } from './setup.ts';

async function channelOf(d: LocalDiscordClient, client: Client): Promise<TextChannel> {
  return (await client.channels.fetch((await d.channel('general')).id)) as TextChannel;
}

const statuses = (d: LocalDiscordClient) =>
  d.recorded.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).map(({ status }) => status);

test('a 429 is waited out', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  d.faults.add({ kind: '429', route: '/channels/*/messages', retryAfterMs: 20 });
  await channel.send('x');
  expect(statuses(d)).toEqual([429, 200]);
  expect(await d.user('ana').messages()).toHaveLength(1);
});

test('after a 500 on an accepted message the retry makes a second one, unless a nonce forbids it', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  d.faults.add({ kind: '500-after-accepting', method: 'POST', route: '/messages' });
  await channel.send('twice');
  d.faults.add({ kind: '500-after-accepting', method: 'POST', route: '/messages' });
  await channel.send({ content: 'once', nonce: '1', enforceNonce: true });
  expect(statuses(d)).toEqual([500, 200, 500, 200]);
  expect((await d.user('ana').messages()).map(({ text }) => text)).toEqual(['twice', 'twice', 'once']);
});

test('a 500 on an accepted callback is a 40060 at the retry', async () => {
  const { d, answer } = await setup({ commands: [slash('hi')] });
  let code: unknown;
  answer(async (i) => {
    if (i.isChatInputCommand()) code = await codeOf(i.reply('hello'));
  });
  d.faults.add({ kind: '500-after-accepting', route: '/interactions/*/callback' });
  expect((await d.user('ana').slash('hi')).text).toBe('hello');
  await expect.poll(() => code).toBe(40060);
});

test('a connection cut before acting loses nothing, one cut after it may double', async () => {
  const { d, client } = await setup({ client: { rest: { retries: 0 } } });
  const channel = await channelOf(d, client);
  d.faults.add({ kind: 'drop', route: '/messages' });
  await expect(channel.send('lost')).rejects.toThrow();
  d.faults.add({ kind: 'drop-after-accepting', route: '/messages' });
  await expect(channel.send('kept')).rejects.toThrow();
  expect(statuses(d)).toEqual([0, 0]);
  expect((await d.user('ana').messages()).map(({ text }) => text)).toEqual(['kept']);
});

test.each([
  ['missing-permissions', 50013],
  ['unknown-channel', 10003],
] as const)('%s', async (kind, code) => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  d.faults.add({ kind, route: '/messages', times: 2 });
  expect(await codeOf(channel.send('x'))).toBe(code);
  expect(await codeOf(channel.send('x'))).toBe(code);
  await channel.send('x');
});

test('an expired token, on the callback and on what follows', async () => {
  const { d, answer } = await setup({ commands: [slash('hi')] });
  const codes: unknown[] = [];
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    codes.push(await codeOf(i.reply('x')));
    await i.reply('hello');
    codes.push(await codeOf(i.editReply('y')));
  });
  d.faults.add({ kind: 'expired-token', route: '/interactions' });
  d.faults.add({ kind: 'expired-token', route: '/webhooks' });
  await d.user('ana').slash('hi');
  await expect.poll(() => codes).toEqual([10062, 50027]);
});

test('faults can be set through the control API, and taken back', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  const post = (body: object) =>
    fetch(`${d.control}/faults`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  expect((await post({ kind: 'delay', delayMs: 1, route: '/messages' })).status).toBe(200);
  expect((await post({ kind: 'nonsense' })).status).toBe(400);
  await post({ kind: '5xx' });
  await channel.send('x');
  expect(await (await fetch(`${d.control}/faults`)).json()).toMatchObject([{ kind: '5xx', times: 1 }]);
  await fetch(`${d.control}/faults`, { method: 'DELETE' });
  await channel.send('y');
  expect(statuses(d)).toEqual([200, 200]);
});

test('the rate limit is told in headers and kept', async () => {
  const { d, client } = await setup({ requestsPerSecond: 3 });
  const channel = await channelOf(d, client);
  for (let i = 0; i < 5; i++) await channel.send(`${i}`);
  expect(statuses(d)).toEqual([200, 200, 200, 200, 200]);
  const send = () =>
    fetch(`${d.api}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      body: JSON.stringify({ content: 'x' }),
      headers: { authorization: `Bot ${d.token}`, 'content-type': 'application/json' },
    });
  const answers = await Promise.all([send(), send(), send(), send()]);
  const refused = answers.find(({ status }) => status === 429);
  expect(await refused?.json()).toMatchObject({ global: false, message: 'You are being rate limited.' });
  expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0');
});
