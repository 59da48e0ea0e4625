import type { TextChannel } from 'discord.js';
import { expect, test } from 'vitest';
import { codeOf, setup } from './setup.ts';

// `setup` holds every answer against Discord's OpenAPI document.
test('what a client asks about the application, the guild and its people', async () => {
  const { d, client } = await setup();
  const id = await d.user('ana').id();
  const application = await client.application.fetch();
  expect(application.id).toBe(d.applicationId);
  expect((await client.users.fetch(client.user.id, { force: true })).bot).toBe(true);
  expect((await client.users.fetch(id)).displayName).toBe('ana');
  expect(await codeOf(client.users.fetch('1'))).toBe(10013);
  const guild = await client.guilds.fetch({ guild: d.guildId, force: true });
  expect([...(await guild.channels.fetch()).values()].map((channel) => channel?.name)).toEqual(['general', 'random']);
  expect((await guild.roles.fetch()).map(({ name }) => name)).toEqual(['@everyone', 'Local Bot', 'Administrator']);
  expect((await guild.members.list({ limit: 10 })).size).toBe(2);
  expect(await codeOf(guild.members.fetch('1'))).toBe(10007);
  expect(await codeOf(client.guilds.fetch('1'))).toBe(10004);
  const user = await client.rest.get('/users/@me');
  expect(user).toMatchObject({ id: client.user.id });
  expect(await codeOf(client.rest.get('/nonsense'))).toBe(0);
});

test('what a client asks about threads', async () => {
  const { d, client } = await setup();
  const channel = (await client.channels.fetch((await d.channel('general')).id, { force: true })) as TextChannel;
  const thread = await channel.threads.create({ name: 'One', type: 11 });
  expect((await channel.threads.fetchActive()).threads.map(({ name }) => name)).toEqual(['One']);
  expect([...(await thread.members.fetch()).keys()]).toEqual([client.user.id]);
  await thread.edit({ name: 'Two', locked: true });
  expect(await codeOf(thread.send('x'))).toBe(50083);
  const message = await channel.send('x');
  await message.startThread({ name: 'Three' });
  const again = client.rest.post(`/channels/${channel.id}/messages/${message.id}/threads`, { body: { name: 'Four' } });
  expect(await codeOf(again)).toBe(160004);
  await thread.delete();
  expect(await codeOf(client.channels.fetch(thread.id, { force: true }))).toBe(10003);
});

test('a wrong or missing token is refused', async () => {
  const { d } = await setup();
  const statusOf = async (path: string, authorization?: string) =>
    (await fetch(`${d.api}/v10${path}`, authorization ? { headers: { authorization } } : {})).status;
  expect(await statusOf('/users/@me')).toBe(401);
  expect(await statusOf('/users/@me', 'Bot x')).toBe(401);
  expect(await statusOf('/users/@me', `Bot ${d.token}`)).toBe(200);
  expect(await statusOf(`/webhooks/${d.applicationId}/x/messages/@original`)).toBe(404);
});
