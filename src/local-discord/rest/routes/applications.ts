import { type Context, Hono } from 'hono';
import {
  type CommandBody,
  changeCommand,
  commandsIn,
  removeCommand,
  replaceCommands,
  upsertCommand,
} from '../../commands.ts';
import { apiErrors, refuse } from '../../errors.ts';
import { validateCommand, validateCommands } from '../../limits/index.ts';
import type { World } from '../../world.ts';
import type { ApiEnv } from '../env.ts';

const SCOPES = ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands'];

export function applicationRoutes(world: World): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get('/applications/@me', (c) => c.json(applicationView(world)));
  app.get('/oauth2/applications/@me', (c) => c.json(applicationView(world)));
  for (const scope of SCOPES) addCommandRoutes(app, scope, world);
  return app;
}

function addCommandRoutes(app: Hono<ApiEnv>, scope: string, world: World): void {
  const guildIn = (c: Context<ApiEnv>): string | undefined => {
    if (c.req.param('app') !== world.application.id) throw apiErrors.unknownApplication();
    const guildId = c.req.param('guild');
    if (guildId !== undefined && guildId !== world.guild.id) throw apiErrors.unknownGuild();
    return guildId;
  };
  const commandIn = (c: Context<ApiEnv>) => {
    const guildId = guildIn(c);
    const command = world.commands.get(c.req.param('command') ?? '');
    if (!command || command.guild_id !== guildId) throw apiErrors.unknownCommand();
    return command;
  };

  app.get(scope, (c) => c.json(commandsIn(world, guildIn(c))));
  app.put(scope, (c) => {
    const guildId = guildIn(c);
    refuse(validateCommands(c.get('body')));
    replaceCommands(world, guildId, c.get('body') as CommandBody[]);
    return c.json(commandsIn(world, guildId));
  });
  app.post(scope, (c) => {
    const guildId = guildIn(c);
    refuse(validateCommand(c.get('body')));
    const { command, isNew } = upsertCommand(world, guildId, c.get('body') as CommandBody);
    return c.json(command, isNew ? 201 : 200);
  });
  app.get(`${scope}/:command`, (c) => c.json(commandIn(c)));
  app.patch(`${scope}/:command`, (c) => {
    const before = commandIn(c);
    const change = c.get('body') as Partial<CommandBody>;
    refuse(validateCommand({ ...before, ...change }));
    return c.json(changeCommand(world, before, change));
  });
  app.delete(`${scope}/:command`, (c) => {
    removeCommand(world, commandIn(c));
    return c.body(null, 204);
  });
}

function applicationView({ application, bot, guild, people }: World) {
  const owner = people.get(guild.ownerId) ?? bot;
  const flags = application.messageContent ? 1 << 19 : 0;
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    type: null,
    bot: bot.user,
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: application.id.padEnd(64, '0'),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: owner.user,
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: { '0': { oauth2_install_params: { scopes: ['bot'], permissions: '0' } } },
  };
}
