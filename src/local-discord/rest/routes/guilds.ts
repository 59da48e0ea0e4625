import { type Context, Hono } from 'hono';
import { channelView } from '../../channels.ts';
import { apiErrors } from '../../errors.ts';
import { guildChannels, guildView } from '../../guild.ts';
import { memberOf } from '../../people.ts';
import type { World } from '../../world.ts';
import type { ApiEnv } from '../env.ts';

export function guildRoutes(world: World): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const check = async (c: Context<ApiEnv>, next: () => Promise<void>): Promise<void> => {
    if (c.req.param('guild') !== world.guild.id) throw apiErrors.unknownGuild();
    await next();
  };
  app.use('/guilds/:guild', check);
  app.use('/guilds/:guild/*', check);
  const memberIn = (id: string) => {
    const person = world.people.get(id);
    if (!person) throw apiErrors.unknownMember();
    return memberOf(world, person);
  };

  app.get('/guilds/:guild', (c) => c.json(guildView(world)));
  app.get('/guilds/:guild/channels', (c) =>
    c.json(guildChannels(world, 'text').map((channel) => channelView(world, channel))),
  );
  app.get('/guilds/:guild/roles', (c) => c.json(world.guild.roles));
  app.get('/guilds/:guild/threads/active', (c) => {
    const threads = guildChannels(world, 'thread')
      .map((channel) => channelView(world, channel))
      .filter((thread) => 'thread_metadata' in thread && !thread.thread_metadata?.archived);
    const members = threads.flatMap((thread) => ('member' in thread ? thread.member : []));
    return c.json({ threads, members, has_more: false });
  });
  app.get('/guilds/:guild/members', (c) => {
    const after = BigInt(c.req.query('after') ?? 0);
    const people = [...world.people.values()].filter(({ user }) => BigInt(user.id) > after);
    return c.json(people.slice(0, Number(c.req.query('limit') ?? 1)).map((person) => memberOf(world, person)));
  });
  app.get('/guilds/:guild/members/:user', (c) => c.json(memberIn(c.req.param('user'))));
  return app;
}
