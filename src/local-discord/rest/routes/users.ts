import { Hono } from 'hono';
import { z } from 'zod';
import { channelView } from '../../channels.ts';
import { apiErrors } from '../../errors.ts';
import { guildView } from '../../guild.ts';
import { permissionsOf } from '../../people.ts';
import type { World } from '../../world.ts';
import { parseBody } from '../body.ts';
import type { ApiEnv } from '../env.ts';

const newDirectChannelSchema = z.looseObject({ recipient_id: z.string() });

export function userRoutes(world: World): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/users/@me', (c) =>
      c.json({ ...world.bot.user, mfa_enabled: false, locale: world.bot.locale, verified: true, email: null }),
    )
    .get('/users/@me/guilds', (c) => {
      const { id, name, icon, banner, features } = guildView(world);
      const permissions = String(permissionsOf(world, world.bot));
      return c.json([{ id, name, icon, banner, features, owner: false, permissions }]);
    })
    .get('/users/:user', (c) => {
      const person = world.people.get(c.req.param('user'));
      if (!person) throw apiErrors.unknownUser();
      return c.json(person.user);
    })
    .post('/users/@me/channels', (c) => {
      const { recipient_id } = parseBody(newDirectChannelSchema, c.get('body'));
      const channel = world.channels.get(world.people.get(recipient_id)?.dmChannelId ?? '');
      if (!channel) throw apiErrors.unknownUser();
      return c.json(channelView(world, channel));
    });
}
