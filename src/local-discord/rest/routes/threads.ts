import { ChannelType } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { addThread, channelView, readableChannel, writableChannel } from '../../channels.ts';
import { apiErrors } from '../../errors.ts';
import { findMessage } from '../../messages/view.ts';
import type { Channel, World } from '../../world.ts';
import { parseBody } from '../body.ts';
import type { ApiEnv } from '../env.ts';

const newThreadSchema = z.looseObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).nullish(),
  type: z.literal([ChannelType.PublicThread, ChannelType.PrivateThread]).nullish(),
});

export function threadRoutes(world: World): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post('/channels/:channel/messages/:message/threads', (c) => {
      const parent = writableChannel(world, c.req.param('channel'));
      const message = findMessage(world, parent.api.id, c.req.param('message'));
      if (world.channels.has(message.api.id)) throw apiErrors.hasThread();
      const thread = begin(world, parent, { body: c.get('body'), id: message.api.id, isPrivate: false });
      message.api = { ...message.api, flags: (message.api.flags ?? 0) | 32 };
      world.publish({ type: 'message_update', message, interactionId: undefined });
      return c.json(channelView(world, thread), 201);
    })
    .post('/channels/:channel/threads', (c) => {
      const parent = writableChannel(world, c.req.param('channel'));
      const { type } = parseBody(newThreadSchema, c.get('body'));
      // Discord's own default, kept from before public threads without a message existed.
      const isPrivate = (type ?? ChannelType.PrivateThread) === ChannelType.PrivateThread;
      const thread = begin(world, parent, { body: c.get('body'), id: world.nextId(), isPrivate });
      return c.json(channelView(world, thread), 201);
    })
    .put('/channels/:channel/thread-members/:user', (c) => {
      threadIn(world, c).threadMembers.add(userIn(world, c));
      return c.body(null, 204);
    })
    .delete('/channels/:channel/thread-members/:user', (c) => {
      threadIn(world, c).threadMembers.delete(userIn(world, c));
      return c.body(null, 204);
    })
    .get('/channels/:channel/thread-members', (c) => {
      const { threadMembers, api } = threadIn(world, c);
      const at = new Date(world.now()).toISOString();
      return c.json([...threadMembers].map((id) => ({ id: api.id, user_id: id, join_timestamp: at, flags: 0 })));
    });
}

function begin(world: World, parent: Channel, thread: { body: unknown; id: string; isPrivate: boolean }): Channel {
  if (parent.kind !== 'text') throw apiErrors.missingPermissions();
  const { name, auto_archive_duration } = parseBody(newThreadSchema, thread.body);
  return addThread(world, {
    id: thread.id,
    name,
    parentId: parent.api.id,
    ownerId: world.bot.user.id,
    isPrivate: thread.isPrivate,
    autoArchiveMinutes: auto_archive_duration ?? 4320,
  });
}

function threadIn(world: World, c: Context<ApiEnv>): Channel {
  const channel = readableChannel(world, c.req.param('channel') ?? '');
  if (channel.kind !== 'thread') throw apiErrors.unknownChannel();
  return channel;
}

function userIn(world: World, c: Context<ApiEnv>): string {
  const id = c.req.param('user') === '@me' ? world.bot.user.id : (c.req.param('user') ?? '');
  if (!world.people.has(id)) throw apiErrors.unknownUser();
  return id;
}
