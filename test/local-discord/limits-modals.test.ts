import { describe, expect, test } from 'vitest';
import { validateModal } from '../../src/local-discord/limits/index.ts';
import { a, lines, many, type Row } from './limits.ts';

const refused = (data: unknown): string => lines(validateModal(data));

const input = (more: object = {}) => ({ type: 4, custom_id: 'answer', style: 2, ...more });
const upload = (more: object = {}) => ({ type: 19, custom_id: 'photos', ...more });
const option = (index: number) => ({ label: `${index}`, value: `${index}` });
const select = (more: object = {}) => ({ type: 3, custom_id: 'pick', options: many(3, option), ...more });
const label = (component: unknown, more: object = {}) => ({ type: 18, label: 'Answer', component, ...more });
const modal = (...components: unknown[]) => ({ custom_id: 'quiz:1', title: 'Quiz', components });
const titled = (title: string) => ({ ...modal(label(input())), title });
const identified = (custom_id: unknown) => ({ ...modal(label(input())), custom_id });
const oldRow = (...components: unknown[]) => ({ type: 1, components });
const numbered = (count: number) => many(count, (index) => label(input({ custom_id: `${index}` })));

const radio = (more: object) =>
  modal(label({ type: 21, custom_id: 'r', options: [{ ...option(0), ...more }, option(1)] }));
const checkboxes = (more: object) => modal(label({ type: 22, custom_id: 'c', options: many(10, option), ...more }));

const at = 'data.components[0].component';
const table: Row[] = [
  ['title', titled(a(45)), titled(a(46)), 'data.title[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 45 in length.'],
  ['a title there', titled('T'), titled(''), 'data.title[BASE_TYPE_BAD_LENGTH]'],
  ['custom id', identified(a(100)), identified(a(101)), 'data.custom_id[BASE_TYPE_BAD_LENGTH]'],
  ['a custom id there', identified('a'), identified(undefined), 'data.custom_id[BASE_TYPE_REQUIRED]'],
  [
    'components',
    modal(...numbered(5)),
    modal(...numbered(6)),
    'data.components[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 5 in length.',
  ],
  ['no component', modal(...numbered(1)), modal(), 'data.components[BASE_TYPE_BAD_LENGTH]'],
  [
    'what a modal holds',
    modal({ type: 10, content: 'Read' }, label(input())),
    modal({ type: 14 }),
    'data.components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (1, 10, 18).',
  ],
  [
    'custom ids differ',
    modal(...numbered(2)),
    modal(label(input()), label(input())),
    'data.components[1].component.custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]',
  ],
  [
    'label',
    modal(label(input(), { label: a(45) })),
    modal(label(input(), { label: a(46) })),
    'data.components[0].label[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 45 in length.',
  ],
  [
    'description',
    modal(label(input(), { description: a(100) })),
    modal(label(input(), { description: a(101) })),
    'data.components[0].description[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.',
  ],
  ['one component in a label', modal(label(input())), modal(label(undefined)), `${at}[BASE_TYPE_REQUIRED]`],
  [
    'what a label holds',
    modal(label(select())),
    modal(label({ type: 2, style: 1, label: 'a', custom_id: 'a' })),
    `${at}[UNION_TYPE_CHOICES]: Value of field "type" must be one of (4, 3, 5, 6, 7, 8, 19, 21, 22, 23).`,
  ],
  ['a text input only in a label', modal(label(input())), modal(input()), 'data.components[0][UNION_TYPE_CHOICES]'],
  [
    'an upload only in a label',
    modal(label(upload())),
    modal(oldRow(upload())),
    'data.components[0].components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (4,).',
  ],
  [
    'one input in a row of the old form',
    modal(oldRow(input({ label: 'A' }))),
    modal(oldRow(input({ label: 'A' }), input({ label: 'B', custom_id: 'b' }))),
    'data.components[0].components[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 1 in length.',
  ],
  [
    'its label',
    modal(oldRow(input({ label: 'A' }))),
    modal(oldRow(input())),
    'data.components[0].components[0].label[BASE_TYPE_REQUIRED]',
  ],
  [
    'text: style',
    modal(label(input({ style: 1 }))),
    modal(label(input({ style: 3 }))),
    `${at}.style[BASE_TYPE_CHOICES]: Value must be one of (1, 2).`,
  ],
  [
    'text: value',
    modal(label(input({ value: a(4000) }))),
    modal(label(input({ value: a(4001) }))),
    `${at}.value[BASE_TYPE_MAX_LENGTH]: Must be 4000 or fewer in length.`,
  ],
  [
    'text: value within its own length',
    modal(label(input({ value: a(10), max_length: 10 }))),
    modal(label(input({ value: a(11), max_length: 10 }))),
    `${at}.value[BASE_TYPE_BAD_LENGTH]: Must be between 0 and 10 in length.`,
  ],
  [
    'text: placeholder',
    modal(label(input({ placeholder: a(100) }))),
    modal(label(input({ placeholder: a(101) }))),
    `${at}.placeholder[BASE_TYPE_MAX_LENGTH]`,
  ],
  [
    'text: min length',
    modal(label(input({ min_length: 4000 }))),
    modal(label(input({ min_length: 4001 }))),
    `${at}.min_length[NUMBER_TYPE_MAX]`,
  ],
  [
    'text: max length',
    modal(label(input({ max_length: 4000 }))),
    modal(label(input({ max_length: 4001 }))),
    `${at}.max_length[NUMBER_TYPE_MAX]`,
  ],
  [
    'text: max length of none',
    modal(label(input({ max_length: 1 }))),
    modal(label(input({ max_length: 0 }))),
    `${at}.max_length[NUMBER_TYPE_MIN]`,
  ],
  [
    'text: min under max',
    modal(label(input({ min_length: 5, max_length: 5 }))),
    modal(label(input({ min_length: 6, max_length: 5 }))),
    `${at}.max_length[NUMBER_TYPE_MIN]: int value should be greater than or equal to 6.`,
  ],
  [
    'upload: max files',
    modal(label(upload({ max_values: 10 }))),
    modal(label(upload({ max_values: 11 }))),
    `${at}.max_values[NUMBER_TYPE_MAX]`,
  ],
  [
    'upload: min files',
    modal(label(upload({ min_values: 10, max_values: 10 }))),
    modal(label(upload({ min_values: 11, max_values: 10 }))),
    `${at}.min_values[NUMBER_TYPE_MAX]`,
  ],
  [
    'upload: min under max',
    modal(label(upload({ min_values: 2, max_values: 2 }))),
    modal(label(upload({ min_values: 2 }))),
    `${at}.max_values[NUMBER_TYPE_MIN]`,
  ],
  [
    'upload: none only when not required',
    modal(label(upload({ min_values: 0, required: false }))),
    modal(label(upload({ min_values: 0 }))),
    `${at}.min_values[NUMBER_TYPE_MIN]: int value should be greater than or equal to 1.`,
  ],
  [
    'upload: file types',
    modal(label(upload({ file_types: many(10, (i) => `.${i}`) }))),
    modal(label(upload({ file_types: many(11, (i) => `.${i}`) }))),
    `${at}.file_types[BASE_TYPE_MAX_LENGTH]`,
  ],
  [
    'select: options',
    modal(label(select({ options: many(25, option) }))),
    modal(label(select({ options: many(26, option) }))),
    `${at}.options[BASE_TYPE_BAD_LENGTH]`,
  ],
  [
    'select: none only when not required',
    modal(label(select({ min_values: 0, required: false }))),
    modal(label(select({ min_values: 0 }))),
    `${at}.min_values[NUMBER_TYPE_MIN]`,
  ],
  [
    'select: never disabled',
    modal(label(select({ disabled: false }))),
    modal(label(select({ disabled: true }))),
    `${at}.disabled[COMPONENT_DISABLED_IN_MODAL]`,
  ],
  [
    'radio: options',
    modal(label({ type: 21, custom_id: 'r', options: many(10, option) })),
    modal(label({ type: 21, custom_id: 'r', options: many(11, option) })),
    `${at}.options[BASE_TYPE_BAD_LENGTH]: Must be between 2 and 10 in length.`,
  ],
  [
    'label of the old form',
    modal(oldRow(input({ label: a(45) }))),
    modal(oldRow(input({ label: a(46) }))),
    'data.components[0].components[0].label[BASE_TYPE_BAD_LENGTH]',
  ],
  [
    'text: min length of none',
    modal(label(input({ min_length: 0 }))),
    modal(label(input({ min_length: -1 }))),
    `${at}.min_length[NUMBER_TYPE_MIN]`,
  ],
  [
    'upload: at least one at most',
    modal(label(upload({ max_values: 1 }))),
    modal(label(upload({ max_values: 0 }))),
    `${at}.max_values[NUMBER_TYPE_MIN]`,
  ],
  ['radio: label', radio({ label: a(100) }), radio({ label: a(101) }), `${at}.options[0].label[BASE_TYPE_BAD_LENGTH]`],
  ['radio: value', radio({ value: a(100) }), radio({ value: a(101) }), `${at}.options[0].value[BASE_TYPE_BAD_LENGTH]`],
  [
    'radio: description',
    radio({ description: a(100) }),
    radio({ description: a(101) }),
    `${at}.options[0].description[BASE_TYPE_MAX_LENGTH]`,
  ],
  [
    'checkboxes: min',
    checkboxes({ min_values: 10 }),
    checkboxes({ min_values: 11 }),
    `${at}.min_values[NUMBER_TYPE_MAX]`,
  ],
  [
    'checkboxes: max',
    checkboxes({ max_values: 10 }),
    checkboxes({ max_values: 11 }),
    `${at}.max_values[NUMBER_TYPE_MAX]`,
  ],
  [
    'checkboxes: one at least at most',
    checkboxes({ max_values: 1 }),
    checkboxes({ max_values: 0 }),
    `${at}.max_values[NUMBER_TYPE_MIN]`,
  ],
  [
    'checkboxes: none only when not required',
    checkboxes({ min_values: 0, required: false }),
    checkboxes({ min_values: 0 }),
    `${at}.min_values[NUMBER_TYPE_MIN]`,
  ],
  [
    'checkboxes: options at most',
    checkboxes({ options: many(10, option) }),
    checkboxes({ options: many(11, option) }),
    `${at}.options[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 10 in length.`,
  ],
  [
    'checkboxes: any number unless said',
    modal(label({ type: 22, custom_id: 'c', options: many(2, option), min_values: 2 })),
    modal(label({ type: 22, custom_id: 'c', options: many(2, option), min_values: 2, max_values: 1 })),
    `${at}.max_values[NUMBER_TYPE_MIN]`,
  ],
  [
    'checkboxes: options',
    modal(label({ type: 22, custom_id: 'c', options: many(1, option) })),
    modal(label({ type: 22, custom_id: 'c', options: [option(1), option(1)] })),
    `${at}.options[1][SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]`,
  ],
  [
    'checkbox',
    modal(label({ type: 23, custom_id: 'c', default: true })),
    modal(label({ type: 23, default: true })),
    `${at}.custom_id[BASE_TYPE_REQUIRED]`,
  ],
];

describe('a modal', () => {
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refused(taken)).toBe('');
    expect(refused(over)).toContain(says);
  });
});
