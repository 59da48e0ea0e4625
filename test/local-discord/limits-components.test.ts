import { describe, expect, test } from 'vitest';
import {
  a,
  button,
  buttons,
  container,
  gallery,
  legacy,
  link,
  many,
  modern,
  option,
  picture,
  type Row,
  refusedMessage,
  row,
  section,
  select,
  textDisplay,
  V2,
} from './limits.ts';

const files = (count: number) => ({ files: many(count, (index) => ({ name: `${index}.png` })) });

describe('buttons', () => {
  const of = (...components: unknown[]) => legacy(row(...components));
  const at = 'components[0].components[0]';
  const table: Row[] = [
    [
      'label',
      of(button(0, { label: a(80) })),
      of(button(0, { label: a(81) })),
      `${at}.label[BASE_TYPE_MAX_LENGTH]: Must be 80 or fewer in length.`,
    ],
    [
      'style',
      of(button(0, { style: 4 })),
      of(button(0, { style: 7 })),
      `${at}.style[BASE_TYPE_CHOICES]: Value must be one of (1, 2, 3, 4, 5, 6).`,
    ],
    [
      'label or emoji',
      of(button(0, { label: undefined, emoji: { name: '🔥' } })),
      of(button(0, { label: undefined })),
      `${at}.label[BASE_TYPE_REQUIRED]`,
    ],
    [
      'custom id there',
      of(button()),
      of(button(0, { custom_id: undefined })),
      `${at}.custom_id[BUTTON_COMPONENT_CUSTOM_ID_REQUIRED]`,
    ],
    [
      'no url',
      of(button()),
      of(button(0, { url: 'https://example.org' })),
      `${at}.custom_id[BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE]`,
    ],
    ['a link with a url', of(link()), of(link({ url: undefined })), `${at}.url[BASE_TYPE_REQUIRED]`],
    [
      'a link without custom id',
      of(link()),
      of(link({ custom_id: 'x' })),
      `${at}.custom_id[BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE]`,
    ],
    [
      'url length',
      of(link({ url: `https://example.org/${a(492)}` })),
      of(link({ url: `https://example.org/${a(493)}` })),
      `${at}.url[BASE_TYPE_MAX_LENGTH]: Must be 512 or fewer in length.`,
    ],
    [
      'url scheme',
      of(link({ url: 'discord://app' })),
      of(link({ url: 'steam://run' })),
      `${at}.url[URL_TYPE_INVALID_SCHEME]: Scheme "steam" is not supported.`,
    ],
    ['url form', of(link()), of(link({ url: 'example' })), `${at}.url[URL_TYPE_INVALID_URL]`],
    [
      'premium',
      of({ type: 2, style: 6, sku_id: '1' }),
      of({ type: 2, style: 6, sku_id: '1', label: 'Buy' }),
      `${at}.label[BUTTON_COMPONENT_PREMIUM_EXCLUSIVE]`,
    ],
    [
      'emoji by character',
      of(button(0, { emoji: { name: '❤' } })),
      of(button(0, { emoji: { name: ':heart:' } })),
      `${at}.emoji.name[COMPONENT_INVALID_EMOJI]: Invalid emoji`,
    ],
    [
      'emoji by id',
      of(button(0, { emoji: { id: '1', name: 'x' } })),
      of(button(0, { emoji: { name: 'x' } })),
      `${at}.emoji.name[COMPONENT_INVALID_EMOJI]`,
    ],
    [
      'emoji name',
      of(button(0, { emoji: { id: '1', name: a(32) } })),
      of(button(0, { emoji: { id: '1', name: a(33) } })),
      `${at}.emoji.name[BASE_TYPE_MAX_LENGTH]`,
    ],
    [
      'disabled',
      of(button(0, { disabled: true })),
      of(button(0, { disabled: 'yes' })),
      `${at}.disabled[BOOLEAN_TYPE_CONVERT]: Must be either true or false.`,
    ],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refusedMessage(taken)).toBe('');
    expect(refusedMessage(over)).toContain(says);
  });
});

describe('selects', () => {
  const of = (component: unknown) => legacy(row(component));
  const at = 'components[0].components[0]';
  const one = (more: object) => of(select(0, { options: [option(0, more)] }));
  const table: Row[] = [
    [
      'options',
      of(select(25)),
      of(select(26)),
      `${at}.options[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 25 in length.`,
    ],
    [
      'no option',
      of(select(1)),
      of(select(0)),
      `${at}.options[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 25 in length.`,
    ],
    [
      'option label',
      one({ label: a(100) }),
      one({ label: a(101) }),
      `${at}.options[0].label[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.`,
    ],
    ['option value', one({ value: a(100) }), one({ value: a(101) }), `${at}.options[0].value[BASE_TYPE_BAD_LENGTH]`],
    [
      'option description',
      one({ description: a(100) }),
      one({ description: a(101) }),
      `${at}.options[0].description[BASE_TYPE_MAX_LENGTH]`,
    ],
    [
      'values differ',
      of(select(2)),
      of(select(0, { options: [option(1), option(1)] })),
      `${at}.options[1][SELECT_COMPONENT_OPTION_VALUE_DUPLICATED]: The specified option value is already used`,
    ],
    [
      'placeholder',
      of(select(1, { placeholder: a(150) })),
      of(select(1, { placeholder: a(151) })),
      `${at}.placeholder[BASE_TYPE_MAX_LENGTH]`,
    ],
    [
      'min values',
      of(select(25, { min_values: 25, max_values: 25 })),
      of(select(25, { min_values: 26, max_values: 25 })),
      `${at}.min_values[NUMBER_TYPE_MAX]: int value should be less than or equal to 25.`,
    ],
    [
      'max values',
      of(select(25, { max_values: 25 })),
      of(select(25, { max_values: 26 })),
      `${at}.max_values[NUMBER_TYPE_MAX]`,
    ],
    [
      'at least one at most',
      of(select(1, { min_values: 0 })),
      of(select(1, { max_values: 0 })),
      `${at}.max_values[NUMBER_TYPE_MIN]`,
    ],
    [
      'min under max',
      of(select(3, { min_values: 2, max_values: 2 })),
      of(select(3, { min_values: 2 })),
      `${at}.max_values[NUMBER_TYPE_MIN]`,
    ],
    [
      'as many options as may be chosen',
      of(select(2, { max_values: 2 })),
      of(select(1, { max_values: 2 })),
      `${at}.options[BASE_TYPE_BAD_LENGTH]: Must be between 2 and 25 in length.`,
    ],
    [
      'defaults',
      one({ default: true }),
      of(select(0, { options: [option(0, { default: true }), option(1, { default: true })] })),
      `${at}.options[SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES]`,
    ],
    [
      'default users',
      of({ type: 5, custom_id: 'who', default_values: [{ id: '1', type: 'user' }] }),
      of({
        type: 5,
        custom_id: 'who',
        default_values: [
          { id: '1', type: 'user' },
          { id: '2', type: 'user' },
        ],
      }),
      `${at}.default_values[SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES]`,
    ],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refusedMessage(taken)).toBe('');
    expect(refusedMessage(over)).toContain(says);
  });
});

describe('Components V2', () => {
  const thumbnail = (more: object = {}) => ({ type: 11, media: picture, ...more });
  const forty = [...many(38, () => textDisplay('a'))];
  const table: Row[] = [
    [
      'components, counted in depth',
      modern(container(...forty, { type: 14 })),
      modern(container(...forty, row(button()))),
      'components[COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED]',
    ],
    [
      'accessories count',
      modern(...many(13, (i) => section(1, button(i))), textDisplay('a')),
      modern(...many(13, (i) => section(1, button(i))), textDisplay('a'), textDisplay('b')),
      'components[COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED]',
    ],
    [
      'text over all',
      modern(textDisplay(a(2000)), container(textDisplay(a(2000)))),
      modern(textDisplay(a(2000)), container(textDisplay(a(2001)))),
      'components[COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED]: Components displayable text size exceeds maximum size of 4000',
    ],
    [
      'one text',
      modern(textDisplay(a(4000))),
      modern(textDisplay('')),
      'components[0].content[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 4000 in length.',
    ],
    [
      'no content',
      modern(textDisplay('a')),
      { ...modern(textDisplay('a')), content: 'a' },
      "content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]: The 'content' field cannot be used",
    ],
    [
      'no embeds',
      { ...modern(textDisplay('a')), embeds: [] },
      { ...modern(textDisplay('a')), embeds: [{ title: 'T' }] },
      'embeds[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]',
    ],
    [
      'no poll',
      { ...modern(textDisplay('a')), poll: null },
      { ...modern(textDisplay('a')), poll: { question: { text: 'a' } } },
      'poll[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]',
    ],
    [
      'no stickers',
      modern(textDisplay('a')),
      { ...modern(textDisplay('a')), sticker_ids: ['1'] },
      'sticker_ids[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]',
    ],
    [
      'texts of a section',
      modern(section(3)),
      modern(section(4)),
      'components[0].components[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 3 in length.',
    ],
    ['a section of no text', modern(section(1)), modern(section(0)), 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
    [
      'only texts in a section',
      modern(section(1)),
      modern({ ...section(1), components: [{ type: 14 }] }),
      'components[0].components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (10,).',
    ],
    [
      'an accessory',
      modern(section(1, thumbnail())),
      modern(section(1, textDisplay('a'))),
      'components[0].accessory[UNION_TYPE_CHOICES]: Value of field "type" must be one of (2, 11).',
    ],
    [
      'an accessory there',
      modern(section(1)),
      modern({ type: 9, components: [textDisplay('a')] }),
      'components[0].accessory[BASE_TYPE_REQUIRED]',
    ],
    [
      'pictures of a gallery',
      modern(gallery(10)),
      modern(gallery(11)),
      'components[0].items[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 10 in length.',
    ],
    ['a gallery of none', modern(gallery(1)), modern(gallery(0)), 'components[0].items[BASE_TYPE_BAD_LENGTH]'],
    [
      'alt text',
      modern(gallery(1, { description: a(1024) })),
      modern(gallery(1, { description: a(1025) })),
      'components[0].items[0].description[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 1024 in length.',
    ],
    [
      'alt text of a thumbnail',
      modern(section(1, thumbnail({ description: a(1024) }))),
      modern(section(1, thumbnail({ description: a(1025) }))),
      'components[0].accessory.description[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'what a container holds',
      modern(container(textDisplay('a'))),
      modern(container(container(textDisplay('a')))),
      'components[0].components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (1, 9, 10, 12, 13, 14).',
    ],
    [
      'an empty container',
      modern(container(textDisplay('a'))),
      modern(container()),
      'components[0].components[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'colour of a container',
      modern({ ...container(textDisplay('a')), accent_color: 0xffffff }),
      modern({ ...container(textDisplay('a')), accent_color: 0x1000000 }),
      'components[0].accent_color[NUMBER_TYPE_MAX]',
    ],
    [
      'buttons need a row',
      modern(buttons(1)),
      modern(button()),
      'components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (1, 9, 10, 12, 13, 14, 17).',
    ],
    [
      'separator',
      modern({ type: 14, spacing: 2 }),
      modern({ type: 14, spacing: 3 }),
      'components[0].spacing[BASE_TYPE_CHOICES]: Value must be one of (1, 2).',
    ],
    [
      'custom ids in depth',
      modern(section(1, button(0)), container(buttons(1, 1))),
      modern(section(1, button(0)), container(buttons(1, 0))),
      'components[1].components[0].components[0].custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]',
    ],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refusedMessage(taken)).toBe('');
    expect(refusedMessage(over)).toContain(says);
  });

  test('a File shows a file of this message only', () => {
    const file = (url: string) => modern({ type: 13, file: { url } });
    expect(refusedMessage(file('attachment://0.png'), files(1))).toBe('');
    expect(refusedMessage(file('attachment://1.png'), files(1))).toContain(
      'components[0].file[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]',
    );
    expect(refusedMessage(file('https://example.org/0.png'), files(1))).toContain(
      'components[0].file.url[URL_TYPE_INVALID_SCHEME]',
    );
  });

  test('pictures may be links or files of this message, the kept ones too', () => {
    const shown = (name: string) => modern({ type: 12, items: [{ media: { url: `attachment://${name}` } }] });
    const existing = { flags: V2, attachments: [{ id: '7', filename: 'old.png' }] };
    const missing = 'components[0].items[0].media[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]';
    expect(refusedMessage(shown('0.png'), files(1))).toBe('');
    expect(refusedMessage(shown('0.png'))).toContain(missing);
    expect(refusedMessage(shown('old.png'), { existing })).toBe('');
    expect(refusedMessage({ ...shown('old.png'), attachments: [{ id: '7' }] }, { existing })).toBe('');
    expect(refusedMessage({ ...shown('old.png'), attachments: [] }, { existing })).toContain(missing);
    expect(refusedMessage(shown('%E2%9C%93.png'), { files: [{ name: '✓.png' }] })).toBe('');
  });
});
