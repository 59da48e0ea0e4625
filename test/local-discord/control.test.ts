import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { controlEventSchema, stateSchema } from '../../src/local-discord/control-protocol.ts';
import { startLocalDiscord } from '../../src/local-discord/server.ts';
import { setup, slash } from './setup.ts';

/** fetch does not let a Host header be set. */
async function statusWith(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const sent = request(url, { headers }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  return response.statusCode;
}

test('pages of other sites and other names for this machine are refused', async () => {
  const { d } = await setup();
  const url = `${d.control}/state?user=${await d.user('ana').id()}`;
  expect(await statusWith(url, {})).toBe(200);
  expect(await statusWith(url, { origin: new URL(url).origin })).toBe(200);
  expect(await statusWith(url, { origin: 'https://example.com' })).toBe(403);
  expect(await statusWith(url, { host: 'evil.example' })).toBe(403);
  const socket = new WebSocket(url.replace('http', 'ws').replace('state', 'events'), { origin: 'https://example.com' });
  expect(String((await once(socket, 'error'))[0])).toContain('403');
});

test('a bad request says what is wrong', async () => {
  const { d } = await setup();
  const user = await d.user('ana').id();
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${d.control}/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
    return [answer.status, ((await answer.json()) as { error: string }).error];
  };
  expect(await post('interactions', { kind: 'dance', user })).toEqual([400, expect.stringContaining('kind')]);
  expect(await post('messages', { user, channel: '1', content: 'x' })).toEqual([404, 'There is no channel 1.']);
  expect(await post('messages', { user: '1', channel: '1' })).toEqual([404, 'There is no user 1.']);
  expect(await post('dismiss', { user, message: '5' })).toEqual([404, 'There is no message 5.']);
});

test('a name stands for one person', async () => {
  const { d } = await setup();
  const add = async (name: string) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${d.control}/users`, { method: 'POST', body: JSON.stringify({ name }), headers })).json();
  };
  expect(await add('Ana')).toEqual(await add('Ana'));
  expect(await add('Bea')).not.toEqual(await add('Ana'));
});

test('people, channels and the bot keep their ids over a restart', async () => {
  const ids = async () => {
    const { d } = await setup();
    const general = await d.channel('general');
    const state = await d.user('ana').state();
    expect(new Set([general.id, state.me.id, state.me.dm, state.bot.id, state.guild.id]).size).toBe(5);
    return [general.id, state.me.id, state.me.dm, state.bot.id, state.guild.id];
  };
  expect(await ids()).toEqual(await ids());
});

test('the state and the events fit the protocol, and hold nothing that is private to others', async () => {
  const { d, answer } = await setup({ commands: [slash('secret')] });
  answer((i) => i.isChatInputCommand() && i.reply({ content: 'hush', flags: 'Ephemeral' }));
  const [ana, bea] = [d.user('ana'), d.user('bea')];
  await bea.state();
  await ana.slash('secret');
  await ana.say('to the bot', { dm: true });
  await ana.say('to all');
  await bea.waitForMessage(/to all/);
  const texts = (await bea.events()).flatMap((event) => (event.type === 'message_create' ? event.message.content : []));
  expect(texts).toEqual(['to all']);
  const state = stateSchema.parse(await (await fetch(`${d.control}/state?user=${await bea.id()}`)).json());
  expect(state.messages.map(({ content }) => content)).toEqual(['to all']);
  expect(state.channels.map(({ name, kind }) => [name, kind])).toEqual([
    ['general', 'text'],
    ['random', 'text'],
    ['Local Bot', 'dm'],
  ]);
  for (const event of await ana.events()) controlEventSchema.parse(event);
});

test('files that people send are served by the CDN, and not as pages of its own', async () => {
  const { d } = await setup();
  const { attachments } = await d.user('ana').say('look', { files: [{ name: 'page.html', data: '<b>hi</b>' }] });
  const answer = await fetch(attachments[0]?.url ?? '');
  expect(await answer.text()).toBe('<b>hi</b>');
  expect(answer.headers.get('content-security-policy')).toBe('sandbox');
  expect((await fetch(`${d.cdn}/attachments/1/2/page.html`)).status).toBe(404);
});

test('a port that is taken is an error to tell by its code', async () => {
  const first = await startLocalDiscord();
  const port = Number(new URL(first.api).port);
  await expect(startLocalDiscord({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
