import { type Context, Hono } from 'hono';
import { readableChannel } from '../../channels.ts';
import { findMessage } from '../../messages/view.ts';
import type { StoredMessage, World } from '../../world.ts';
import type { ApiEnv } from '../env.ts';

const REACTIONS = '/channels/:channel/messages/:message/reactions';

export function reactionRoutes(world: World): Hono<ApiEnv> {
  const found = (c: Context<ApiEnv>): { message: StoredMessage; emoji: string; userId: string } => {
    const channel = readableChannel(world, c.req.param('channel') ?? '');
    const user = c.req.param('user') ?? '@me';
    return {
      message: findMessage(world, channel.api.id, c.req.param('message') ?? ''),
      emoji: c.req.param('emoji') ?? '',
      userId: user === '@me' ? world.bot.user.id : user,
    };
  };

  return new Hono<ApiEnv>()
    .get(`${REACTIONS}/:emoji`, (c) => {
      const { message, emoji } = found(c);
      const ids = [...(message.reactions.get(emoji) ?? [])];
      return c.json(ids.flatMap((id) => world.people.get(id)?.user ?? []));
    })
    .put(`${REACTIONS}/:emoji/@me`, (c) => {
      const { message, emoji, userId } = found(c);
      const who = message.reactions.get(emoji) ?? new Set();
      message.reactions.set(emoji, who.add(userId));
      world.publish({ type: 'reaction_add', message, userId, emoji });
      return c.body(null, 204);
    })
    .delete(`${REACTIONS}/:emoji/:user`, (c) => {
      const { message, emoji, userId } = found(c);
      message.reactions.get(emoji)?.delete(userId);
      if (message.reactions.get(emoji)?.size === 0) message.reactions.delete(emoji);
      world.publish({ type: 'reaction_remove', message, userId, emoji });
      return c.body(null, 204);
    });
}
