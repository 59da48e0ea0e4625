import { describe, expect, test } from 'vitest';
import { validateMessage } from '../../src/local-discord/limits/index.ts';
import type { MessageOptions } from '../../src/local-discord/limits/messages.ts';
import { lines } from './limits.ts';

/** What discord.js would print of the refusal; empty when the message is taken. */
const refused = (body: unknown, options: Partial<MessageOptions> = {}): string =>
  lines(validateMessage(body, { files: [], context: 'channel', ...options }));

const V2 = 1 << 15;
const a = (length: number): string => 'a'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const button = (index = 0, more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: `go:${index}`,
  ...more,
});
const link = (more: object = {}) => ({ type: 2, style: 5, label: 'Go', url: 'https://example.org', ...more });
const row = (...components: unknown[]) => ({ type: 1, components });
const buttons = (count: number, from = 0) => row(...many(count, (index) => button(from + index)));
const option = (index: number, more: object = {}) => ({ label: `${index}`, value: `${index}`, ...more });
const select = (count: number, more: object = {}) => ({
  type: 3,
  custom_id: 'pick',
  options: many(count, (i) => option(i)),
  ...more,
});
const textDisplay = (content: string) => ({ type: 10, content });
const section = (count: number, accessory: unknown = button(99)) => ({
  type: 9,
  components: many(count, () => textDisplay('a')),
  accessory,
});
const picture = { url: 'https://example.org/a.png' };
const gallery = (count: number, more: object = {}) => ({
  type: 12,
  items: many(count, () => ({ media: picture, ...more })),
});
const container = (...components: unknown[]) => ({ type: 17, components });

const legacy = (...components: unknown[]) => ({ content: 'Hello', components });
const modern = (...components: unknown[]) => ({ flags: V2, components });
const embed = (more: object) => ({ embeds: [{ title: 'Title', ...more }] });
const files = (count: number) => ({ files: many(count, (index) => ({ name: `${index}.png` })) });

type Row = [what: string, taken: unknown, over: unknown, says: string];

describe('a message of the old kind', () => {
  const table: Row[] = [
    [
      'content',
      { content: a(2000) },
      { content: a(2001) },
      'content[BASE_TYPE_MAX_LENGTH]: Must be 2000 or fewer in length.',
    ],
    [
      'embeds',
      { embeds: many(10, () => ({ title: 'T' })) },
      { embeds: many(11, () => ({ title: 'T' })) },
      'embeds[BASE_TYPE_MAX_LENGTH]',
    ],
    ['embed title', embed({ title: a(256) }), embed({ title: a(257) }), 'embeds[0].title[BASE_TYPE_MAX_LENGTH]'],
    [
      'embed description',
      embed({ description: a(4096) }),
      embed({ description: a(4097) }),
      'embeds[0].description[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'embed fields',
      embed({ fields: many(25, () => ({ name: 'n', value: 'v' })) }),
      embed({ fields: many(26, () => ({ name: 'n', value: 'v' })) }),
      'embeds[0].fields[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'field name',
      embed({ fields: [{ name: a(256), value: 'v' }] }),
      embed({ fields: [{ name: a(257), value: 'v' }] }),
      'embeds[0].fields[0].name[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'field value',
      embed({ fields: [{ name: 'n', value: a(1024) }] }),
      embed({ fields: [{ name: 'n', value: a(1025) }] }),
      'embeds[0].fields[0].value[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'field name there',
      embed({ fields: [{ name: 'n', value: 'v' }] }),
      embed({ fields: [{ name: ' ', value: 'v' }] }),
      'embeds[0].fields[0].name[BASE_TYPE_REQUIRED]',
    ],
    [
      'embed footer',
      embed({ footer: { text: a(2048) } }),
      embed({ footer: { text: a(2049) } }),
      'embeds[0].footer.text[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'embed author',
      embed({ author: { name: a(256) } }),
      embed({ author: { name: a(257) } }),
      'embeds[0].author.name[BASE_TYPE_MAX_LENGTH]',
    ],
    ['embed color', embed({ color: 0xffffff }), embed({ color: 0x1000000 }), 'embeds[0].color[NUMBER_TYPE_MAX]'],
    [
      'embed timestamp',
      embed({ timestamp: '2026-01-01T00:00:00.000Z' }),
      embed({ timestamp: 'soon' }),
      'embeds[0].timestamp[DATE_TIME_TYPE_PARSE]',
    ],
    [
      'embed picture',
      embed({ image: { url: 'attachment://a.png' } }),
      embed({ image: { url: 'file:///a.png' } }),
      'embeds[0].image.url[URL_TYPE_INVALID_SCHEME]',
    ],
    [
      'embed with nothing to show',
      { embeds: [{ image: picture }] },
      { embeds: [{ color: 1 }] },
      'embeds[0].description[BASE_TYPE_REQUIRED]',
    ],
    [
      'all embeds together',
      { embeds: [{ description: a(4000) }, { description: a(2000) }] },
      { embeds: [{ description: a(4000) }, { description: a(2001) }] },
      'embeds[MAX_EMBED_SIZE_EXCEEDED]: Embed size exceeds maximum size of 6000',
    ],
    [
      'stickers',
      { sticker_ids: ['1', '2', '3'] },
      { sticker_ids: ['1', '2', '3', '4'] },
      'sticker_ids[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'nonce',
      { content: 'a', nonce: a(25) },
      { content: 'a', nonce: a(26) },
      'nonce[NONCE_TYPE_TOO_LONG]: Must be 25 or fewer characters long.',
    ],
    ['kind of nonce', { content: 'a', nonce: 7 }, { content: 'a', nonce: true }, 'nonce[NONCE_TYPE_INVALID_TYPE]'],
    [
      'file description',
      { content: 'a', attachments: [{ id: '0', description: a(1024) }] },
      { content: 'a', attachments: [{ id: '0', description: a(1025) }] },
      'attachments[0].description[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'mentions',
      { content: 'a', allowed_mentions: { parse: ['roles'], users: ['1'] } },
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions[MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE]',
    ],
    [
      'action rows',
      legacy(...many(5, (i) => buttons(1, i))),
      legacy(...many(6, (i) => buttons(1, i))),
      'components[BASE_TYPE_MAX_LENGTH]: Must be 5 or fewer in length.',
    ],
    [
      'buttons in a row',
      legacy(buttons(5)),
      legacy(buttons(6)),
      'components[0].components[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 5 in length.',
    ],
    ['an empty row', legacy(buttons(1)), legacy(row()), 'components[0].components[BASE_TYPE_BAD_LENGTH]'],
    [
      'a select fills its row',
      legacy(row(select(1)), buttons(1)),
      legacy(row(select(1), button())),
      'components[0].components[1][COMPONENT_LAYOUT_WIDTH_EXCEEDED]',
    ],
    [
      'two selects',
      legacy(row(select(1)), row(select(1, { custom_id: 'b' }))),
      legacy(row(select(1), select(1, { custom_id: 'b' }))),
      'components[0].components[1][COMPONENT_LAYOUT_WIDTH_EXCEEDED]',
    ],
    [
      'what may stand in a row',
      legacy(buttons(1)),
      legacy(row(textDisplay('a'))),
      'components[0].components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (2, 3, 5, 6, 7, 8).',
    ],
    [
      'what needs the flag',
      modern(textDisplay('a')),
      legacy(textDisplay('a')),
      'components[0][UNION_TYPE_CHOICES]: Value of field "type" must be one of (1,).',
    ],
    [
      'custom id',
      legacy(row(button(0, { custom_id: a(100) }))),
      legacy(row(button(0, { custom_id: a(101) }))),
      'components[0].components[0].custom_id[BASE_TYPE_BAD_LENGTH]: Must be between 1 and 100 in length.',
    ],
    [
      'an empty custom id',
      legacy(row(button())),
      legacy(row(button(0, { custom_id: '' }))),
      'components[0].components[0].custom_id[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'custom ids differ',
      legacy(buttons(1), buttons(1, 1)),
      legacy(buttons(1), buttons(1)),
      'components[1].components[0].custom_id[COMPONENT_CUSTOM_ID_DUPLICATED]: Component custom id cannot be duplicated',
    ],
    [
      'component ids differ',
      legacy(row(button(0, { id: 1 }), button(1, { id: 2 }))),
      legacy(row(button(0, { id: 1 }), button(1, { id: 1 }))),
      'components[0].components[1].id[COMPONENT_ID_DUPLICATED]',
    ],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refused(taken)).toBe('');
    expect(refused(over)).toContain(says);
  });
});

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
      'disabled',
      of(button(0, { disabled: true })),
      of(button(0, { disabled: 'yes' })),
      `${at}.disabled[BOOLEAN_TYPE_CONVERT]: Must be either true or false.`,
    ],
  ];
  test.each(table)('%s', (_, taken, over, says) => {
    expect(refused(taken)).toBe('');
    expect(refused(over)).toContain(says);
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
    expect(refused(taken)).toBe('');
    expect(refused(over)).toContain(says);
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
    expect(refused(taken)).toBe('');
    expect(refused(over)).toContain(says);
  });

  test('a File shows a file of this message only', () => {
    const file = (url: string) => modern({ type: 13, file: { url } });
    expect(refused(file('attachment://0.png'), files(1))).toBe('');
    expect(refused(file('attachment://1.png'), files(1))).toContain(
      'components[0].file[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]',
    );
    expect(refused(file('https://example.org/0.png'), files(1))).toContain(
      'components[0].file.url[URL_TYPE_INVALID_SCHEME]',
    );
  });

  test('pictures may be links or files of this message, the kept ones too', () => {
    const shown = (name: string) => modern({ type: 12, items: [{ media: { url: `attachment://${name}` } }] });
    const existing = { flags: V2, attachments: [{ id: '7', filename: 'old.png' }] };
    const missing = 'components[0].items[0].media[UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND]';
    expect(refused(shown('0.png'), files(1))).toBe('');
    expect(refused(shown('0.png'))).toContain(missing);
    expect(refused(shown('old.png'), { existing })).toBe('');
    expect(refused({ ...shown('old.png'), attachments: [{ id: '7' }] }, { existing })).toBe('');
    expect(refused({ ...shown('old.png'), attachments: [] }, { existing })).toContain(missing);
    expect(refused(shown('%E2%9C%93.png'), { files: [{ name: '✓.png' }] })).toBe('');
  });
});

describe('an edit', () => {
  const v2 = { flags: V2, components: [textDisplay('a')] };

  test('of a V2 message says the flag again', () => {
    expect(refused(modern(textDisplay('b')), { existing: v2 })).toBe('');
    expect(refused({ components: [textDisplay('b')] }, { existing: v2 })).toContain(
      'components[0][UNION_TYPE_CHOICES]',
    );
    expect(refused({ components: [textDisplay('b')] }, { existing: { flags: 128, content: '' } })).toContain(
      'components[0][UNION_TYPE_CHOICES]',
    );
  });

  test('cannot take the flag away', () => {
    const cannot = 'flags[MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG]';
    expect(refused({ flags: 0 }, { existing: v2 })).toContain(cannot);
    expect(refused({ content: 'b' }, { existing: v2 })).toContain(cannot);
    expect(refused({ components: [] }, { existing: v2 })).toContain(cannot);
    expect(refused({ attachments: [] }, { existing: v2 })).toBe('');
  });

  test('to V2 empties what the old kind had', () => {
    const existing = { content: 'Hello' };
    expect(refused({ ...modern(textDisplay('b')), content: null }, { existing })).toBe('');
    expect(refused(modern(textDisplay('b')), { existing })).toContain(
      'content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]',
    );
  });

  test('leaves something', () => {
    const existing = { content: 'Hello', attachments: [{ id: '7', filename: 'a.png' }] };
    expect(refused({ content: '' }, { existing })).toBe('');
    expect(refused({ content: '', attachments: [] }, { existing })).toBe('50006: Cannot send an empty message');
    expect(refused({ attachments: [] }, { existing })).toBe('');
  });
});

describe('a whole message', () => {
  test('holds something', () => {
    const empty = '50006: Cannot send an empty message';
    for (const body of [{}, { content: ' \n' }, { content: '', embeds: [], components: [] }, { flags: V2 }, modern()]) {
      expect(refused(body)).toBe(empty);
    }
    for (const body of [{ components: [buttons(1)] }, { sticker_ids: ['1'] }, { poll: {} }])
      expect(refused(body)).toBe('');
    expect(refused({}, files(1))).toBe('');
  });

  test('has ten attachments at most, the kept ones counted', () => {
    const tooMany = '30015: Maximum number of attachments in a message reached (10)';
    expect(refused({}, files(10))).toBe('');
    expect(refused({}, files(11))).toBe(tooMany);
    const existing = { content: 'a', attachments: [{ id: '7', filename: 'a.png' }] };
    expect(refused({}, { ...files(9), existing })).toBe('');
    expect(refused({}, { ...files(10), existing })).toBe(tooMany);
    expect(refused({ attachments: [{ id: '0' }] }, { ...files(10), existing })).toBe('');
  });

  test('of an interaction is blamed under data', () => {
    expect(refused({ content: a(2001) }, { context: 'interaction' })).toContain('data.content[BASE_TYPE_MAX_LENGTH]');
    const twice = legacy(row(button(0), button(0)));
    expect(validateMessage(twice, { files: [], context: 'interaction' })).toEqual({
      status: 400,
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        data: {
          components: {
            0: {
              components: {
                1: {
                  custom_id: {
                    _errors: [
                      { code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message: 'Component custom id cannot be duplicated' },
                    ],
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  test('may hold what Discord does not know and null for what is optional', () => {
    expect(
      refused({
        content: 'a',
        colour: 'red',
        embeds: null,
        components: null,
        nonce: null,
        tts: false,
        enforce_nonce: false,
      }),
    ).toBe('');
    expect(
      refused({ content: 'a', attachments: [{ id: '0', description: null, title: null, waveform: null }] }, files(1)),
    ).toBe('');
  });

  test.each([
    ['a list', [], 'MODEL_TYPE_CONVERT'],
    ['a word', 'hello', 'MODEL_TYPE_CONVERT'],
    ['no object', null, 'BASE_TYPE_REQUIRED'],
    ['content that is no text', { content: {} }, 'content[STRING_TYPE_CONVERT]'],
    ['components that are no list', { components: {} }, 'components[LIST_TYPE_CONVERT]'],
    ['a component that is none', { components: ['x'] }, 'components[0][MODEL_TYPE_CONVERT]'],
    ['a component without type', { components: [{}] }, 'components[0][UNION_TYPE_CHOICES]'],
    [
      'every problem at once',
      { content: a(2001), embeds: [{ title: a(257) }] },
      'embeds[0].title[BASE_TYPE_MAX_LENGTH]',
    ],
  ])('is refused when it is %s', (_, body, says) => {
    expect(refused(body)).toContain(says);
  });
});
