import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as O,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { invocationOf, optionFault } from '../../../src/playground/page/composer/option-value.ts';
import { listRunnables, matchRunnables } from '../../../src/playground/page/composer/runnables.ts';

const command = (name: string, rest: object = {}): APIApplicationCommand =>
  ({ name, description: `What ${name} does`, type: 1, ...rest }) as APIApplicationCommand;

const COMMANDS = [
  command('quiz'),
  command('plan', { contexts: [1] }),
  command('review', {
    options: [
      { type: O.Subcommand, name: 'start', description: 'Begin' },
      {
        type: O.SubcommandGroup,
        name: 'plan',
        description: 'The plan',
        options: [{ type: O.Subcommand, name: 'set', description: 'Set it' }],
      },
    ],
  }),
  command('Look', { type: 2 }),
];

describe('commands', () => {
  it('are listed with their subcommands, where they may be used', () => {
    expect(listRunnables(COMMANDS, 'guild').map(({ label }) => label)).toEqual([
      '/quiz',
      '/review plan set',
      '/review start',
    ]);
    expect(listRunnables(COMMANDS, 'dm').map(({ label }) => label)).toContain('/plan');
  });

  it('are found by the start of their name first, then by any part, then by what they do', () => {
    const all = listRunnables(
      [command('review'), command('preview'), command('other', { description: 'To view' })],
      'dm',
    );
    expect(matchRunnables(all, 'rev').map(({ label }) => label)).toEqual(['/review', '/preview']);
    expect(matchRunnables(all, 'View').map(({ label }) => label)).toEqual(['/preview', '/review', '/other']);
    expect(matchRunnables(all, 'zzz')).toEqual([]);
  });
});

describe('options', () => {
  const seen = { users: [], channels: [] } as never;
  const count = {
    name: 'count',
    description: '',
    type: O.Integer,
    min_value: 1,
    max_value: 9,
    required: true,
  } as const;
  const size: APIApplicationCommandBasicOption = {
    name: 'size',
    description: '',
    type: O.String,
    choices: [{ name: 'Big', value: 'b' }],
  };

  it.each([
    ['', 'This option is required.'],
    ['x', 'Type a number.'],
    ['1.5', 'Type a whole number.'],
    ['0', 'At least 1.'],
    ['10', 'At most 9.'],
    ['5', undefined],
  ])('say what is wrong with the number %j', (text, fault) => {
    expect(optionFault(count, { text }, seen)).toBe(fault);
  });

  it('take only what a fixed list offers', () => {
    expect(optionFault(size, undefined, seen)).toBeUndefined();
    expect(optionFault(size, { text: 'Bi' }, seen)).toBe('Choose one from the list.');
    expect(optionFault(size, { text: 'Big', choice: 'b' }, seen)).toBeUndefined();
  });

  it('are sent with their types, files by number, empty ones not at all', () => {
    const file = (name: string): File => new File(['x'], name);
    const option = (name: string, type: O) => ({ name, type, description: '' }) as never;
    const runnable = {
      name: 'train',
      subcommand: 'run',
      label: '/train run',
      description: '',
      options: [
        option('a', O.Attachment),
        option('n', O.Number),
        option('b', O.Attachment),
        option('yes', O.Boolean),
        option('no', O.String),
      ],
    };
    const values = {
      a: { file: file('a.png') },
      n: { text: ' 1.5 ' },
      b: { file: file('b.png') },
      yes: { text: 'True', choice: 'true' },
      no: { text: '  ' },
    };
    const { invocation, files } = invocationOf(runnable, '3', values);
    expect(invocation).toEqual({
      channel: '3',
      name: 'train',
      subcommand: 'run',
      options: { a: { file: 0 }, n: 1.5, b: { file: 1 }, yes: true },
    });
    expect(files.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  });
});
