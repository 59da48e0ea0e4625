import { describe, expect, test } from 'vitest';
import { validateMessage } from '../../src/local-discord/limits/index.ts';
import {
  a,
  button,
  buttons,
  legacy,
  many,
  modern,
  picture,
  type Row,
  refusedMessage,
  row,
  select,
  textDisplay,
  V2,
} from './limits.ts';

const embed = (more: object) => ({ embeds: [{ title: 'Title', ...more }] });
const files = (count: number) => ({ files: many(count, (index) => ({ name: `${index}.png` })) });

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
      'file name',
      { content: 'a', attachments: [{ id: '0', filename: a(1024) }] },
      { content: 'a', attachments: [{ id: '0', filename: a(1025) }] },
      'attachments[0].filename[BASE_TYPE_BAD_LENGTH]',
    ],
    [
      'file title',
      { content: 'a', attachments: [{ id: '0', title: a(1024) }] },
      { content: 'a', attachments: [{ id: '0', title: a(1025) }] },
      'attachments[0].title[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'waveform',
      { content: 'a', attachments: [{ id: '0', waveform: a(400), duration_secs: 0 }] },
      { content: 'a', attachments: [{ id: '0', waveform: a(401) }] },
      'attachments[0].waveform[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'an id',
      { content: 'a', attachments: [{ id: 0 }] },
      { content: 'a', attachments: [{ id: 'first' }] },
      'attachments[0].id[NUMBER_TYPE_COERCE]: Value "first" is not snowflake.',
    ],
    [
      'people to mention',
      { content: 'a', allowed_mentions: { users: many(100, String) } },
      { content: 'a', allowed_mentions: { users: many(101, String) } },
      'allowed_mentions.users[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'roles to mention',
      { content: 'a', allowed_mentions: { roles: many(100, String) } },
      { content: 'a', allowed_mentions: { roles: many(101, String) } },
      'allowed_mentions.roles[BASE_TYPE_MAX_LENGTH]',
    ],
    [
      'a reply',
      { content: 'a', message_reference: { message_id: '1' } },
      { content: 'a', message_reference: {} },
      'message_reference.message_id[BASE_TYPE_REQUIRED]',
    ],
    ['black', embed({ color: 0 }), embed({ color: -1 }), 'embeds[0].color[NUMBER_TYPE_MIN]'],
    [
      'component id',
      legacy(row(button(0, { id: 2 ** 31 - 1 }), button(1, { id: 0 }), button(2, { id: 0 }))),
      legacy(row(button(0, { id: 2 ** 31 }))),
      'components[0].components[0].id[NUMBER_TYPE_MAX]',
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
    expect(refusedMessage(taken)).toBe('');
    expect(refusedMessage(over)).toContain(says);
  });
});

describe('a whole message', () => {
  test('holds something', () => {
    const empty = '50006: Cannot send an empty message';
    for (const body of [{}, { content: ' \n' }, { content: '', embeds: [], components: [] }, { flags: V2 }, modern()]) {
      expect(refusedMessage(body)).toBe(empty);
    }
    const forward = { message_reference: { type: 1, message_id: '1', channel_id: '1' } };
    for (const body of [{ components: [buttons(1)] }, { sticker_ids: ['1'] }, { poll: {} }, forward])
      expect(refusedMessage(body)).toBe('');
    expect(refusedMessage({}, files(1))).toBe('');
    expect(validateMessage({}, { files: [], context: 'channel' })).toMatchObject({ status: 400, code: 50006 });
  });

  test('has ten attachments at most, the kept ones counted', () => {
    const tooMany = '30015: Maximum number of attachments in a message reached (10)';
    expect(refusedMessage({}, files(10))).toBe('');
    expect(refusedMessage({}, files(11))).toBe(tooMany);
    expect(validateMessage({}, { context: 'channel', ...files(11) })).toMatchObject({ status: 400, code: 30015 });
    expect(refusedMessage({ attachments: many(11, (index) => ({ id: `${index}` })) }, files(11))).toBe(tooMany);
    const existing = { content: 'a', attachments: [{ id: '7', filename: 'a.png' }] };
    expect(refusedMessage({}, { ...files(9), existing })).toBe('');
    expect(refusedMessage({}, { ...files(10), existing })).toBe(tooMany);
    expect(refusedMessage({ attachments: [{ id: '0' }] }, { ...files(10), existing })).toBe('');
  });

  test('of an interaction is blamed under data', () => {
    expect(refusedMessage({ content: a(2001) }, { context: 'interaction' })).toContain(
      'data.content[BASE_TYPE_MAX_LENGTH]',
    );
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
      refusedMessage({
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
      refusedMessage(
        { content: 'a', attachments: [{ id: '0', description: null, title: null, waveform: null }] },
        files(1),
      ),
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
    expect(refusedMessage(body)).toContain(says);
  });
});
describe('an edit', () => {
  const v2 = { flags: V2, components: [textDisplay('a')] };

  test('of a V2 message says the flag again', () => {
    expect(refusedMessage(modern(textDisplay('b')), { existing: v2 })).toBe('');
    expect(refusedMessage({ components: [textDisplay('b')] }, { existing: v2 })).toContain(
      'components[0][UNION_TYPE_CHOICES]',
    );
    expect(refusedMessage({ components: [textDisplay('b')] }, { existing: { flags: 128, content: '' } })).toContain(
      'components[0][UNION_TYPE_CHOICES]',
    );
  });

  test('cannot take the flag away', () => {
    const cannot = 'flags[MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG]';
    expect(refusedMessage({ flags: 0 }, { existing: v2 })).toContain(cannot);
    expect(refusedMessage({ content: 'b' }, { existing: v2 })).toContain(cannot);
    expect(refusedMessage({ components: [] }, { existing: v2 })).toContain(cannot);
    expect(refusedMessage({ attachments: [] }, { existing: v2 })).toBe('');
  });

  test('to V2 empties what the old kind had', () => {
    const existing = { content: 'Hello' };
    expect(refusedMessage({ ...modern(textDisplay('b')), content: null }, { existing })).toBe('');
    expect(refusedMessage(modern(textDisplay('b')), { existing })).toContain(
      'content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]',
    );
  });

  test('leaves something', () => {
    const existing = { content: 'Hello', attachments: [{ id: '7', filename: 'a.png' }] };
    expect(refusedMessage({ content: '' }, { existing })).toBe('');
    expect(refusedMessage({ content: '', attachments: [] }, { existing })).toBe('50006: Cannot send an empty message');
    expect(refusedMessage({ attachments: [] }, { existing })).toBe('');
  });
});
