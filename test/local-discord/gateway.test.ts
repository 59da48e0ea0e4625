import { once } from 'node:events';
import { createInflate } from 'node:zlib';
import { type Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { setup, slash } from './setup.ts';

const untilResumed = (client: Client): Promise<unknown> => once(client, Events.ShardResume);

test('a wrong token is refused', async () => {
  const { d, client } = await setup();
  const other = new (client.constructor as typeof Client)({ intents: [], rest: { api: d.api } });
  await expect(other.login('x')).rejects.toThrow('An invalid token was provided');
  const socket = await gatewayOf(d.api);
  socket.send(JSON.stringify({ op: 2, d: { token: 'x', intents: 0, properties: {} } }));
  expect(await closed(socket)).toBe(4004);
});

test('a privileged intent that was not granted is refused', async () => {
  const intents = GatewayIntentBits.MessageContent;
  const { d } = await setup();
  const socket = await gatewayOf(d.api);
  socket.send(JSON.stringify({ op: 2, d: { token: d.token, intents, properties: {} } }));
  expect(await closed(socket)).toBe(4014);
});

test.each([
  ['before IDENTIFY', JSON.stringify({ op: 8, d: {} }), 4003],
  ['of no JSON', 'hello', 4002],
  ['of over 4096 bytes', JSON.stringify({ op: 1, d: 'x'.repeat(4096) }), 4002],
])('a frame %s ends the connection', async (_, frame, code) => {
  const { d } = await setup();
  const socket = await gatewayOf(d.api);
  socket.send(frame);
  expect(await closed(socket)).toBe(code);
});

test('a client without a heartbeat is a zombie', async () => {
  const { d } = await setup({ heartbeatMs: 40 });
  expect(await closed(await gatewayOf(d.api))).toBe(4009);
});

test.each([
  { kind: 'gateway-close', code: 4000 },
  { kind: 'gateway-reconnect' },
  { kind: 'gateway-invalid-session', resumable: true },
] as const)('after $kind the client resumes, and misses nothing', async (fault) => {
  const { d, client, answer } = await setup({ commands: [slash('hi')] });
  answer((i) => i.isChatInputCommand() && i.reply(`hello ${i.options.data.length}`));
  const ana = d.user('ana');
  await ana.slash('hi');
  const resumed = untilResumed(client);
  d.faults.add(fault);
  const replies = await Promise.all([ana.slash('hi'), ana.slash('hi')]);
  expect(replies).toHaveLength(2);
  await resumed;
});

test('an invalid session cannot be resumed', async () => {
  const { d } = await setup();
  const socket = await gatewayOf(d.api);
  socket.send(JSON.stringify({ op: 2, d: { token: d.token, intents: 0, properties: {} } }));
  const ready = await nextFrame(socket);
  d.faults.add({ kind: 'gateway-invalid-session' });
  expect(await nextFrame(socket)).toMatchObject({ op: 9, d: false });
  socket.send(JSON.stringify({ op: 6, d: { token: d.token, session_id: ready.d.session_id, seq: 1 } }));
  expect(await nextFrame(socket)).toMatchObject({ op: 9, d: false });
  socket.terminate();
});

test('a server that no longer acknowledges heartbeats is left, and the session resumed', async () => {
  const { d, client, answer } = await setup({ commands: [slash('hi')], heartbeatMs: 50 });
  answer((i) => i.isChatInputCommand() && i.reply('hello'));
  const resumed = untilResumed(client);
  d.faults.add({ kind: 'gateway-silence' });
  await resumed;
  expect((await d.user('ana').slash('hi')).text).toBe('hello');
});

test('frames are compressed as one stream where a client asks for it', async () => {
  const { d } = await setup();
  const url = `${d.api.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json&compress=zlib-stream`;
  const socket = new WebSocket(url);
  const inflate = createInflate();
  socket.on('message', (data: Buffer) => inflate.write(data));
  expect(JSON.parse(String((await once(inflate, 'data'))[0]))).toMatchObject({ op: 10 });
  socket.send(JSON.stringify({ op: 1, d: null }));
  expect(JSON.parse(String((await once(inflate, 'data'))[0]))).toMatchObject({ op: 11 });
  socket.terminate();
});

test('two clients with the same token both hear of messages', async () => {
  const first = await setup();
  const second = new (first.client.constructor as typeof Client)({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: first.d.api },
  });
  const ready = once(second, Events.ClientReady);
  await second.login(first.d.token);
  await ready;
  const heard = [once(first.client, Events.MessageCreate), once(second, Events.MessageCreate)];
  await first.d.user('ana').say('hi');
  expect((await Promise.all(heard)).map(([message]) => message.author.displayName)).toEqual(['ana', 'ana']);
  await second.destroy();
});

test('members can be asked for', async () => {
  const { d, client } = await setup();
  const id = await d.user('ana').id();
  const guild = await client.guilds.fetch(d.guildId);
  expect((await guild.members.fetch({ user: [id] })).get(id)?.displayName).toBe('ana');
  expect((await guild.members.fetch(id)).roles.cache.size).toBe(1);
  expect(guild.members.me?.permissions.has('SendMessages')).toBe(true);
});

async function gatewayOf(api: string): Promise<WebSocket> {
  const socket = new WebSocket(`${api.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`);
  await once(socket, 'message');
  return socket;
}

async function nextFrame(socket: WebSocket) {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data));
}

async function closed(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, 'close');
  return code;
}
