import { AttachmentBuilder, type Client, MessageFlags, MessageType, Partials, type TextChannel } from 'discord.js';
import { expect, test } from 'vitest';
import type { LocalDiscordClient } from '../../src/local-discord/client.ts';
import { codeOf, setup } from './setup.ts';

/** The smallest PNG: one transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function channelOf(d: LocalDiscordClient, client: Client): Promise<TextChannel> {
  return (await client.channels.fetch((await d.channel('general')).id)) as TextChannel;
}

const file = (name: string, data: string | Buffer = name) => new AttachmentBuilder(Buffer.from(data), { name });

test('a message is sent, edited, listed and deleted', async () => {
  const { d, client } = await setup();
  const ana = d.user('ana');
  const channel = await channelOf(d, client);
  const sent = await channel.send({ content: 'one', embeds: [{ title: 'T', fields: [{ name: 'n', value: 'v' }] }] });
  expect((await ana.waitForMessage(/one/)).text).toBe('one\nT\nn\nv');
  await sent.edit({ content: 'two', embeds: [] });
  await ana.waitForMessage(/^two$/);
  const reply = await sent.reply('three');
  expect(reply).toMatchObject({ type: MessageType.Reply, reference: { messageId: sent.id } });
  expect([...(await channel.messages.fetch({ limit: 10 })).values()].map(({ content }) => content)).toEqual([
    'three',
    'two',
  ]);
  expect((await channel.messages.fetch({ before: reply.id })).size).toBe(1);
  await sent.delete();
  expect(await codeOf(channel.messages.fetch(sent.id))).toBe(10008);
});

test('attachments: sizes, keeping and replacing, and those an embed shows', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  const sent = await channel.send({ content: 'x', files: [file('pixel.png', PIXEL), file('ä b.txt')] });
  const [pixel, text] = [...sent.attachments.values()];
  expect(pixel).toMatchObject({ width: 1, height: 1, contentType: 'image/png', size: PIXEL.length });
  expect(text?.name).toBe('ä_b.txt');
  expect(await (await fetch(text!.url)).text()).toBe('ä b.txt');

  expect((await sent.edit({ content: 'kept' })).attachments.size).toBe(2);
  const grown = await sent.edit({ attachments: [pixel!], files: [file('new.txt')] });
  expect(grown.attachments.map(({ name }) => name)).toEqual(['pixel.png', 'new.txt']);
  const only = await sent.edit({
    files: [file('last.png', PIXEL)],
    embeds: [{ image: { url: 'attachment://last.png' } }],
  });
  expect(only.attachments.size).toBe(0);
  expect(only.embeds[0]?.image).toMatchObject({ width: 1 });
  expect((await (await fetch(only.embeds[0]!.image!.url)).arrayBuffer()).byteLength).toBe(PIXEL.length);
  expect((await fetch(text!.url)).status).toBe(404);
});

test('Components V2: numbered, media resolved, flag kept, legacy content refused', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  const components = [
    {
      type: 17,
      components: [
        { type: 10, content: '# Hi' },
        { type: 12, items: [{ media: { url: 'attachment://p.png' } }] },
      ],
    },
    { type: 13, file: { url: 'attachment://notes.txt' } },
  ] as never;
  const flags = MessageFlags.IsComponentsV2;
  const sent = await channel.send({ flags, components, files: [file('p.png', PIXEL), file('notes.txt')] });
  expect(sent.components.map(({ id }) => id)).toEqual([1, 4]);
  const seen = await d.user('ana').waitForMessage(/# Hi/);
  expect(seen.media.map((url) => new URL(url).pathname.split('/').at(-1))).toEqual(['p.png', 'notes.txt']);
  const edited = await sent.edit({ flags, components: [{ type: 10, content: 'still' }] as never });
  expect(edited.flags.has(MessageFlags.IsComponentsV2)).toBe(true);
  expect(await codeOf(channel.send({ flags, content: 'x', components: [{ type: 10, content: 'y' }] as never }))).toBe(
    50035,
  );
  expect(
    await codeOf(channel.send({ flags, components: [{ type: 13, file: { url: 'attachment://no' } }] as never })),
  ).toBe(50035);
});

test('what is too much or too little is refused', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  expect(await codeOf(channel.send({ content: ' ' }))).toBe(50006);
  expect(await codeOf(channel.send({ files: Array.from({ length: 11 }, (_, i) => file(`${i}`)) }))).toBe(30015);
  const big = Buffer.alloc(10 * 1024 * 1024 + 1);
  expect(await codeOf(channel.send({ files: [file('big', big)] }))).toBe(40005);
  const fits = big.subarray(1);
  expect(await codeOf(channel.send({ files: [file('1', fits), file('2', fits), file('3', fits)] }))).toBe(40005);
  expect((await channel.send({ files: [file('1', fits)] })).attachments.size).toBe(1);
});

test('the same nonce means the same message for some minutes', async () => {
  const { d, client } = await setup({ clock: 'fake' });
  const channel = await channelOf(d, client);
  const send = (content: string) => channel.send({ content, nonce: 'daily:1', enforceNonce: true });
  const first = await send('a');
  expect((await send('b')).id).toBe(first.id);
  // Not through one client, which would send them one after the other.
  const post = async (content: string) => {
    const body = JSON.stringify({ content, nonce: '2', enforce_nonce: true });
    const headers = { authorization: `Bot ${d.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${d.api}/v10/channels/${channel.id}/messages`, { method: 'POST', body, headers });
    return ((await answer.json()) as { id: string }).id;
  };
  const [one, other] = await Promise.all([post('x'), post('x')]);
  expect(one).toBe(other);
  d.advance(5 * 60_000);
  expect((await send('c')).id).not.toBe(first.id);
  expect((await d.user('ana').messages()).map(({ text }) => text)).toEqual(['a', 'x', 'c']);
});

test('allowed_mentions decides who is mentioned', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  const [ana, bea] = [await d.user('ana').id(), await d.user('bea').id()];
  const content = `<@${ana}> <@${bea}> @everyone \`<@${bea}>\``;
  const mentioned = async (allowedMentions?: object) => {
    const { mentions } = await channel.send({ content, ...(allowedMentions ? { allowedMentions } : {}) });
    return [...mentions.users.keys(), ...(mentions.everyone ? ['everyone'] : [])];
  };
  expect(await mentioned()).toEqual([ana, bea, 'everyone']);
  expect(await mentioned({ parse: [] })).toEqual([]);
  expect(await mentioned({ users: [bea] })).toEqual([bea]);
});

test("others' messages are empty without the intent, but in direct channels and mentions", async () => {
  const { d, client } = await setup({ client: { partials: [Partials.Channel] } });
  const seen: string[] = [];
  client.on('messageCreate', ({ content }) => seen.push(content));
  const ana = d.user('ana');
  await ana.say('hidden');
  await ana.say(`<@${client.user.id}> shown`);
  await ana.say('private', { dm: true, files: [{ name: 'x.txt', data: 'x' }] });
  await expect.poll(() => seen).toEqual(['', `<@${client.user.id}> shown`, 'private']);
});

test('direct messages, open and closed', async () => {
  const { d, client } = await setup();
  const ana = d.user('ana');
  const user = await client.users.fetch(await ana.id());
  await user.send('psst');
  expect((await ana.waitForMessage(/psst/, { dm: true })).text).toBe('psst');
  expect(await d.user('bea').messages()).toEqual([]);
  await ana.set({ dmsClosed: true });
  expect(await codeOf(user.send('hello?'))).toBe(50007);
});

test('channels that are denied or gone', async () => {
  const { d, client } = await setup();
  const general = await d.channel('general');
  const channel = await channelOf(d, client);
  const sent = await channel.send('x');
  await general.deny();
  expect(await codeOf(channel.send('y'))).toBe(50013);
  expect(await codeOf(channel.messages.fetch())).toBe(50001);
  await general.deny(false);
  await sent.edit('z');
  await general.remove();
  expect(await codeOf(channel.send('y'))).toBe(10003);
});

test('threads and reactions', async () => {
  const { d, client } = await setup();
  const channel = await channelOf(d, client);
  const sent = await channel.send('topic');
  const thread = await sent.startThread({ name: 'Discussion' });
  await thread.send('inside');
  expect((await d.user('ana').waitForMessage(/inside/, { channel: 'Discussion' })).text).toBe('inside');
  const closed = await channel.threads.create({ name: 'Secret', type: 12 });
  await closed.send('hidden');
  await closed.members.add(await d.user('bea').id());
  expect((await d.user('ana').messages()).map(({ text }) => text)).toEqual(['topic', 'inside']);
  expect((await d.user('bea').messages()).map(({ text }) => text)).toContain('hidden');
  await thread.setArchived(true);
  await sent.react('👍');
  expect((await sent.fetch()).reactions.cache.get('👍')).toMatchObject({ count: 1, me: true });
  await sent.reactions.cache.get('👍')?.users.remove();
  expect((await d.user('ana').look(sent.id)).message.reactions).toBeUndefined();
  await channel.sendTyping();
  await expect.poll(async () => (await d.user('ana').events()).map(({ type }) => type)).toContain('typing');
});
