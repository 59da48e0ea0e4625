import { MessageFlags, ModalBuilder, type TextChannel, TextInputStyle } from 'discord.js';
import { expect, test } from 'vitest';
import { button, row, setup, slash } from './setup.ts';

test('a command is registered, run and answered', async () => {
  const text = { type: 3, name: 'text', description: 'What to say' };
  const { d, answer } = await setup({ commands: [slash('echo', [text])] });
  answer((i) => i.isChatInputCommand() && i.reply(`You said ${i.options.getString('text')}`));
  const reply = await d.user('ana').slash('echo', { text: 'hello' });
  expect(reply).toMatchObject({ kind: 'message', text: 'You said hello', ephemeral: false });
});

test('a modal opened by a button of an ephemeral reply is filled in and changes that reply', async () => {
  const { d, answer } = await setup({ commands: [slash('ask')] });
  answer(async (i) => {
    if (i.isChatInputCommand()) {
      await i.deferReply({ flags: MessageFlags.Ephemeral });
      await i.editReply({ content: 'Ready?', components: [row(button('Answer'))] });
    } else if (i.isButton()) {
      await i.showModal(
        new ModalBuilder({ custom_id: 'm', title: 'Your answer' })
          .addTextDisplayComponents((display) => display.setContent('What is your name?'))
          .addLabelComponents((label) =>
            label
              .setLabel('Name')
              .setTextInputComponent((input) => input.setCustomId('name').setStyle(TextInputStyle.Short)),
          ),
      );
    } else if (i.isModalSubmit() && i.isFromMessage()) {
      await i.update({ content: `Hello ${i.fields.getTextInputValue('name')}`, components: [] });
    }
  });
  const reply = await d.user('ana').slash('ask');
  expect(reply).toMatchObject({ text: 'Ready?', ephemeral: true, buttons: ['Answer'] });
  const modal = await reply.click('Answer');
  expect(modal).toMatchObject({ title: 'Your answer', fields: [{ label: 'Name', required: true }] });
  expect(modal.text).toContain('What is your name?');
  const done = await modal.submit({ Name: 'Ana' });
  expect(done.text).toBe('Hello Ana');
  expect(done.message.id).toBe(reply.message.id);
  expect(await d.user('bea').messages()).toEqual([]);
});

test('a wait that fails says what was seen instead', async () => {
  const { d, answer } = await setup({ commands: [slash('slow')], timeoutMs: 100 });
  answer((i) => i.isChatInputCommand() && i.deferReply());
  await expect(d.user('ana').slash('slow')).rejects.toThrow(/waited 100 ms for the answer to \/slow[\s\S]*callback 5/);
});

test('a screen of one kind says so when asked for the other', async () => {
  const { d, answer } = await setup({ commands: [slash('hi')] });
  answer((i) => i.isChatInputCommand() && i.reply('Hi there'));
  const reply = await d.user('ana').slash('hi');
  expect(() => reply.fields).toThrow(/looks at a message:\nHi there/);
  await expect(reply.click('Next')).rejects.toThrow(/no button Next; there are: none/);
});

test('people see later edits and messages as they come', async () => {
  const { d, client, answer } = await setup({ commands: [slash('job')] });
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    await i.reply('0 %');
    await i.editReply('50 %');
    await i.editReply('100 %');
    await i.followUp('Done');
  });
  const ana = d.user('ana');
  const reply = await ana.slash('job');
  expect((await reply.until(/100/)).text).toBe('100 %');
  expect((await ana.waitForMessage(/^Done$/)).message.message_reference?.message_id).toBe(reply.message.id);
  const channel = (await client.channels.fetch((await d.channel('random')).id)) as TextChannel;
  const sent = await channel.send('News');
  const seen = await d.user('bea').waitForMessage(/News/, { channel: 'random' });
  expect(seen.message.id).toBe(sent.id);
});
