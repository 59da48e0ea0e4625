import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { button, codeOf, row, setup, slash } from './setup.ts';

test('the first response must come within three seconds', async () => {
  const { d, answer } = await setup({ commands: [slash('slow')], clock: 'fake' });
  let late: ChatInputCommandInteraction | undefined;
  const arrived = new Promise<void>((resolve) => {
    answer((i) => {
      if (i.isChatInputCommand()) late = i;
      resolve();
    });
  });
  const ana = d.user('ana');
  const shown = ana.slash('slow').catch((error: Error) => error.message);
  await arrived;
  d.advance(3000);
  expect((await ana.events()).filter(({ type }) => type === 'interaction_failed')).toEqual([]);
  d.advance(1);
  expect(await shown).toContain('The application did not respond');
  expect(await codeOf(late!.reply('too late'))).toBe(10062);
});

test('a token dies after fifteen minutes', async () => {
  const { d, answer } = await setup({ commands: [slash('long')], clock: 'fake' });
  const replied = new Promise<ChatInputCommandInteraction>((resolve) => {
    answer(async (i) => {
      if (!i.isChatInputCommand()) return;
      await i.reply('working');
      resolve(i);
    });
  });
  await d.user('ana').slash('long');
  const interaction = await replied;
  d.advance(15 * 60_000);
  await interaction.editReply('still in time');
  d.advance(1);
  expect(await codeOf(interaction.editReply('late'))).toBe(50027);
  expect(await codeOf(interaction.followUp('late'))).toBe(50027);
});

test('a second response is refused, a refused one may be corrected', async () => {
  const { d, answer } = await setup({ commands: [slash('twice')] });
  const codes: unknown[] = [];
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    codes.push(await codeOf(i.reply('x'.repeat(2001))));
    codes.push(await codeOf(i.reply({ content: '' })));
    await i.reply('fine');
    const again = { method: 'post', body: { type: 4, data: { content: 'again' } }, auth: false } as const;
    codes.push(await codeOf(i.client.rest.post(`/interactions/${i.id}/${i.token}/callback`, again)));
  });
  expect((await d.user('ana').slash('twice')).text).toBe('fine');
  await expect.poll(() => codes).toEqual([50035, 50006, 40060]);
});

test.each([6, 7, 8])('a response of type %i does not fit a command', async (type) => {
  const { d, answer } = await setup({ commands: [slash('odd')] });
  let code: unknown;
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    const body = { type, data: { content: 'x', choices: [] } };
    code = await codeOf(i.client.rest.post(`/interactions/${i.id}/${i.token}/callback`, { body, auth: false }));
    await i.reply('ok');
  });
  await d.user('ana').slash('odd');
  expect(code).toBe(50035);
});

test('the first follow-up after a deferral takes its place, also its privacy', async () => {
  const { d, answer } = await setup({ commands: [slash('defer')] });
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    await i.deferReply({ flags: MessageFlags.Ephemeral });
    await codeOf(i.followUp('x'.repeat(2001)));
    const [first, second] = await Promise.all([i.followUp('first'), i.followUp('second')]);
    expect(first.id).toBe((await i.fetchReply()).id);
    expect(second.id).not.toBe(first.id);
  });
  const ana = d.user('ana');
  const reply = await ana.slash('defer');
  expect(reply).toMatchObject({ text: 'first', ephemeral: true });
  expect((await ana.waitForMessage(/second/)).ephemeral).toBe(false);
});

test('responses can be asked for, fetched and deleted', async () => {
  const { d, answer } = await setup({ commands: [slash('keep')] });
  const done = new Promise<void>((resolve, reject) => {
    answer(async (i) => {
      if (!i.isChatInputCommand()) return;
      const { resource, interaction } = await i.reply({ content: 'here', withResponse: true });
      expect(resource?.message?.content).toBe('here');
      expect(interaction.responseMessageId).toBe(resource?.message?.id);
      await i.deleteReply();
      await codeOf(i.fetchReply())
        .then((code) => expect(code).toBe(10008))
        .then(resolve, reject);
    });
  });
  const ana = d.user('ana');
  await ana.slash('keep');
  await done;
  await expect.poll(() => ana.messages()).toEqual([]);
});

test('a deferred update and then an edit change the message that was clicked', async () => {
  const { d, answer } = await setup({ commands: [slash('count')] });
  answer(async (i) => {
    if (i.isChatInputCommand())
      await i.reply({ content: '1', components: [row(button('More'), button('Off', 'off', { disabled: true }))] });
    if (!i.isButton()) return;
    const count = Number(i.message.content);
    await i.deferUpdate();
    await i.editReply({ content: String(count + 1) });
    if (count === 2) await i.followUp({ content: 'enough', flags: MessageFlags.Ephemeral });
  });
  const ana = d.user('ana');
  const first = await ana.slash('count');
  const second = await first.click('More');
  expect(second).toMatchObject({ text: '2', buttons: ['More', 'Off'] });
  expect(second.message.id).toBe(first.message.id);
  expect((await (await second.click('More')).next()).text).toBe('enough');
  await expect(second.click('Off')).rejects.toThrow('off is disabled');
});

test('anyone may click on a public message, nobody else on an ephemeral one', async () => {
  const { d, answer } = await setup({ commands: [slash('open')] });
  answer(async (i) => {
    if (i.isChatInputCommand()) await i.reply({ content: 'Who?', components: [row(button('Me'))] });
    if (i.isButton()) await i.reply({ content: `You, ${i.user.displayName}`, flags: MessageFlags.Ephemeral });
  });
  const [ana, bea] = [d.user('ana'), d.user('bea')];
  const reply = await ana.slash('open');
  const forBea = await (await reply.as(bea)).click('Me');
  expect(forBea).toMatchObject({ text: 'You, bea', ephemeral: true });
  expect((await ana.messages()).map(({ text }) => text)).toEqual(['Who?']);
  await forBea.dismiss();
  expect((await bea.messages()).map(({ text }) => text)).toEqual(['Who?']);
});

test('selects: choices by label, how many, and what the bot is told', async () => {
  const { d, answer } = await setup({ commands: [slash('pick')] });
  const select = {
    type: 3,
    custom_id: 'fruit',
    placeholder: 'Fruit',
    min_values: 1,
    max_values: 2,
    options: [1, 2, 3].map((n) => ({ label: `Fruit ${n}`, value: `f${n}` })),
  };
  answer(async (i) => {
    if (i.isChatInputCommand())
      await i.reply({ content: '?', components: [row(select), row({ type: 5, custom_id: 'who' })] });
    if (i.isStringSelectMenu()) await i.update({ content: i.values.join() });
    if (i.isUserSelectMenu()) await i.update({ content: i.users.map((user) => user.displayName).join() });
  });
  const reply = await d.user('ana').slash('pick');
  expect((await reply.select('Fruit', 'Fruit 1', 'Fruit 3')).text).toBe('f1,f3');
  expect((await reply.select('who', await d.user('bea').id())).text).toBe('bea');
  await expect(reply.select('Fruit', 'Fruit 1', 'Fruit 2', 'Fruit 3')).rejects.toThrow('takes 1 to 2 values');
  await expect(reply.select('Fruit', 'Nut')).rejects.toThrow('has no value Nut');
});
