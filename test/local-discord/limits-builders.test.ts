import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  EmbedBuilder,
  FileBuilder,
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  MediaGalleryItemBuilder,
  MessageFlags,
  ModalBuilder,
  SectionBuilder,
  SeparatorBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  ThumbnailBuilder,
  UserSelectMenuBuilder,
} from 'discord.js';
import { expect, test } from 'vitest';
import { validateCommands, validateModal } from '../../src/local-discord/limits/index.ts';
import { a, lines, many, refusedMessage } from './limits.ts';

/** What goes over the wire: undefined fields are gone. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const go = new ButtonBuilder().setCustomId('go').setLabel('Go').setEmoji('▶️').setStyle(ButtonStyle.Primary);
const site = new ButtonBuilder().setURL('https://example.org').setLabel('Site').setStyle(ButtonStyle.Link);
const pick = new StringSelectMenuBuilder()
  .setCustomId('pick')
  .setPlaceholder(a(150))
  .addOptions(
    many(25, (index) => ({ label: `${index}`, value: `${index}`, description: a(100), emoji: { name: '🔥' } })),
  )
  .setMinValues(0)
  .setMaxValues(25);

test('a message of embeds, buttons and selects', () => {
  const embed = new EmbedBuilder()
    .setTitle(a(256))
    .setURL('https://example.org')
    .setColor('Blurple')
    .setTimestamp(0)
    .setAuthor({ name: 'Author' })
    .setFooter({ text: 'Footer', iconURL: 'attachment://a.png' })
    .setImage('attachment://a.png')
    .addFields(many(25, () => ({ name: 'n', value: 'v', inline: true })));
  const who = new UserSelectMenuBuilder().setCustomId('who').addDefaultUsers('1');
  const rows = [
    new ActionRowBuilder().addComponents(go, site),
    new ActionRowBuilder().addComponents(pick),
    new ActionRowBuilder().addComponents(who),
  ];
  const body = { content: a(2000), embeds: [embed], components: rows, allowed_mentions: { parse: [] }, tts: false };
  expect(refusedMessage(sent(body), { files: [{ name: 'a.png' }] })).toBe('');
});

test('a message of Components V2', () => {
  const text = new TextDisplayBuilder().setContent('Text');
  const picture = new MediaGalleryItemBuilder().setURL('attachment://a.png').setDescription(a(1024)).setSpoiler(true);
  const container = new ContainerBuilder()
    .setAccentColor(0x5865f2)
    .addTextDisplayComponents(text)
    .addSectionComponents(new SectionBuilder().addTextDisplayComponents(text).setButtonAccessory(site))
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(text)
        .setThumbnailAccessory(new ThumbnailBuilder().setURL('https://example.org/a.png')),
    )
    .addSeparatorComponents(new SeparatorBuilder().setDivider(false).setSpacing(2))
    .addMediaGalleryComponents(new MediaGalleryBuilder().addItems(picture))
    .addFileComponents(new FileBuilder().setURL('attachment://a.png'))
    .addActionRowComponents((row) => row.addComponents(go))
    .addActionRowComponents((row) => row.addComponents(pick));
  const body = { flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral, components: [text, container] };
  expect(refusedMessage(sent(body), { files: [{ name: 'a.png' }] })).toBe('');
});

test('a modal', () => {
  const answer = new TextInputBuilder().setCustomId('a').setStyle(TextInputStyle.Paragraph).setMaxLength(4000);
  const modal = new ModalBuilder()
    .setCustomId('modal')
    .setTitle(a(45))
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('The question'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(a(45))
        .setDescription(a(100))
        .setTextInputComponent(answer.setValue(a(4000))),
      new LabelBuilder().setLabel('Pick').setStringSelectMenuComponent(pick.setRequired(false)),
      new LabelBuilder()
        .setLabel('Photos')
        .setFileUploadComponent(new FileUploadBuilder().setCustomId('f').setMinValues(1).setMaxValues(10)),
    );
  expect(lines(validateModal(sent(modal)))).toBe('');
});

test('commands of every kind of option', () => {
  const plain = new SlashCommandBuilder()
    .setName('all')
    .setDescription(a(100))
    .addStringOption((option) => option.setName('s').setDescription('d').setRequired(true).setAutocomplete(true))
    .addStringOption((option) => option.setName('c').setDescription('d').addChoices({ name: 'n', value: 'v' }))
    .addIntegerOption((option) => option.setName('i').setDescription('d').setMinValue(1).setMaxValue(9))
    .addNumberOption((option) => option.setName('n').setDescription('d').addChoices({ name: 'half', value: 0.5 }))
    .addBooleanOption((option) => option.setName('b').setDescription('d'))
    .addUserOption((option) => option.setName('u').setDescription('d'))
    .addChannelOption((option) => option.setName('ch').setDescription('d').addChannelTypes(0))
    .addRoleOption((option) => option.setName('r').setDescription('d'))
    .addMentionableOption((option) => option.setName('m').setDescription('d'))
    .addAttachmentOption((option) => option.setName('a').setDescription('d'));
  const nested = new SlashCommandBuilder()
    .setName('nested')
    .setDescription('d')
    .addSubcommand((sub) => sub.setName('one').setDescription('d'))
    .addSubcommandGroup((group) =>
      group
        .setName('more')
        .setDescription('d')
        .addSubcommand((sub) =>
          sub
            .setName('two')
            .setDescription('d')
            .addStringOption((option) => option.setName('s').setDescription('d')),
        ),
    );
  expect(lines(validateCommands(sent([plain, nested])))).toBe('');
});
