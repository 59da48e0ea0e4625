import {
  type APIChannel,
  type APITextChannel,
  type APIThreadChannel,
  type ChannelFlags,
  ChannelType,
} from 'discord-api-types/v10';
import { apiErrors } from './errors.ts';
import { snowflakeOf } from './snowflake.ts';
import type { Channel, Person, World } from './world.ts';

export function addTextChannel(world: World, name: string): Channel {
  const id = snowflakeOf(`channel ${name}`);
  const api: APITextChannel = {
    // Two channels may have the same name.
    id: world.channels.has(id) ? world.nextId() : id,
    type: ChannelType.GuildText,
    guild_id: world.guild.id,
    name,
    position: [...world.channels.values()].filter((channel) => channel.kind === 'text').length,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    parent_id: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0 as ChannelFlags,
  };
  const channel: Channel = { api, kind: 'text', denied: false, threadMembers: new Set() };
  world.channels.set(api.id, channel);
  world.publish({ type: 'channel_create', channel });
  return channel;
}

export interface NewThread {
  id: string;
  name: string;
  parentId: string;
  ownerId: string;
  isPrivate: boolean;
  autoArchiveMinutes: 60 | 1440 | 4320 | 10080;
}

export function addThread(world: World, thread: NewThread): Channel {
  const at = new Date(world.now()).toISOString();
  const api: APIThreadChannel = {
    id: thread.id,
    type: thread.isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guild_id: world.guild.id,
    name: thread.name,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0 as ChannelFlags,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: at,
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: false,
      create_timestamp: at,
      ...(thread.isPrivate ? { invitable: true } : {}),
    },
    applied_tags: [],
  };
  const channel: Channel = { api, kind: 'thread', denied: false, threadMembers: new Set([thread.ownerId]) };
  world.channels.set(api.id, channel);
  world.publish({ type: 'channel_create', channel });
  return channel;
}

/** Removes a channel with its threads and messages. */
export function removeChannel(world: World, channel: Channel): void {
  for (const thread of [...world.channels.values()]) {
    if (thread.kind === 'thread' && parentOf(thread) === channel.api.id) removeChannel(world, thread);
  }
  world.channels.delete(channel.api.id);
  for (const [id, message] of world.messages) {
    if (message.api.channel_id === channel.api.id) world.messages.delete(id);
  }
  world.publish({ type: 'channel_delete', channel });
}

/** Allows or forbids the bot to read and write in a channel. */
export function denyChannel(world: World, channel: Channel, denied: boolean): void {
  channel.denied = denied;
  if (channel.kind === 'text') {
    const overwrite = { id: world.bot.user.id, type: 1, allow: '0', deny: String((1n << 10n) | (1n << 11n)) };
    channel.api = { ...(channel.api as APITextChannel), permission_overwrites: denied ? [overwrite] : [] };
  }
  world.publish({ type: 'channel_update', channel });
}

const parentOf = (channel: Channel): string | null | undefined =>
  'parent_id' in channel.api ? channel.api.parent_id : undefined;

/** @returns undefined for a direct channel. */
export const guildIdOf = (world: World, channel: Channel): string | undefined =>
  channel.kind === 'dm' ? undefined : world.guild.id;

/** The person at the other end of a direct channel. */
export function recipientOf(world: World, channel: Channel): Person | undefined {
  return [...world.people.values()].find((person) => person.dmChannelId === channel.api.id);
}

/** Whether somebody (not the bot) sees a channel. */
export function canSee(world: World, channel: Channel, userId: string): boolean {
  if (channel.kind === 'dm') return recipientOf(world, channel)?.user.id === userId;
  return channel.api.type !== ChannelType.PrivateThread || channel.threadMembers.has(userId);
}

/** @throws ApiError 10003, or 50001 where the bot was denied. */
export function readableChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw apiErrors.unknownChannel();
  if (isDenied(world, channel)) throw apiErrors.missingAccess();
  return channel;
}

/** @throws ApiError 10003, 50013 where the bot was denied, 50007 where a person takes no direct messages. */
export function writableChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw apiErrors.unknownChannel();
  if (isDenied(world, channel)) throw apiErrors.missingPermissions();
  if (channel.kind === 'dm' && recipientOf(world, channel)?.dmsClosed) throw apiErrors.dmsClosed();
  if ('thread_metadata' in channel.api && channel.api.thread_metadata?.locked) throw apiErrors.archivedThread();
  return channel;
}

function isDenied(world: World, channel: Channel): boolean {
  const parent = world.channels.get(parentOf(channel) ?? '');
  return channel.denied || (channel.kind === 'thread' && parent?.denied === true);
}

/** As Discord shows a channel to the bot. */
export function channelView(world: World, channel: Channel): APIChannel {
  if (channel.kind !== 'thread') return channel.api;
  const api = channel.api as APIThreadChannel;
  if (!channel.threadMembers.has(world.bot.user.id)) return { ...api, member_count: channel.threadMembers.size };
  const member = { id: api.id, user_id: world.bot.user.id, join_timestamp: world.bot.joinedAt, flags: 0 };
  return { ...api, member_count: channel.threadMembers.size, member } as APIChannel;
}
