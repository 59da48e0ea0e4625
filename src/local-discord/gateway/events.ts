import { GatewayIntentBits } from 'discord-api-types/v10';
import { channelView, guildIdOf } from '../channels.ts';
import { authorizingOwners, TYPE_OF } from '../interactions/start.ts';
import { MAX_FILE_BYTES } from '../messages/attachments.ts';
import { botsView, viewFor } from '../messages/view.ts';
import { memberOf, permissionsOf } from '../people.ts';
import type { Channel, Interaction, StoredMessage, World, WorldEvent } from '../world.ts';

export interface Dispatch {
  t: string;
  d: unknown;
  /** The intent without which a session is not told; 0 for what every session gets. */
  intent: number;
}

const I = GatewayIntentBits;

/** What the bot is told of an event; undefined when it is not told at all. */
export function dispatchOf(world: World, event: WorldEvent): Dispatch | undefined {
  switch (event.type) {
    case 'message_create':
      return messageDispatch(world, 'MESSAGE_CREATE', event.message);
    case 'message_update':
      return messageDispatch(world, 'MESSAGE_UPDATE', event.message);
    case 'message_delete':
      return deleted(world, event.message);
    case 'reaction_add':
    case 'reaction_remove':
      return reaction(world, event);
    case 'interaction':
      return { t: 'INTERACTION_CREATE', d: interactionView(world, event.interaction), intent: 0 };
    case 'channel_create':
      return channelDispatch(world, 'CREATE', event.channel);
    case 'channel_update':
      return channelDispatch(world, 'UPDATE', event.channel);
    case 'channel_delete':
      return channelDispatch(world, 'DELETE', event.channel);
    case 'typing':
      return typing(world, event);
    case 'person': {
      const t = event.isNew ? 'GUILD_MEMBER_ADD' : 'GUILD_MEMBER_UPDATE';
      return { t, d: { ...memberOf(world, event.person), guild_id: world.guild.id }, intent: I.GuildMembers };
    }
    case 'role_create':
      return { t: 'GUILD_ROLE_CREATE', d: { guild_id: world.guild.id, role: event.role }, intent: I.Guilds };
    case 'commands':
    case 'interaction_answered':
    case 'interaction_failed':
    case 'modal_open':
    case 'autocomplete':
      return undefined;
  }
}

/** Where a channel is, and which of two intents its events need. */
function place(world: World, channelId: string, guildIntent: number, directIntent: number) {
  const direct = world.channels.get(channelId)?.kind === 'dm';
  return {
    where: direct ? {} : { guild_id: world.guild.id },
    intent: direct ? directIntent : guildIntent,
    direct,
  };
}

function messageDispatch(world: World, t: string, message: StoredMessage): Dispatch | undefined {
  if (message.ephemeralTo !== undefined) return undefined;
  const { where, intent, direct } = place(world, message.api.channel_id, I.GuildMessages, I.DirectMessages);
  const author = world.people.get(message.api.author.id);
  // What came through a webhook has no member.
  const hasMember = author && !direct && message.api.webhook_id === undefined;
  const { user: _, ...member } = hasMember ? memberOf(world, author) : {};
  // Not documented, but sent: without it discord.js does not know a new direct channel.
  const channel_type = world.channels.get(message.api.channel_id)?.api.type;
  return { t, d: { ...botsView(world, message), ...where, channel_type, ...(hasMember ? { member } : {}) }, intent };
}

function deleted(world: World, { api, ephemeralTo }: StoredMessage): Dispatch | undefined {
  if (ephemeralTo !== undefined) return undefined;
  const { where, intent } = place(world, api.channel_id, I.GuildMessages, I.DirectMessages);
  return { t: 'MESSAGE_DELETE', d: { id: api.id, channel_id: api.channel_id, ...where }, intent };
}

function reaction(world: World, event: Extract<WorldEvent, { emoji: string }>): Dispatch {
  const { id: message_id, channel_id } = event.message.api;
  const { where, intent } = place(world, channel_id, I.GuildMessageReactions, I.DirectMessageReactions);
  const [name, id = null] = event.emoji.split(':');
  const t = event.type === 'reaction_add' ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE';
  const d = { user_id: event.userId, channel_id, message_id, ...where, emoji: { id, name }, burst: false, type: 0 };
  return { t, d, intent };
}

function channelDispatch(world: World, verb: string, channel: Channel): Dispatch | undefined {
  if (channel.kind === 'dm') return undefined;
  const noun = channel.kind === 'thread' ? 'THREAD' : 'CHANNEL';
  const created = verb === 'CREATE' && channel.kind === 'thread' ? { newly_created: true } : {};
  return { t: `${noun}_${verb}`, d: { ...channelView(world, channel), ...created }, intent: I.Guilds };
}

function typing(world: World, { channelId, userId }: { channelId: string; userId: string }): Dispatch {
  const { where, intent } = place(world, channelId, I.GuildMessageTyping, I.DirectMessageTyping);
  const timestamp = Math.trunc(world.now() / 1000);
  return { t: 'TYPING_START', d: { channel_id: channelId, user_id: userId, timestamp, ...where }, intent };
}

/** INTERACTION_CREATE, complete as Discord sends it. */
function interactionView(world: World, interaction: Interaction): object {
  const channel = world.channels.get(interaction.channelId);
  const person = world.people.get(interaction.userId);
  if (!channel || !person) throw new Error(`Interaction ${interaction.id} lacks its channel or person`);
  const guildId = guildIdOf(world, channel);
  const source = world.messages.get(interaction.sourceMessageId ?? '');
  const permissions = String(permissionsOf(world, person, channel));
  const about = guildId
    ? {
        guild_id: guildId,
        guild_locale: 'en-US',
        guild: { id: guildId, locale: 'en-US', features: [] },
        member: { ...memberOf(world, person), permissions },
        channel: { ...channelView(world, channel), permissions },
      }
    : { user: person.user, channel: channelView(world, channel) };
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: TYPE_OF[interaction.kind],
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel_id: channel.api.id,
    ...about,
    ...(source ? { message: viewFor(source, world.bot.user.id) } : {}),
    locale: person.locale,
    app_permissions: String(permissionsOf(world, world.bot, channel)),
    entitlements: [],
    authorizing_integration_owners: authorizingOwners(guildId),
    context: guildId ? 0 : 1,
    attachment_size_limit: MAX_FILE_BYTES,
  };
}
