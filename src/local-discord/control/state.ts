import { canSee, guildIdOf } from '../channels.ts';
import { commandsFor } from '../commands.ts';
import type { ControlChannel, ControlEvent, ControlState, ControlUser } from '../control-protocol.ts';
import { isVisibleTo, viewFor } from '../messages/view.ts';
import type { Channel, Person, StoredMessage, World, WorldEvent } from '../world.ts';

export const userView = ({ user, admin, roles, dmChannelId, dmsClosed, locale }: Person): ControlUser => ({
  id: user.id,
  name: user.global_name ?? user.username,
  admin,
  roles,
  bot: user.bot === true,
  ...(dmChannelId === '' ? {} : { dm: dmChannelId }),
  dmsClosed,
  locale,
});

export function channelControlView(world: World, channel: Channel): ControlChannel {
  const guildId = guildIdOf(world, channel);
  const parentId = channel.kind === 'thread' && 'parent_id' in channel.api ? channel.api.parent_id : undefined;
  return {
    id: channel.api.id,
    name: channel.api.name ?? world.application.name,
    kind: channel.kind,
    ...(guildId === undefined ? {} : { guildId }),
    ...(parentId ? { parentId } : {}),
    denied: channel.denied,
  };
}

const usersView = (world: World): ControlUser[] => [...world.people.values()].map(userView);

const channelsView = (world: World, person: Person): ControlChannel[] =>
  [...world.channels.values()]
    .filter((channel) => canSee(world, channel, person.user.id))
    .map((channel) => channelControlView(world, channel));

/** All that a person sees. */
export function stateView(world: World, person: Person): ControlState {
  const { id } = person.user;
  return {
    me: userView(person),
    bot: userView(world.bot),
    users: usersView(world),
    guild: { id: world.guild.id, name: world.guild.name },
    roles: world.guild.roles.map(({ id, name, permissions }) => ({ id, name, permissions })),
    channels: channelsView(world, person),
    commands: commandsFor(world, person),
    messages: [...world.messages.values()]
      .filter((message) => isVisibleTo(world, message, id))
      .map((message) => viewFor(message, id)),
  };
}

/** What a person's client is told of an event; undefined when it is nothing to them. */
export function controlEventOf(world: World, event: WorldEvent, person: Person): ControlEvent | undefined {
  const { id } = person.user;
  switch (event.type) {
    case 'message_create':
    case 'message_update':
      return messageEvent(world, event, id);
    case 'message_delete': {
      if (!isVisibleTo(world, event.message, id)) return undefined;
      return { type: event.type, channelId: event.message.api.channel_id, messageId: event.message.api.id };
    }
    case 'reaction_add':
    case 'reaction_remove':
      return updated(world, event.message, id);
    case 'commands':
      return { type: 'commands', commands: commandsFor(world, person) };
    case 'person':
      return { type: 'users', users: usersView(world) };
    case 'channel_create':
    case 'channel_update':
    case 'channel_delete':
      return { type: 'channels', channels: channelsView(world, person) };
    case 'typing': {
      const channel = world.channels.get(event.channelId);
      return channel && canSee(world, channel, id) ? event : undefined;
    }
    case 'interaction':
    case 'role_create':
      return undefined;
    case 'modal_open':
    case 'autocomplete':
    case 'interaction_answered':
    case 'interaction_failed':
      return event.interaction.userId === id ? interactionEvent(event) : undefined;
  }
}

type MessageEvent = Extract<WorldEvent, { type: 'message_create' | 'message_update' }>;

function messageEvent(world: World, { type, message, interactionId }: MessageEvent, userId: string) {
  if (!isVisibleTo(world, message, userId)) return undefined;
  return { type, message: viewFor(message, userId), ...(interactionId === undefined ? {} : { interactionId }) };
}

function updated(world: World, message: StoredMessage, userId: string): ControlEvent | undefined {
  return messageEvent(world, { type: 'message_update', message, interactionId: undefined }, userId);
}

type OwnEvent = Extract<
  WorldEvent,
  { type: 'modal_open' | 'autocomplete' | 'interaction_answered' | 'interaction_failed' }
>;

/** What only the person who began the interaction is told. */
function interactionEvent(event: OwnEvent): ControlEvent {
  const interactionId = event.interaction.id;
  if (event.type === 'modal_open') return { type: event.type, interactionId, modal: event.modal };
  if (event.type === 'autocomplete') return { type: event.type, interactionId, choices: event.choices };
  if (event.type === 'interaction_answered') return { type: event.type, interactionId, callback: event.callback };
  return { type: event.type, interactionId, error: 'The application did not respond' };
}
