import { type APIChannel, ChannelType } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { z } from 'zod';
import { channelView, readableChannel, removeChannel, writableChannel } from '../../channels.ts';
import { apiErrors } from '../../errors.ts';
import type { Channel, World } from '../../world.ts';
import { parseBody } from '../body.ts';
import type { ApiEnv } from '../env.ts';

const changeSchema = z.looseObject({
  name: z.string().min(1).max(100).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).optional(),
});

export function channelRoutes(world: World): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/channels/:channel', (c) => c.json(channelView(world, readableChannel(world, c.req.param('channel')))))
    .patch('/channels/:channel', (c) => {
      const channel = writableOwn(world, c.req.param('channel'));
      channel.api = changed(channel, parseBody(changeSchema, c.get('body')));
      world.publish({ type: 'channel_update', channel });
      return c.json(channelView(world, channel));
    })
    .delete('/channels/:channel', (c) => {
      const channel = writableOwn(world, c.req.param('channel'));
      const view: APIChannel = channelView(world, channel);
      removeChannel(world, channel);
      return c.json(view);
    })
    .post('/channels/:channel/typing', (c) => {
      const channel = writableChannel(world, c.req.param('channel'));
      world.publish({ type: 'typing', channelId: channel.api.id, userId: world.bot.user.id });
      return c.body(null, 204);
    });
}

/** The bot may manage threads, but not the guild's channels. */
function writableOwn(world: World, id: string): Channel {
  const channel = readableChannel(world, id);
  if (channel.kind !== 'thread') throw apiErrors.missingPermissions();
  return channel;
}

function changed({ api }: Channel, change: z.output<typeof changeSchema>): Channel['api'] {
  if (api.type === ChannelType.DM || !('thread_metadata' in api) || !api.thread_metadata) return api;
  const { name, archived, locked, auto_archive_duration } = change;
  const before = api.thread_metadata;
  const thread_metadata = {
    ...before,
    archived: archived ?? before.archived,
    locked: locked ?? before.locked,
    auto_archive_duration: auto_archive_duration ?? before.auto_archive_duration,
  };
  return { ...api, name: name ?? api.name, thread_metadata };
}
