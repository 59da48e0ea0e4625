import type { APIMessage, APIReaction } from 'discord-api-types/v10';
import { canSee } from '../channels.ts';
import { apiErrors } from '../errors.ts';
import type { StoredMessage, World } from '../world.ts';

/** Messages of a channel that are not ephemeral, oldest first. */
export function messagesIn(world: World, channelId: string): StoredMessage[] {
  return [...world.messages.values()].filter(
    (message) => message.api.channel_id === channelId && message.ephemeralTo === undefined,
  );
}

/** @throws ApiError 10008, also for an ephemeral message: only its interaction's token reaches that. */
export function findMessage(world: World, channelId: string, id: string): StoredMessage {
  const message = world.messages.get(id);
  if (message?.api.channel_id !== channelId || message.ephemeralTo !== undefined) throw apiErrors.unknownMessage();
  return message;
}

/** Whether a person sees a message. */
export function isVisibleTo(world: World, message: StoredMessage, userId: string): boolean {
  if (message.ephemeralTo !== undefined) return message.ephemeralTo === userId;
  const channel = world.channels.get(message.api.channel_id);
  return channel !== undefined && canSee(world, channel, userId);
}

/** A message as somebody in particular sees it: with their own reactions marked. */
export function viewFor(message: StoredMessage, userId: string): APIMessage {
  if (message.reactions.size === 0) return message.api;
  const reactions = [...message.reactions].map(([emoji, users]) => reactionView(emoji, users, userId));
  return { ...message.api, reactions };
}

function reactionView(emoji: string, users: Set<string>, userId: string): APIReaction {
  const [name = '', id] = emoji.split(':');
  return {
    emoji: { id: id ?? null, name },
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me: users.has(userId),
    me_burst: false,
  };
}

/**
 * A message as the bot gets it: without the MESSAGE_CONTENT intent others' messages are empty, but in direct channels
 * and where they mention the bot.
 */
export function botsView(world: World, message: StoredMessage): APIMessage {
  const botId = world.bot.user.id;
  const view = viewFor(message, botId);
  const readable =
    world.application.messageContent ||
    view.author.id === botId ||
    world.channels.get(view.channel_id)?.kind === 'dm' ||
    view.mentions.some(({ id }) => id === botId);
  return readable ? view : { ...view, content: '', embeds: [], attachments: [], components: [] };
}
