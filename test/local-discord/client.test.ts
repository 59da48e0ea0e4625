import {
  type ChatInputCommandInteraction,
  type Client,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalDiscordClient, localDiscord } from '../../src/local-discord/client.ts';
import { expectRecordedToFit } from './oracle.ts';
import { startClient } from './start-client.ts';

let d: LocalDiscordClient;
let client: Client<true>;
let handle: (interaction: Interaction) => unknown;

beforeEach(async () => {
  d = await localDiscord();
  client = await startClient(d, (interaction) => handle(interaction));
});
afterEach(async () => {
  await client.destroy();
  await d.close();
  expectRecordedToFit(d.recorded);
});

const command = {
  name: 'echo',
  description: 'Says it again',
  options: [{ type: 3, name: 'text', description: 'What' }],
};

const onCommand = (run: (interaction: ChatInputCommandInteraction) => unknown) => {
  handle = (interaction) => interaction.isChatInputCommand() && run(interaction);
};

test('logs in, registers a command and answers it', async () => {
  onCommand((i) => i.reply(`You said ${i.options.getString('text')}`));
  await client.application.commands.set([command]);
  const reply = await d.user('ana').slash('echo', { text: 'hello' });
  expect(reply.text).toBe('You said hello');
  expect(reply.ephemeral).toBe(false);
});

test('a modal opened by a button is filled in and answered', async () => {
  await client.application.commands.set([command]);
  handle = async (i) => {
    if (i.isChatInputCommand()) {
      await i.deferReply({ flags: MessageFlags.Ephemeral });
      await i.editReply({
        content: 'Ready?',
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Answer', custom_id: 'answer' }] }],
      });
    } else if (i.isButton()) {
      await i.showModal(
        new ModalBuilder({ custom_id: 'm', title: 'Your answer' }).addLabelComponents((label) =>
          label
            .setLabel('Name')
            .setTextInputComponent((input) => input.setCustomId('name').setStyle(TextInputStyle.Short)),
        ),
      );
    } else if (i.isModalSubmit() && i.isFromMessage()) {
      await i.update({ content: `Hello ${i.fields.getTextInputValue('name')}`, components: [] });
    }
  };
  const reply = await d.user('ana').slash('echo');
  expect(reply).toMatchObject({ text: 'Ready?', ephemeral: true, buttons: ['Answer'] });
  const modal = await reply.click('Answer');
  expect(modal.fields[0]?.label).toBe('Name');
  const done = await modal.submit({ Name: 'Ana' });
  expect(done.text).toBe('Hello Ana');
  expect(done.message.id).toBe(reply.message.id);
  expect(await d.user('bea').messages()).toEqual([]);
});
