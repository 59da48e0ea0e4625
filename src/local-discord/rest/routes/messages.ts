import { MessageFlags } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { readableChannel, writableChannel } from '../../channels.ts';
import { apiErrors, invalidField, refuse } from '../../errors.ts';
import { asExisting } from '../../interactions/callback.ts';
import { validateMessage } from '../../limits/index.ts';
import { messagePayloadSchema } from '../../messages/payload.ts';
import { createMessage, deleteMessage, editMessage, type NewMessage } from '../../messages/store.ts';
import { botsView, findMessage, messagesIn } from '../../messages/view.ts';
import type { Channel, StoredMessage, World } from '../../world.ts';
import { parseBody } from '../body.ts';
import { type ApiEnv, sentIn } from '../env.ts';

/** For how long the same nonce means the same message. */
const NONCE_LIFE_MS = 5 * 60 * 1000;

export function messageRoutes(world: World): Hono<ApiEnv> {
  const found = (c: Context<ApiEnv>): StoredMessage => {
    const channel = readableChannel(world, c.req.param('channel') ?? '');
    return findMessage(world, channel.api.id, c.req.param('message') ?? '');
  };

  return new Hono<ApiEnv>()
    .get('/channels/:channel/messages', (c) => {
      const channel = readableChannel(world, c.req.param('channel'));
      return c.json(page(messagesIn(world, channel.api.id), c.req.query()).map((message) => botsView(world, message)));
    })
    .post('/channels/:channel/messages', async (c) => {
      const channel = writableChannel(world, c.req.param('channel'));
      return c.json(botsView(world, await post(world, channel, sentIn(c))));
    })
    .get('/channels/:channel/messages/:message', (c) => c.json(botsView(world, found(c))))
    .patch('/channels/:channel/messages/:message', async (c) => {
      const message = found(c);
      if (message.api.author.id !== world.bot.user.id) throw apiErrors.notYourMessage();
      const { body, uploads } = sentIn(c);
      refuse(validateMessage(body, { files: uploads, existing: asExisting(message), context: 'channel' }));
      const payload = parseBody(messagePayloadSchema, body);
      return c.json(botsView(world, await editMessage(world, message, { payload, uploads })));
    })
    .delete('/channels/:channel/messages/:message', (c) => {
      const message = found(c);
      const inDirect =
        message.api.author.id !== world.bot.user.id && world.channels.get(message.api.channel_id)?.kind === 'dm';
      if (inDirect) throw apiErrors.missingPermissions();
      deleteMessage(world, message);
      return c.body(null, 204);
    });
}

async function post(
  world: World,
  channel: Channel,
  { body, uploads }: ReturnType<typeof sentIn>,
): Promise<StoredMessage> {
  refuse(validateMessage(body, { files: uploads, context: 'channel' }));
  const payload = parseBody(messagePayloadSchema, body);
  const { nonce } = payload;
  if (!nonce) return create(world, channel, { payload, uploads });
  const key = `${channel.api.id}:${nonce}`;
  const known = world.nonces.get(key);
  if (payload.enforce_nonce && known && world.now() - known.atMs < NONCE_LIFE_MS) {
    const same = await known.message;
    if (world.messages.has(same.api.id)) return same;
  }
  // Remembered before it is made: of two requests at once the second must find the first.
  const message = create(world, channel, { payload, uploads });
  world.nonces.set(key, { message, atMs: world.now() });
  message.catch(() => world.nonces.delete(key));
  return message;
}

type Draft = Pick<NewMessage, 'payload' | 'uploads'>;

async function create(world: World, channel: Channel, { payload, uploads }: Draft): Promise<StoredMessage> {
  return createMessage(world, {
    channel,
    author: world.bot.user,
    payload: { ...payload, flags: (payload.flags ?? 0) & ~MessageFlags.Ephemeral },
    uploads,
    repliesTo: repliedTo(world, channel, payload.message_reference),
  });
}

interface Reference {
  message_id?: string | undefined;
  fail_if_not_exists?: boolean | null | undefined;
}

function repliedTo(world: World, channel: Channel, reference: Reference | null | undefined): StoredMessage | undefined {
  if (!reference?.message_id) return undefined;
  const message = world.messages.get(reference.message_id);
  if (message?.api.channel_id === channel.api.id && message.ephemeralTo === undefined) return message;
  if (reference.fail_if_not_exists === false) return undefined;
  throw invalidField(['message_reference'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}

/** A page of messages, newest first, as `limit`, `before`, `after` and `around` ask. */
function page(messages: StoredMessage[], query: Record<string, string>): StoredMessage[] {
  const limit = Number(query.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidField(['limit'], 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.');
  }
  const is = (bound: string | undefined, test: (id: bigint, bound: bigint) => boolean) => (message: StoredMessage) =>
    bound === undefined || test(BigInt(message.api.id), BigInt(bound));
  const older = messages.filter(is(query.before, (id, bound) => id < bound));
  if (query.after !== undefined) {
    return older
      .filter(is(query.after, (id, bound) => id > bound))
      .slice(0, limit)
      .reverse();
  }
  if (query.around === undefined) return older.slice(-limit).reverse();
  const at = messages.filter(is(query.around, (id, bound) => id <= bound)).length;
  const from = Math.max(0, at - Math.ceil(limit / 2));
  return messages.slice(from, from + limit).reverse();
}
