import { describe, expect, test } from 'vitest';
import { validateAutocomplete, validateCommand, validateCommands } from '../../src/local-discord/limits/index.ts';
import { a, lines, many, type Row } from './limits.ts';

const command = (more: object = {}) => ({ name: 'quiz', description: 'Practise', ...more });
const string = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more });
const withOptions = (...options: unknown[]) => command({ options });
const withString = (more: object) => withOptions(string('topic', more));
const choice = (index: number) => ({ name: `${index}`, value: `${index}` });
const numbered = (count: number) => many(count, (index) => string(`o${index}`));
const sub = (name: string, ...options: unknown[]) => ({ type: 1, name, description: 'd', options });
const group = (name: string, ...options: unknown[]) => ({ type: 2, name, description: 'd', options });
/** A command of exactly so many characters, none of its texts too long by itself. */
const sized = (characters: number) => {
  const choices = many(25, (index) => ({
    name: String.fromCharCode(97 + index).repeat(100),
    value: `${index + 10}`.repeat(50),
  }));
  const big = [string('a', { choices }), string('b', { choices: choices.slice(0, 14) })];
  const rest = characters - ('quiz' + 'Practise' + 'ad' + 'bd' + 'y' + 'z').length - 39 * 200;
  return withOptions(...big, string('y', { description: a(90) }), string('z', { description: a(rest - 90) }));
};

const single: Row[] = [
  [
    'name',
    command({ name: a(32) }),
    command({ name: a(33) }),
    'name[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 32 in length.',
  ],
  ['a name there', command(), command({ name: '' }), 'name[BASE_TYPE_BAD_LENGTH]'],
  [
    'lower case',
    command({ name: 'größe' }),
    command({ name: 'Quiz' }),
    'name[APPLICATION_COMMAND_INVALID_NAME]: Command name is invalid',
  ],
  [
    'one word',
    command({ name: "it's-a_quiz" }),
    command({ name: 'my quiz' }),
    'name[APPLICATION_COMMAND_INVALID_NAME]',
  ],
  ['any script', command({ name: 'परीक्षा' }), command({ name: 'quiz!' }), 'name[APPLICATION_COMMAND_INVALID_NAME]'],
  [
    'description',
    command({ description: a(100) }),
    command({ description: a(101) }),
    'description[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.',
  ],
  ['a description there', command(), command({ description: undefined }), 'description[BASE_TYPE_REQUIRED]'],
  [
    'options',
    withOptions(...numbered(25)),
    withOptions(...numbered(26)),
    'options[BASE_TYPE_MAX_LENGTH]: Must be 25 or fewer in length.',
  ],
  ['option type', withOptions(string('a')), withOptions(string('a', { type: 12 })), 'options[0][UNION_TYPE_CHOICES]'],
  [
    'option name',
    withOptions(string(a(32))),
    withOptions(string('Topic')),
    'options[0].name[APPLICATION_COMMAND_INVALID_NAME]',
  ],
  [
    'option description',
    withString({ description: a(100) }),
    withString({ description: a(101) }),
    'options[0].description[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'option names differ',
    withOptions(string('a'), string('b')),
    withOptions(string('a'), string('a')),
    'options[1][APPLICATION_COMMAND_OPTIONS_NAME_INVALID]: Option name a is already used in these options',
  ],
  [
    'required first',
    withOptions(string('a', { required: true }), string('b')),
    withOptions(string('a'), string('b', { required: true })),
    'options[1][APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]: Required options must be placed before non-required options',
  ],
  [
    'choices',
    withString({ choices: many(25, choice) }),
    withString({ choices: many(26, choice) }),
    'options[0].choices[BASE_TYPE_MAX_LENGTH]: Must be 25 or fewer in length.',
  ],
  [
    'choice name',
    withString({ choices: [{ name: a(100), value: 'v' }] }),
    withString({ choices: [{ name: a(101), value: 'v' }] }),
    'options[0].choices[0].name[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'choice value',
    withString({ choices: [{ name: 'n', value: a(100) }] }),
    withString({ choices: [{ name: 'n', value: a(101) }] }),
    'options[0].choices[0].value[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'choice of its type',
    withOptions(string('n', { type: 4, choices: [{ name: 'n', value: 1 }] })),
    withOptions(string('n', { type: 4, choices: [{ name: 'n', value: 1.5 }] })),
    'options[0].choices[0].value[APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID]',
  ],
  [
    'choices differ',
    withString({ choices: many(2, choice) }),
    withString({ choices: [choice(1), choice(1)] }),
    'options[0].choices[1][APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATED]',
  ],
  [
    'names of choices differ',
    withString({
      choices: [
        { name: 'a', value: 'b' },
        { name: 'b', value: 'a' },
      ],
    }),
    withString({
      choices: [
        { name: 'a', value: 'b' },
        { name: 'a', value: 'c' },
      ],
    }),
    'options[0].choices[1][APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATED]',
  ],
  [
    'values of choices differ',
    withString({ choices: [{ name: 'a', value: 'a' }] }),
    withString({
      choices: [
        { name: 'a', value: 'c' },
        { name: 'b', value: 'c' },
      ],
    }),
    'options[0].choices[1][APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATED]',
  ],
  [
    'name in another language',
    command({ name_localizations: { de: a(32) } }),
    command({ name_localizations: { de: a(33) } }),
    'name_localizations.de[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'description in another language',
    command({ description_localizations: { de: a(100) } }),
    command({ description_localizations: { de: a(101) } }),
    'description_localizations.de[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'choice in another language',
    withString({ choices: [{ name: 'n', value: 'v', name_localizations: { de: a(100) } }] }),
    withString({ choices: [{ name: 'n', value: 'v', name_localizations: { de: a(101) } }] }),
    'options[0].choices[0].name_localizations.de[BASE_TYPE_BAD_LENGTH]',
  ],
  ['contexts', command({ contexts: [0, 1, 2] }), command({ contexts: [] }), 'contexts[BASE_TYPE_BAD_LENGTH]'],
  [
    'installations',
    command({ integration_types: [0, 1] }),
    command({ integration_types: [] }),
    'integration_types[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'permissions',
    command({ default_member_permissions: '8' }),
    command({ default_member_permissions: 'all' }),
    'default_member_permissions[NUMBER_TYPE_COERCE]',
  ],
  [
    'any max length',
    withString({ min_length: 0, max_length: 6000 }),
    withString({ max_length: 6001 }),
    'options[0].max_length[NUMBER_TYPE_MAX]',
  ],
  [
    'menu command in another language',
    { type: 2, name: 'Q', name_localizations: { de: a(32) } },
    { type: 2, name: 'Q', name_localizations: { de: a(33) } },
    'name_localizations.de[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'no type is a slash command',
    command({ type: null }),
    { name: 'My Quiz', description: 'd', type: null },
    'name[APPLICATION_COMMAND_INVALID_NAME]',
  ],
  [
    'choices or autocompletion',
    withString({ autocomplete: true, choices: [] }),
    withString({ autocomplete: true, choices: [choice(1)] }),
    'options[0].autocomplete[APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE]',
  ],
  [
    'min length',
    withString({ min_length: 6000 }),
    withString({ min_length: 6001 }),
    'options[0].min_length[NUMBER_TYPE_MAX]',
  ],
  [
    'max length',
    withString({ max_length: 1 }),
    withString({ max_length: 0 }),
    'options[0].max_length[NUMBER_TYPE_MIN]',
  ],
  [
    'length range',
    withString({ min_length: 5, max_length: 5 }),
    withString({ min_length: 6, max_length: 5 }),
    'options[0].max_length[NUMBER_TYPE_MIN]',
  ],
  [
    'value range',
    withOptions(string('n', { type: 10, min_value: 0.5, max_value: 0.5 })),
    withOptions(string('n', { type: 10, min_value: 1, max_value: 0.5 })),
    'options[0].max_value[NUMBER_TYPE_MIN]',
  ],
  [
    'subcommands not beside values',
    withOptions(sub('a'), group('b', sub('c'))),
    withOptions(sub('a'), string('b')),
    'options[1][APPLICATION_COMMAND_OPTIONS_TYPE_INVALID]',
  ],
  [
    'no subcommand in a subcommand',
    withOptions(sub('a', string('b'))),
    withOptions(sub('a', sub('b'))),
    'options[0].options[0][UNION_TYPE_CHOICES]',
  ],
  [
    'a group of subcommands',
    withOptions(group('a', sub('b'))),
    withOptions(group('a', string('b'))),
    'options[0].options[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (1,).',
  ],
  [
    'required first in a subcommand',
    withOptions(sub('a', string('b'))),
    withOptions(sub('a', string('b'), string('c', { required: true }))),
    'options[0].options[1][APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID]',
  ],
  [
    'characters in all',
    sized(8000),
    sized(8001),
    '[APPLICATION_COMMAND_TOO_LARGE]: Command exceeds maximum size (8000)',
  ],
  ['a menu command', { type: 3, name: 'Explain This' }, { type: 3, name: a(33) }, 'name[BASE_TYPE_BAD_LENGTH]'],
];

describe('one command', () => {
  test.each(single)('%s', (_, taken, over, says) => {
    expect(lines(validateCommand(taken))).toBe('');
    expect(lines(validateCommand(over))).toContain(says);
  });
});

describe('all commands', () => {
  const hundred = many(100, (index) => command({ name: `c${index}` }));

  test('a hundred slash commands at most; others are not counted among them', () => {
    expect(lines(validateCommands([...hundred, { type: 3, name: 'Explain' }]))).toBe('');
    expect(validateCommands([...hundred, command()])).toMatchObject({ status: 400, code: 30032 });
    expect(lines(validateCommands([...hundred, command()]))).toBe(
      '30032: Maximum number of application commands reached (100)',
    );
  });

  test('a name once for each type', () => {
    expect(lines(validateCommands([command(), { type: 2, name: 'quiz' }, { type: 3, name: 'quiz' }]))).toBe('');
    const twice = '1[APPLICATION_COMMANDS_DUPLICATE_NAME]: Application command names must be unique';
    expect(lines(validateCommands([command(), command({ type: 1 })]))).toBe(twice);
  });

  test('the bad one is named by its number', () => {
    const says = '1.options[0].name[APPLICATION_COMMAND_INVALID_NAME]: Command name is invalid';
    expect(lines(validateCommands([command(), { ...withOptions(string('No')), name: 'b' }]))).toBe(says);
    expect(lines(validateCommands([command(), 'b']))).toBe(
      '1[MODEL_TYPE_CONVERT]: Only dictionaries may be used in a ModelType',
    );
    expect(lines(validateCommands({}))).toContain('LIST_TYPE_CONVERT');
  });
});

describe('autocompletion', () => {
  const choices = (...list: unknown[]) => ({ choices: list });
  const table: Row[] = [
    [
      'choices',
      choices(...many(25, choice)),
      choices(...many(26, choice)),
      'data.choices[BASE_TYPE_MAX_LENGTH]: Must be 25 or fewer in length.',
    ],
    [
      'name',
      choices({ name: a(100), value: 'v' }),
      choices({ name: a(101), value: 'v' }),
      'data.choices[0].name[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.',
    ],
    ['a name there', choices(), choices({ name: '', value: 'v' }), 'data.choices[0].name[BASE_TYPE_BAD_LENGTH]'],
    [
      'value',
      choices({ name: 'n', value: a(100) }),
      choices({ name: 'n', value: a(101) }),
      'data.choices[0].value[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.',
    ],
    [
      'a value there',
      choices({ name: 'n', value: 1 }),
      choices({ name: 'n' }),
      'data.choices[0].value[BASE_TYPE_REQUIRED]',
    ],
    ['a list', choices(), {}, 'data.choices[BASE_TYPE_REQUIRED]'],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(lines(validateAutocomplete(taken))).toBe('');
    expect(lines(validateAutocomplete(over))).toContain(says);
  });
});
