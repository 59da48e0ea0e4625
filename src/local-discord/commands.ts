import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { permissionsOf } from './people.ts';
import type { Channel, Person, World } from './world.ts';

/** A command as a bot registers it, after `limits/` found nothing wrong with it. */
export type CommandBody = Partial<APIApplicationCommand> & { name: string };

/** Commands of one scope: global without a guild. */
export function commandsIn(world: World, guildId: string | undefined): APIApplicationCommand[] {
  return [...world.commands.values()].filter((command) => command.guild_id === guildId);
}

/** Replaces all commands of a scope; those that keep their name keep their id. */
export function replaceCommands(world: World, guildId: string | undefined, bodies: CommandBody[]): void {
  const before = commandsIn(world, guildId);
  for (const { id } of before) world.commands.delete(id);
  for (const body of bodies) put(world, guildId, body, before.find((command) => isSame(command, body))?.id);
  world.publish({ type: 'commands' });
}

/** Creates a command, or overwrites the one of the same name and type. */
export function upsertCommand(world: World, guildId: string | undefined, body: CommandBody) {
  const before = commandsIn(world, guildId).find((command) => isSame(command, body));
  const command = put(world, guildId, body, before?.id);
  world.publish({ type: 'commands' });
  return { command, isNew: before === undefined };
}

export function changeCommand(world: World, before: APIApplicationCommand, change: Partial<CommandBody>) {
  const command = put(world, before.guild_id, { ...before, ...change }, before.id);
  world.publish({ type: 'commands' });
  return command;
}

export function removeCommand(world: World, { id }: APIApplicationCommand): void {
  world.commands.delete(id);
  world.publish({ type: 'commands' });
}

const isSame = (command: APIApplicationCommand, body: CommandBody): boolean =>
  command.name === body.name && command.type === (body.type ?? ApplicationCommandType.ChatInput);

function put(world: World, guildId: string | undefined, body: CommandBody, id = world.nextId()): APIApplicationCommand {
  const everywhere = [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ];
  const command: APIApplicationCommand = {
    id,
    application_id: world.application.id,
    version: world.nextId(),
    default_member_permissions: body.default_member_permissions ?? null,
    type: body.type ?? ApplicationCommandType.ChatInput,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description ?? '',
    description_localizations: body.description_localizations ?? null,
    dm_permission: body.dm_permission ?? true,
    contexts: body.contexts ?? (guildId === undefined ? everywhere : null),
    integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
    nsfw: body.nsfw ?? false,
    ...(body.options ? { options: body.options.map(optionView) } : {}),
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  };
  world.commands.set(id, command);
  return command;
}

/** Discord leaves out what is null and fills in no defaults. */
function optionView(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const kept = Object.fromEntries(Object.entries(option).filter(([, value]) => value !== null && value !== undefined));
  const inner = 'options' in option && option.options ? { options: option.options.map(optionView) } : {};
  return { ...kept, ...inner } as APIApplicationCommandOption;
}

/** The commands that a person's client offers, in one channel or (without one) in any. */
export function commandsFor(world: World, person: Person, channel?: Channel): APIApplicationCommand[] {
  return [...world.commands.values()].filter(
    (command) => mayUse(world, person, command) && (channel === undefined || isOfferedIn(command, channel)),
  );
}

/** `default_member_permissions` of "0" leaves a command to administrators alone. */
function mayUse(world: World, person: Person, { default_member_permissions: needed }: APIApplicationCommand): boolean {
  if (person.admin || needed === null) return true;
  const bits = BigInt(needed);
  return bits !== 0n && (permissionsOf(world, person) & bits) === bits;
}

function isOfferedIn(command: APIApplicationCommand, channel: Channel): boolean {
  if (channel.kind !== 'dm') return command.contexts?.includes(InteractionContextType.Guild) ?? true;
  if (command.guild_id !== undefined || command.dm_permission === false) return false;
  return command.contexts?.includes(InteractionContextType.BotDM) ?? true;
}
