import {
  type APIGuildMember,
  type APIRole,
  type ChannelFlags,
  type GuildMemberFlags,
  PermissionFlagsBits,
  type RoleFlags,
} from 'discord-api-types/v10';
import { personId, snowflakeOf } from './snowflake.ts';
import { type Channel, makeUser, type Person, type World } from './world.ts';

const P = PermissionFlagsBits;
const sum = (bits: bigint[]): bigint => bits.reduce((all, bit) => all | bit, 0n);

const MEMBER = sum([
  P.ViewChannel,
  P.SendMessages,
  P.EmbedLinks,
  P.AttachFiles,
  P.ReadMessageHistory,
  P.AddReactions,
  P.UseExternalEmojis,
  P.UseApplicationCommands,
  P.CreatePublicThreads,
  P.SendMessagesInThreads,
  P.ChangeNickname,
]);
const BOT = MEMBER | sum([P.ManageMessages, P.CreatePrivateThreads, P.ManageThreads]);
const ALL = sum(Object.values(P));
const WRITING = P.ViewChannel | P.SendMessages | P.SendMessagesInThreads;

/** Adds the guild's roles: everyone, administrators and the bot's own. */
export function addRoles(world: World): void {
  const bot = makeRole(world.nextId(), { name: world.application.name, permissions: BOT, position: 1 });
  world.guild.roles = [
    makeRole(world.guild.id, { name: '@everyone', permissions: MEMBER, position: 0 }),
    { ...bot, managed: true, tags: { bot_id: world.bot.user.id } },
    makeRole(world.nextId(), { name: 'Administrator', permissions: ALL, position: 2 }),
  ];
}

/** Adds a role that people can be given. @param permissions what it allows beyond what everybody may, as bits */
export function addRole(world: World, { name, permissions }: { name: string; permissions: bigint }): APIRole {
  const role = makeRole(world.nextId(), { name, permissions, position: world.guild.roles.length });
  world.guild.roles.push(role);
  world.publish({ type: 'role_create', role });
  return role;
}

interface NewRole {
  name: string;
  permissions: bigint;
  position: number;
}

function makeRole(id: string, { name, permissions, position }: NewRole): APIRole {
  return {
    id,
    name,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
  };
}

/** Adds a person to the guild, with a direct channel to the bot. */
export function addPerson(
  world: World,
  { name, admin, locale }: { name: string; admin: boolean; locale: string },
): Person {
  const user = makeUser(personId(name), name, false);
  const person: Person = {
    user,
    admin,
    roles: [],
    locale,
    joinedAt: new Date(world.now()).toISOString(),
    dmChannelId: snowflakeOf(`direct channel ${name}`),
    dmsClosed: false,
  };
  world.people.set(user.id, person);
  world.channels.set(person.dmChannelId, {
    kind: 'dm',
    denied: false,
    threadMembers: new Set(),
    api: {
      id: person.dmChannelId,
      type: 1,
      name: null,
      flags: 0 as ChannelFlags,
      last_message_id: null,
      recipients: [user],
    },
  });
  world.publish({ type: 'person', person, isNew: true });
  return person;
}

/** @returns the guild's role of that name. */
const roleId = (world: World, name: string): string => world.guild.roles.find((role) => role.name === name)?.id ?? '';

export function memberOf(world: World, person: Person): APIGuildMember {
  const roles = [...person.roles];
  if (person === world.bot) roles.push(roleId(world, world.application.name));
  if (person.admin) roles.push(roleId(world, 'Administrator'));
  return {
    user: person.user,
    nick: null,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0 as GuildMemberFlags,
    joined_at: person.joinedAt,
    pending: false,
    premium_since: null,
    roles,
    mute: false,
    deaf: false,
  };
}

/** @returns the permissions as bits: what everybody may, and what the person's roles add. */
export function permissionsOf(world: World, person: Person, channel?: Channel): bigint {
  if (person.admin || person.user.id === world.guild.ownerId) return ALL;
  if (person === world.bot) return channel?.denied ? BOT & ~WRITING : BOT;
  const given = world.guild.roles.filter(({ id }) => person.roles.includes(id));
  const held = sum([MEMBER, ...given.map((role) => BigInt(role.permissions))]);
  return (held & P.Administrator) === 0n ? held : ALL;
}
