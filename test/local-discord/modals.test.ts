import { type Interaction, ModalBuilder, TextInputStyle } from 'discord.js';
import { expect, test } from 'vitest';
import { setup, slash } from './setup.ts';

const modal = new ModalBuilder({ custom_id: 'form', title: 'Form' })
  .addLabelComponents((label) =>
    label
      .setLabel('Why')
      .setTextInputComponent((input) =>
        input
          .setCustomId('why')
          .setStyle(TextInputStyle.Paragraph)
          .setMinLength(3)
          .setMaxLength(10)
          .setValue('as before'),
      ),
  )
  .addLabelComponents((label) =>
    label
      .setLabel('Pictures')
      .setFileUploadComponent((upload) => upload.setCustomId('pictures').setMinValues(1).setMaxValues(2)),
  )
  .addLabelComponents((label) =>
    label
      .setLabel('Level')
      .setStringSelectMenuComponent((select) =>
        select.setCustomId('level').setRequired(false).addOptions({ label: 'Easy', value: 'easy' }),
      ),
  );

async function handle(i: Interaction): Promise<void> {
  if (i.isChatInputCommand()) await i.showModal(modal);
  if (!i.isModalSubmit()) return;
  const files = [...i.fields.getUploadedFiles('pictures', true).values()];
  const bytes = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
  const level = i.fields.getStringSelectValues('level').join();
  await i.reply(`${i.fields.getTextInputValue('why')}|${files.map(({ name }) => name)}|${bytes}|${level}`);
}

const a = { name: 'a.txt', data: 'A' };
const b = { name: 'b.txt', data: 'B' };

test('text, files and choices reach the bot', async () => {
  const { d, answer } = await setup({ commands: [slash('form')] });
  answer(handle);
  const open = await d.user('ana').slash('form');
  expect(open.fields.map(({ label, value, required }) => [label, value, required])).toEqual([
    ['Why', 'as before', true],
    ['Pictures', '', true],
    ['Level', '', false],
  ]);
  const reply = await open.submit({ Why: 'because', Pictures: [a, b], level: 'Easy' });
  expect(reply.text).toBe('because|a.txt,b.txt|A,B|easy');
  await expect(open.submit({ Pictures: a })).rejects.toThrow('That modal is not open');
});

test('a field left alone keeps its text', async () => {
  const { d, answer } = await setup({ commands: [slash('form')] });
  answer(handle);
  const open = await d.user('ana').slash('form');
  expect((await open.submit({ Pictures: a })).text).toBe('as before|a.txt|A|');
});

test.each([
  [{ Why: 'ok', Pictures: a }, 'why takes 3 to 10 characters; 2 were typed'],
  [{ Why: 'far too long', Pictures: a }, 'why takes 3 to 10 characters'],
  [{ Why: '', Pictures: a }, 'why is required'],
  [{ Why: 'fine' }, 'pictures takes 1 to 2 values; 0 were chosen'],
  [{ Pictures: [a, a, a] }, 'pictures takes 1 to 2 values'],
  [{ Pictures: a, Level: 'Hard' }, 'level has no value Hard'],
])('the form does not go off with %j', async (values, problem) => {
  const { d, answer } = await setup({ commands: [slash('form')] });
  answer(handle);
  const open = await d.user('ana').slash('form');
  await expect(open.submit(values)).rejects.toThrow(problem);
  expect((await open.submit({ Pictures: a })).text).toContain('as before');
});
