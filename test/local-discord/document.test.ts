import {
  AttachmentBuilder,
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Routes,
  SectionBuilder,
  type TextChannel,
  TextDisplayBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, test } from 'vitest';
import type { LocalDiscordClient } from '../../src/local-discord/client.ts';
import { OPERATIONS } from './discord-operations.ts';
import { findOperation } from './oracle.ts';
import { type Setup, setup } from './setup.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = () => new AttachmentBuilder(PNG, { name: 'a.png', description: 'A dot' });
const text = (content: string) => new TextDisplayBuilder({ content });
const go = { type: 2, style: 1, label: 'Go', custom_id: 'go', emoji: { name: '🔥' } } as const;

test('every operation, used by an unmodified discord.js, fits the document of Discord', async () => {
  const { d, client, answer } = await setup();
  const channel = (await client.channels.fetch((await d.channel('general')).id)) as TextChannel;
  const ana = await d.user('ana').id();
  await useApplication(client, d);
  await useGuild(client, d);
  await useMessages(client, channel, ana);
  await useThreads(client, channel, ana);
  await useInteractions(d, answer);
  await useRefusals(channel);
  const used = new Set(d.recorded.map(({ method, path }) => findOperation(method, path)));
  expect(Object.keys(OPERATIONS).filter((name) => !used.has(name))).toEqual([]);
});

async function useApplication({ rest, application }: Client<true>, { guildId }: LocalDiscordClient): Promise<void> {
  await rest.get(Routes.gateway());
  await rest.get(Routes.gatewayBot());
  await rest.get(Routes.user());
  await rest.get(Routes.currentApplication());
  await rest.get(Routes.oauth2CurrentApplication());
  const option = { type: 3, name: 'text', description: 'd', required: true, autocomplete: true };
  const count = { type: 4, name: 'count', description: 'd', min_value: 1, choices: [{ name: 'one', value: 1 }] };
  const file = { type: 11, name: 'file', description: 'd' };
  const command = { name: 'echo', description: 'd', options: [option, count, file] };
  const nested = { name: 'nested', description: 'd', options: [{ type: 1, name: 'one', description: 'd' }] };
  await application.commands.set([command, nested, { type: 3, name: 'Explain' }]);
  for (const scope of [undefined, guildId]) {
    const within = scope === undefined ? {} : { guildId: scope };
    if (scope !== undefined) await application.commands.set([command], scope);
    await application.commands.fetch(within);
    const body = { name: 'extra', description: 'd', default_member_permissions: '8' };
    const route =
      scope === undefined
        ? Routes.applicationCommands(application.id)
        : Routes.applicationGuildCommands(application.id, scope);
    const { id } = (await rest.post(route, { body })) as { id: string };
    await rest.get(`${route}/${id}`);
    await rest.patch(`${route}/${id}`, { body: { description: 'e' } });
    await rest.delete(`${route}/${id}`);
  }
}

async function useGuild({ rest, users }: Client<true>, d: LocalDiscordClient): Promise<void> {
  const ana = await d.user('ana').id();
  await rest.get(Routes.guild(d.guildId));
  await rest.get(Routes.guildChannels(d.guildId));
  await rest.get(Routes.guildRoles(d.guildId));
  await rest.get(Routes.guildMembers(d.guildId), { query: new URLSearchParams({ limit: '10' }) });
  await rest.get(Routes.guildMember(d.guildId, ana));
  await rest.get(Routes.userGuilds());
  await rest.get(Routes.user(ana));
  await (await users.fetch(ana)).send('Hello');
}

async function useMessages({ rest }: Client<true>, channel: TextChannel, ana: string): Promise<void> {
  await channel.sendTyping();
  await rest.get(Routes.channel(channel.id));
  const sent = await channel.send({
    content: 'Hello <@1>',
    nonce: 'n',
    enforceNonce: true,
    embeds: [
      {
        title: 't',
        description: 'd',
        url: 'https://example.org',
        color: 1,
        timestamp: '2026-01-01T00:00:00.000Z',
        footer: { text: 'f', icon_url: 'https://example.org/a.png' },
        author: { name: 'a', url: 'https://example.org' },
        image: { url: 'attachment://a.png' },
        thumbnail: { url: 'https://example.org/b.png' },
        fields: [{ name: 'n', value: 'v' }],
      },
    ],
    files: [picture()],
    components: [
      { type: 1, components: [go, { type: 2, style: 5, label: 'Site', url: 'https://example.org' }] },
      {
        type: 1,
        components: [{ type: 3, custom_id: 's', options: [{ label: 'l', value: 'v', emoji: { name: '🔥' } }] }],
      },
      { type: 1, components: [{ type: 5, custom_id: 'u' }] },
      { type: 1, components: [{ type: 8, custom_id: 'c', channel_types: [0] }] },
    ],
  });
  await sent.edit('Changed');
  const reply = await sent.reply({
    content: 'Reply',
    files: [picture(), new AttachmentBuilder(Buffer.from('x'), { name: 'x.txt' })],
  });
  const layout = await channel.send({
    flags: MessageFlags.IsComponentsV2,
    files: [picture(), new AttachmentBuilder(Buffer.from('x'), { name: 'x.txt' })],
    components: [
      text('a'),
      new SectionBuilder()
        .addTextDisplayComponents(text('b'))
        .setThumbnailAccessory({ type: 11, media: { url: 'https://example.org/a.png' } }),
      { type: 12, items: [{ media: { url: 'attachment://a.png' }, description: 'd', spoiler: true }] },
      { type: 13, file: { url: 'attachment://x.txt' } },
      { type: 14 },
      new ContainerBuilder({ accent_color: 1 })
        .addTextDisplayComponents(text('c'))
        .addActionRowComponents({ type: 1, components: [go] }),
    ],
  });
  await layout.edit({ flags: MessageFlags.IsComponentsV2, components: [text('d')], attachments: [] });
  await channel.messages.fetch({ limit: 10, cache: false });
  await channel.messages.fetch({ message: layout.id, force: true });
  await useReactions(sent, ana);
  await reply.delete();
}

async function useReactions(message: Message, ana: string): Promise<void> {
  const { users } = await message.react('🔥');
  await users.fetch();
  await message.fetch(true);
  await users.remove();
  const again = await message.react('🔥');
  await again.users.remove(ana);
}

async function useThreads({ rest }: Client<true>, channel: TextChannel, ana: string): Promise<void> {
  await (await channel.send('Topic')).startThread({ name: 'Topic', autoArchiveDuration: 60 });
  const thread = await channel.threads.create({ name: 'Alone', type: 12 });
  await thread.join();
  await thread.members.add(ana);
  await thread.members.fetch();
  await channel.guild.channels.fetchActiveThreads();
  await thread.members.remove(ana);
  await thread.leave();
  await rest.patch(Routes.channel(thread.id), { body: { archived: true } });
  await thread.delete();
}

async function useInteractions(d: LocalDiscordClient, answer: Setup['answer']): Promise<void> {
  const ana = d.user('ana');
  const onCommand = (run: (i: ChatInputCommandInteraction) => unknown) =>
    answer((i) => i.isChatInputCommand() && run(i));
  const components = [{ type: 1, components: [go] }];

  onCommand(async (i) => {
    await i.reply({ content: 'a', flags: MessageFlags.Ephemeral, withResponse: true, files: [picture()] });
    await i.fetchReply();
    await i.editReply({ content: 'b' });
    const more = await i.followUp('c');
    await i.webhook.fetchMessage(more.id);
    await i.editReply({ message: more, flags: MessageFlags.IsComponentsV2, content: null, components: [text('d')] });
    await i.deleteReply(more);
    await i.deleteReply();
  });
  await ana.slash('echo', { text: 'x', count: 1, file: { name: 'a.png', data: PNG } });
  answer((i) => i.isAutocomplete() && i.respond([{ name: 'n', value: 'v' }]));
  await ana.autocomplete('echo', 'text', 'x');

  onCommand(async (i) => {
    await i.deferReply({ withResponse: true });
    await i.editReply({ content: 'a', components });
  });
  const screen = await (await ana.slash('echo', { text: 'x' })).until(/a/);
  answer(async (i) => i.isButton() && (await i.update({ content: 'b', components, withResponse: true })));
  await screen.click('Go');
  answer(async (i) => {
    if (!i.isButton()) return;
    await i.deferUpdate({ withResponse: true });
    await i.followUp('c');
  });
  await screen.click('Go');
  answer(async (i) => {
    if (i.isButton()) await i.showModal(modal(), { withResponse: true });
    else if (i.isModalSubmit() && i.isFromMessage()) await i.update({ content: 'd', withResponse: true });
  });
  await (await screen.click('Go')).submit({ Name: 'Ana', Photos: { name: 'a.png', data: PNG } });
  onCommand((i) => i.reply({ content: 'a', withResponse: true }));
  await ana.slash('echo', { text: 'x' }, { dm: true });
}

const modal = (): ModalBuilder =>
  new ModalBuilder({ custom_id: 'm', title: 't' })
    .addTextDisplayComponents(text('The question'))
    .addLabelComponents((label) =>
      label.setLabel('Name').setTextInputComponent((input) => input.setCustomId('n').setStyle(TextInputStyle.Short)),
    )
    .addLabelComponents((label) =>
      label.setLabel('Photos').setFileUploadComponent((upload) => upload.setCustomId('p').setMaxValues(3)),
    );

async function useRefusals(channel: TextChannel): Promise<void> {
  await expect(channel.send('')).rejects.toThrow('Cannot send an empty message');
  await expect(channel.send('a'.repeat(2001))).rejects.toThrow('content[BASE_TYPE_MAX_LENGTH]');
  await expect(channel.messages.fetch('1')).rejects.toThrow('Unknown Message');
}
