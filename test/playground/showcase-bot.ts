import {
  type APIMessageTopLevelComponent,
  ApplicationCommandOptionType,
  ButtonStyle,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  type LabelComponentData,
  MessageFlags,
  type ModalComponentData,
  TextInputStyle,
} from 'discord.js';
import sharp from 'sharp';
import type { LocalDiscord } from '../../src/local-discord/server.ts';
import { startClient } from '../local-discord/start-client.ts';

const T = ComponentType;
const O = ApplicationCommandOptionType;

const COMMANDS = [
  { name: 'show', description: 'Every kind of component' },
  { name: 'text', description: 'Every kind of Markdown' },
  { name: 'embed', description: 'An embed and attachments' },
  { name: 'form', description: 'A modal with every kind of field' },
  { name: 'slow', description: 'An answer that takes its time' },
  { name: 'silent', description: 'No answer at all' },
  {
    name: 'options',
    description: 'Options of every type',
    options: [
      { name: 'word', description: 'Any text', type: O.String, required: true },
      { name: 'fruit', description: 'A live choice', type: O.String, autocomplete: true },
      {
        name: 'size',
        description: 'A fixed choice',
        type: O.String,
        choices: ['small', 'large'].map((value) => ({ name: value, value })),
      },
      { name: 'count', description: 'A number', type: O.Integer, min_value: 1, max_value: 9 },
      { name: 'loud', description: 'Yes or no', type: O.Boolean },
      { name: 'who', description: 'Somebody', type: O.User },
      { name: 'file', description: 'A file', type: O.Attachment },
    ],
  },
];

export const MARKDOWN = [
  '# Heading one\n## Heading two\n### Heading three\n-# small print',
  '**bold** *italic* __underlined__ ~~struck~~ `code` ||a spoiler||',
  '- first\n- second\n  - nested\n1. one\n2. two',
  '> a quote\n> of two lines',
  '```py\nfor x in range(3):\n    print("hello", x)  # comment\n```',
  '[a masked link](https://example.com) and <t:1795599000:R> ✅ <script>alert(1)</script>',
].join('\n');

const image = (color: string): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: color } })
    .png()
    .toBuffer();

const components: APIMessageTopLevelComponent[] = [
  {
    type: T.Container,
    accent_color: 0x23a55a,
    components: [
      { type: T.TextDisplay, content: '## Everything\nIn one container.' },
      {
        type: T.Section,
        components: [{ type: T.TextDisplay, content: '**A section**\nwith a picture at its side' }],
        accessory: { type: T.Thumbnail, media: { url: 'attachment://red.png' }, description: 'A red picture' },
      },
      {
        type: T.Section,
        components: [{ type: T.TextDisplay, content: 'A section with a button' }],
        accessory: { type: T.Button, style: ButtonStyle.Secondary, label: 'Aside', custom_id: 'aside' },
      },
      { type: T.Separator, divider: true, spacing: 2 },
      {
        type: T.MediaGallery,
        items: [
          { media: { url: 'attachment://red.png' }, description: 'Red' },
          { media: { url: 'attachment://blue.png' }, description: 'Blue', spoiler: true },
        ],
      },
      { type: T.File, file: { url: 'attachment://notes.txt' } },
      {
        type: T.ActionRow,
        components: [
          { type: T.Button, style: ButtonStyle.Primary, label: 'Primary', custom_id: 'primary' },
          { type: T.Button, style: ButtonStyle.Secondary, label: 'Secondary', custom_id: 'secondary' },
          { type: T.Button, style: ButtonStyle.Success, label: 'Success', custom_id: 'success', emoji: { name: '✅' } },
          { type: T.Button, style: ButtonStyle.Danger, label: 'Danger', custom_id: 'danger' },
          { type: T.Button, style: ButtonStyle.Link, label: 'Link', url: 'https://example.com' },
        ],
      },
      {
        type: T.ActionRow,
        components: [
          { type: T.Button, style: ButtonStyle.Primary, label: 'Off', custom_id: 'off', disabled: true },
          { type: T.Button, style: ButtonStyle.Secondary, label: 'No answer', custom_id: 'silent' },
        ],
      },
      {
        type: T.ActionRow,
        components: [
          {
            type: T.StringSelect,
            custom_id: 'one',
            placeholder: 'Choose a fruit',
            options: [
              { label: 'Apple', value: 'apple', description: 'Keeps the doctor away', emoji: { name: '🍎' } },
              { label: 'Pear', value: 'pear', description: 'Not an apple' },
            ],
          },
        ],
      },
      {
        type: T.ActionRow,
        components: [
          {
            type: T.StringSelect,
            custom_id: 'many',
            placeholder: 'Choose two letters',
            min_values: 1,
            max_values: 2,
            options: ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value })),
          },
        ],
      },
    ],
  },
];

const field = (label: string, component: object, description?: string): LabelComponentData =>
  ({ type: T.Label, label, component, ...(description ? { description } : {}) }) as LabelComponentData;

const FORM: ModalComponentData = {
  title: 'A form',
  customId: 'form',
  components: [
    { type: T.TextDisplay, content: '**Question:** what is it?' },
    field('Short', { type: T.TextInput, customId: 'short', style: TextInputStyle.Short, minLength: 3, maxLength: 20 }),
    field(
      'Long',
      { type: T.TextInput, customId: 'long', style: TextInputStyle.Paragraph, required: false },
      'Say more',
    ),
    field('Level', {
      type: T.StringSelect,
      customId: 'level',
      options: ['easy', 'hard'].map((value) => ({ label: value, value })),
    }),
    field('Pictures', { type: T.FileUpload, customId: 'files', minValues: 1, maxValues: 3 }, 'One to three'),
  ],
};

/** A discord.js bot that shows what a message or modal may hold, and says back what it is given. */
export async function startShowcaseBot(d: LocalDiscord): Promise<{ endSlow: () => void; stop: () => Promise<void> }> {
  let endSlow = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    endSlow = resolve;
  });
  const client = await startClient(d, (interaction) => void answer(interaction, slow));
  await client.application.commands.set(COMMANDS as never);
  return { endSlow, stop: () => client.destroy() };
}

async function answer(interaction: Interaction, slow: Promise<void>): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    const fruits = ['Apple', 'Apricot', 'Banana'].filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()));
    await interaction.respond(fruits.map((name) => ({ name, value: name.toLowerCase() })));
  } else if (interaction.isChatInputCommand()) await run(interaction, slow);
  else if (interaction.isButton() || interaction.isStringSelectMenu()) {
    const { customId } = interaction;
    if (customId === 'silent') return;
    const chosen = interaction.isButton() ? '' : `: ${interaction.values.join(' ')}`;
    await interaction.reply({ content: `used ${customId}${chosen}`, flags: MessageFlags.Ephemeral });
  } else if (interaction.isModalSubmit()) {
    const files = interaction.fields.getUploadedFiles('files');
    await interaction.reply(
      [
        `short ${interaction.fields.getTextInputValue('short')}`,
        `long ${interaction.fields.getTextInputValue('long')}`,
        `level ${interaction.fields.getStringSelectValues('level').join()}`,
        `files ${files?.map(({ name, size }) => `${name} ${size}`).join(', ')}`,
      ].join('\n'),
    );
  }
}

async function run(interaction: ChatInputCommandInteraction, slow: Promise<void>): Promise<unknown> {
  const red = { attachment: await image('#c33'), name: 'red.png' };
  const blue = { attachment: await image('#33c'), name: 'blue.png' };
  const notes = { attachment: Buffer.from('some notes'), name: 'notes.txt' };
  switch (interaction.commandName) {
    case 'show':
      return interaction.reply({ components, files: [red, blue, notes], flags: MessageFlags.IsComponentsV2 });
    case 'text':
      return interaction.reply({ content: MARKDOWN, flags: MessageFlags.Ephemeral });
    case 'embed':
      return interaction.reply({
        content: `Hello <@${interaction.user.id}>`,
        embeds: [
          {
            title: 'A title',
            url: 'https://example.com',
            description: 'With **Markdown**',
            color: 0xf0b232,
            author: { name: 'An author' },
            fields: ['one', 'two', 'three'].map((name) => ({ name, value: `value of ${name}`, inline: true })),
            footer: { text: 'A footer' },
          },
        ],
        files: [red, blue, notes],
      });
    case 'form':
      return interaction.showModal(FORM);
    case 'slow':
      await interaction.deferReply();
      await slow;
      return interaction.editReply('Here at last');
    case 'options':
      return interaction.reply(
        interaction.options.data
          .map(({ name, value, attachment, user }) => `${name} ${attachment?.name ?? user?.username ?? value}`)
          .join('\n'),
      );
  }
}
