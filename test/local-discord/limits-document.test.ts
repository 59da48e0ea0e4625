import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Refusal,
  validateAutocomplete,
  validateCommand,
  validateMessage,
  validateModal,
} from '../../src/local-discord/limits/index.ts';
import { schemaOf } from './oracle.ts';

/*
 * Discord's own OpenAPI document is looser than Discord, never stricter: what it refuses, the limits must refuse. Each
 * payload below has all fields that there are; every one of them is replaced, in turn, by values that may not fit.
 */

const picture = { url: 'https://example.org/a.png' };
const emoji = { name: '🔥' };
const option = { label: 'l', value: 'v', description: 'd', emoji, default: false };
const select = { custom_id: 's', placeholder: 'p', min_values: 1, max_values: 1, disabled: false, required: false };
const button = { type: 2, id: 1, style: 1, label: 'l', custom_id: 'b', disabled: false };
const text = { type: 10, id: 2, content: 'c' };
const row = (...components: unknown[]) => ({ type: 1, components });
const label = (component: unknown) => ({ type: 18, id: 3, label: 'l', description: 'd', component });
const localized = { de: 'x' };

const message = {
  content: 'c',
  tts: false,
  nonce: 'n',
  enforce_nonce: true,
  flags: 64,
  sticker_ids: ['1'],
  embeds: [
    {
      title: 't',
      description: 'd',
      url: 'https://example.org',
      timestamp: '2026-01-01T00:00:00.000Z',
      color: 1,
      footer: { text: 'f', icon_url: picture.url },
      author: { name: 'a', url: 'https://example.org', icon_url: picture.url },
      image: picture,
      thumbnail: picture,
      fields: [{ name: 'n', value: 'v', inline: true }],
    },
  ],
  attachments: [
    { id: '0', filename: 'f', description: 'd', title: 't', duration_secs: 1, waveform: 'w', is_spoiler: false },
  ],
  allowed_mentions: { parse: ['roles'], users: ['1'], roles: [], replied_user: false },
  message_reference: { message_id: '1', channel_id: '1', guild_id: '1', fail_if_not_exists: false, type: 0 },
  components: [
    row({ ...button, emoji: { id: '1', name: 'n', animated: true } }),
    row({ type: 2, style: 5, url: 'https://example.org', emoji }, { type: 2, style: 6, sku_id: '1' }),
    row({ type: 3, ...select, options: [option] }),
    row({ type: 5, ...select, custom_id: 'u', default_values: [{ id: '1', type: 'user' }] }),
    row({ type: 8, ...select, custom_id: 'c', channel_types: [0], default_values: [{ id: '1', type: 'channel' }] }),
  ],
};
const layout = {
  flags: 1 << 15,
  components: [
    { type: 9, id: 4, components: [text], accessory: { type: 11, media: picture, description: 'd', spoiler: true } },
    { type: 12, id: 5, items: [{ media: picture, description: 'd', spoiler: false }] },
    { type: 13, id: 6, file: { url: 'attachment://a.png' }, spoiler: false },
    { type: 14, id: 7, spacing: 1, divider: true },
    { type: 17, id: 8, accent_color: 1, spoiler: false, components: [{ type: 10, content: 'c' }, row(button)] },
  ],
};
const modal = {
  custom_id: 'm',
  title: 't',
  components: [
    label({
      type: 4,
      custom_id: 'i',
      style: 1,
      value: 'v',
      placeholder: 'p',
      required: true,
      min_length: 0,
      max_length: 9,
    }),
    { ...label({ type: 3, ...select, options: [option] }), id: 4 },
    { type: 10, content: 'c' },
    { ...label({ type: 19, custom_id: 'f', min_values: 1, max_values: 1, required: true }), id: 5 },
    row({ type: 4, custom_id: 'o', style: 1, label: 'l' }),
  ],
};
const moreModal = {
  ...modal,
  components: [
    label({
      type: 21,
      custom_id: 'r',
      required: false,
      options: [
        { label: 'l', value: 'v' },
        { label: 'm', value: 'w' },
      ],
    }),
    {
      ...label({ type: 22, ...select, options: [{ label: 'l', value: 'v', description: 'd', default: true }] }),
      id: 4,
    },
    { ...label({ type: 23, custom_id: 'c', default: true }), id: 5 },
    { ...label({ type: 7, ...select, custom_id: 'm', default_values: [{ id: '1', type: 'user' }] }), id: 6 },
  ],
};
const described = { description: 'd', description_localizations: localized };
const command = {
  name: 'a',
  name_localizations: localized,
  ...described,
  type: 1,
  default_member_permissions: 8,
  dm_permission: false,
  contexts: [0],
  integration_types: [0],
  options: [
    {
      type: 3,
      name: 's',
      ...described,
      required: true,
      min_length: 1,
      max_length: 2,
      choices: [{ name: 'n', value: 'v' }],
    },
    { type: 4, name: 'i', ...described, autocomplete: true, min_value: 1, max_value: 2 },
    { type: 10, name: 'n', ...described, choices: [{ name: 'n', value: 1.5 }], min_value: 1, max_value: 2 },
    { type: 7, name: 'c', ...described, channel_types: [0] },
    { type: 11, name: 'a', name_localizations: localized, ...described },
  ],
};
const nested = {
  name: 'a',
  description: 'd',
  options: [
    { type: 1, name: 's', ...described, options: [{ type: 6, name: 'u', ...described, required: false }] },
    { type: 2, name: 'g', ...described, options: [{ type: 1, name: 's', ...described }] },
  ],
};
const completion = { choices: [{ name: 'n', value: 'v', name_localizations: localized }] };

const OTHERS = [
  undefined,
  null,
  '',
  'zz',
  'a'.repeat(40),
  'a'.repeat(150),
  'a'.repeat(9000),
  -1,
  0,
  1.5,
  26,
  1e9,
  2 ** 31,
  true,
  {},
  [],
];

/** Discord takes whole numbers for ids, as in its documentation of attachments; the document says strings. */
const NUMERIC_ID = /(attachments|emoji|default_values|message_reference|sku_id|sticker_ids|users)\b.* = \d+$/;

/** Every payload that differs from this one in a single place, with what differs. */
function* variants(value: unknown): Generator<{ change: string; variant: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const others = Array.isArray(member) ? [...OTHERS, Array(101).fill(member[0])] : OTHERS;
    for (const other of others) {
      yield { change: `${key} = ${JSON.stringify(other)?.slice(0, 30)}`, variant: replace(value, key, other) };
    }
    for (const { change, variant } of variants(member)) {
      yield { change: `${key}.${change}`, variant: replace(value, key, variant) };
    }
  }
}

function replace(value: object, key: string, member: unknown): unknown {
  if (Array.isArray(value)) return value.with(Number(key), member);
  const { [key]: _, ...others } = value as Record<string, unknown>;
  return member === undefined ? others : { ...others, [key]: member };
}

const CHOICES = ['Integer', 'Number', 'String']
  .map((type) => `InteractionApplicationCommandAutocompleteCallback${type}Data`)
  .join(' | ');

type Validate = (payload: unknown) => Refusal | undefined;
const ofChannel: Validate = (body) => validateMessage(body, { files: [{ name: 'a.png' }], context: 'channel' });

describe('the limits are nowhere looser than the document', () => {
  test.each<[what: string, payload: object, schema: string, validate: Validate]>([
    ['a message', message, 'MessageCreateRequest', ofChannel],
    ['a message of Components V2', layout, 'MessageCreateRequest', ofChannel],
    ['a modal', modal, 'ModalInteractionCallbackRequestData', validateModal],
    ['a modal of other inputs', moreModal, 'ModalInteractionCallbackRequestData', validateModal],
    ['a command', command, 'ApplicationCommandCreateRequest', validateCommand],
    ['a command of subcommands', nested, 'ApplicationCommandCreateRequest', validateCommand],
    ['choices', completion, CHOICES, validateAutocomplete],
  ])('%s', (_, payload, schema, validate) => {
    const document = schemaOf(schema);
    expect(validate(payload)).toBeUndefined();
    expect(z.safeParse(document, payload).success).toBe(true);
    const looser: string[] = [];
    for (const { change, variant } of variants(payload)) {
      const taken = validate(variant) === undefined && !NUMERIC_ID.test(change);
      if (taken && !z.safeParse(document, variant).success) looser.push(change);
    }
    expect(looser).toEqual([]);
  });
});
