import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { codeOf, setup, slash } from './setup.ts';

const options = [
  { type: 3, name: 'text', description: 'd', required: true, min_length: 2, max_length: 5 },
  { type: 4, name: 'count', description: 'd', min_value: 1, max_value: 3 },
  { type: 10, name: 'rate', description: 'd' },
  { type: 5, name: 'yes', description: 'd' },
  { type: 6, name: 'user', description: 'd' },
  { type: 7, name: 'where', description: 'd' },
  { type: 3, name: 'level', description: 'd', choices: [{ name: 'Easy', value: 'easy' }] },
  { type: 11, name: 'file', description: 'd' },
];

test('options of every type reach the bot', async () => {
  const { d, answer } = await setup({ commands: [slash('all', options)] });
  const channel = await d.channel('random');
  answer(async (i) => {
    if (!i.isChatInputCommand()) return;
    const o = i.options;
    const file = o.getAttachment('file', true);
    const bytes = await (await fetch(file.url)).text();
    await i.reply(
      [
        o.getString('text'),
        o.getInteger('count'),
        o.getNumber('rate'),
        o.getBoolean('yes'),
        o.getUser('user')?.displayName,
      ]
        .concat([o.getChannel('where')?.name, o.getString('level'), file.name, file.contentType, file.size, bytes])
        .join('|'),
    );
  });
  const user = await d.user('bea').id();
  const file = { name: 'näme.txt', data: 'Ünï' };
  const given = { text: 'abc', count: 2, rate: 0.5, yes: true, user, where: channel.id, level: 'easy', file };
  const reply = await d.user('ana').slash('all', given);
  expect(reply.text).toBe('abc|2|0.5|true|bea|random|easy|näme.txt|text/plain; charset=utf-8|5|Ünï');
});

test.each([
  [{}, 'Option text is required'],
  [{ text: 'a' }, 'below its minimum of 2'],
  [{ text: 'abcdef' }, 'above its maximum of 5'],
  [{ text: 'abc', count: 4 }, 'above its maximum of 3'],
  [{ text: 'abc', count: 1.5 }, 'must be a number'],
  [{ text: 'abc', level: 'hard' }, 'must be one of easy'],
  [{ text: 'abc', file: 'x' }, 'must be a file'],
  [{ text: 'abc', extra: 'x' }, 'has no option extra'],
  [{ text: 'abc', user: '1' }, 'There is no user 1'],
])("a person's client does not send %j", async (given, problem) => {
  const { d } = await setup({ commands: [slash('all', options)] });
  await expect(d.user('ana').slash('all', given as never)).rejects.toThrow(problem);
});

test('subcommands, and autocomplete with what is filled in already', async () => {
  const topic = { type: 3, name: 'topic', description: 'd', autocomplete: true };
  const hard = { type: 5, name: 'hard', description: 'd' };
  const start = { type: 1, name: 'start', description: 'd', options: [topic, hard] };
  const { d, answer } = await setup({ commands: [slash('quiz', [start])] });
  answer(async (i) => {
    if (i.isAutocomplete()) {
      const { name, value } = i.options.getFocused(true);
      await i.respond([{ name: `${name} ${value} ${i.options.getBoolean('hard')}`, value: 'v' }]);
    } else if (i.isChatInputCommand()) await i.reply(`${i.options.getSubcommand()} ${i.options.getString('topic')}`);
  });
  const ana = d.user('ana');
  const choices = await ana.autocomplete('quiz start', 'topic', 'tra', { hard: true });
  expect(choices).toEqual([{ name: 'topic tra true', value: 'v' }]);
  const started = await ana.slash('quiz start', { topic: 'v' });
  expect(started.text).toBe('start v');
  expect(started.message.interaction?.name).toBe('quiz start');
  await expect(ana.slash('quiz')).rejects.toThrow('needs one of: start');
  await expect(ana.autocomplete('quiz start', 'hard', 't')).rejects.toThrow('hard has no autocomplete');
});

test('commands are offered by permission and by place', async () => {
  const everyone = slash('everyone');
  const mods = { ...(slash('mods') as object), defaultMemberPermissions: PermissionFlagsBits.ManageGuild };
  const server = { ...(slash('server') as object), contexts: [InteractionContextType.Guild] };
  const { d, answer } = await setup({ commands: [everyone, mods as never, server as never] });
  answer((i) => i.isChatInputCommand() && i.reply(`in ${i.inGuild() ? 'guild' : 'dm'} for ${i.locale}`));
  const [ana, root] = [d.user('ana', { locale: 'de' }), d.user('root', { admin: true })];
  expect(await ana.commands()).toEqual(['everyone', 'server']);
  expect(await root.commands()).toEqual(['everyone', 'mods', 'server']);
  expect((await ana.slash('everyone', {}, { dm: true })).text).toBe('in dm for de');
  await expect(ana.slash('server', {}, { dm: true })).rejects.toThrow('is offered no /server here');
  await ana.set({ admin: true });
  expect((await ana.slash('mods')).text).toBe('in guild for de');
});

test('a role gives its permissions, and is told to the bot with the member', async () => {
  const mods = { ...(slash('mods') as object), defaultMemberPermissions: PermissionFlagsBits.ManageGuild };
  const { d, client, answer } = await setup({ commands: [slash('everyone'), mods as never] });
  answer((i) => {
    if (!i.isChatInputCommand() || !i.inCachedGuild()) return;
    const may = i.memberPermissions.has(PermissionFlagsBits.ManageGuild);
    return i.reply(`${i.member.roles.cache.map(({ name }) => name).join(' ')} ${may}`);
  });
  const ana = d.user('ana');
  const plain = await d.addRole('Readers');
  const strong = await d.addRole('Mods', PermissionFlagsBits.ManageGuild);
  await ana.set({ roles: [plain.id] });
  expect(await ana.commands()).toEqual(['everyone']);
  expect((await ana.slash('everyone')).text).toContain('Readers');
  await ana.set({ roles: [plain.id, strong.id] });
  const text = (await ana.slash('mods')).text;
  expect(text).toMatch(/Readers.* true|Mods.* true/);
  expect(client.guilds.cache.first()?.roles.cache.get(strong.id)?.permissions.toArray()).toEqual(['ManageGuild']);
  await ana.set({ roles: [] });
  expect((await ana.slash('everyone')).text).toBe('@everyone false');
  await expect(ana.set({ roles: ['1'] })).rejects.toThrow('There is no role 1');
});

test('a command keeps its id when it is registered again, and a bad one is refused', async () => {
  const { client } = await setup({ commands: [slash('one'), slash('two')] });
  const before = await client.application.commands.fetch();
  await client.application.commands.set([slash('two'), slash('three')]);
  const after = await client.application.commands.fetch();
  const idOf = (all: typeof before, name: string) => all.find((command) => command.name === name)?.id;
  expect(idOf(after, 'two')).toBe(idOf(before, 'two'));
  expect(idOf(after, 'one')).toBeUndefined();
  expect(await codeOf(client.application.commands.create(slash('Bad Name')))).toBe(50035);
  const guild = await client.guilds.fetch(client.guilds.cache.firstKey() ?? '');
  const own = await guild.commands.create(slash('own'));
  await guild.commands.delete(own);
  expect((await guild.commands.fetch()).size).toBe(0);
});
