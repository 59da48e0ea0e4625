import { randomBytes } from 'node:crypto';
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIAttachment,
  APIDMChannel,
  APIMessage,
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APITextChannel,
  APIThreadChannel,
  APIUser,
  InteractionResponseType,
  UserFlags,
} from 'discord-api-types/v10';
import { createSnowflakes, personId, snowflakeOf } from './snowflake.ts';

export interface Person {
  user: APIUser;
  admin: boolean;
  /** Ids of the guild's roles that were given to them. */
  roles: string[];
  locale: string;
  joinedAt: string;
  /** Empty for the bot, which has no direct channel with itself. */
  dmChannelId: string;
  dmsClosed: boolean;
}

export interface Channel {
  api: APITextChannel | APIThreadChannel | APIDMChannel;
  kind: 'text' | 'thread' | 'dm';
  /** The bot may neither read nor write here. */
  denied: boolean;
  /** Who was added to a thread. */
  threadMembers: Set<string>;
}

export interface StoredFile {
  api: APIAttachment;
  channelId: string;
  bytes: Uint8Array;
}

/** `api` is replaced, never changed, on an edit: whoever was told of the old one keeps it. */
export interface StoredMessage {
  api: APIMessage;
  /** All files of the message; `api.attachments` leaves out those that an embed or component shows. */
  files: StoredFile[];
  /** The one person who sees it. */
  ephemeralTo: string | undefined;
  /** The interaction it came from. */
  interactionId: string | undefined;
  /** Reactions by emoji, then who. */
  reactions: Map<string, Set<string>>;
}

export interface Interaction {
  id: string;
  token: string;
  kind: 'command' | 'autocomplete' | 'component' | 'modal';
  createdAtMs: number;
  userId: string;
  channelId: string;
  guildId: string | undefined;
  /** What the gateway sends, but for what is common to all interactions. */
  data: object;
  commandName: string | undefined;
  /** The message whose component was used, also for a modal that such a component opened. */
  sourceMessageId: string | undefined;
  metadata: APIMessageInteractionMetadata;
  state: 'pending' | 'answered' | 'failed';
  callback: InteractionResponseType | undefined;
  /** The message that `@original` stands for. */
  originalId: string | undefined;
  /** The modal that was opened as the response, until it is submitted. */
  modal: APIModalInteractionResponseCallbackData | undefined;
}

export type WorldEvent =
  | { type: 'message_create' | 'message_update'; message: StoredMessage; interactionId: string | undefined }
  | { type: 'message_delete'; message: StoredMessage }
  | { type: 'reaction_add' | 'reaction_remove'; message: StoredMessage; userId: string; emoji: string }
  | { type: 'interaction'; interaction: Interaction }
  | { type: 'interaction_answered'; interaction: Interaction; callback: InteractionResponseType }
  | { type: 'interaction_failed'; interaction: Interaction }
  | { type: 'modal_open'; interaction: Interaction; modal: APIModalInteractionResponseCallbackData }
  | { type: 'autocomplete'; interaction: Interaction; choices: APIApplicationCommandOptionChoice[] }
  | { type: 'commands' }
  | { type: 'role_create'; role: APIRole }
  | { type: 'person'; person: Person; isNew: boolean }
  | { type: 'channel_create' | 'channel_update' | 'channel_delete'; channel: Channel }
  | { type: 'typing'; channelId: string; userId: string };

export interface World {
  now: () => number;
  nextId: () => string;
  /** Where this server listens, e.g. `http://127.0.0.1:4000`. */
  origin: string;
  application: { id: string; token: string; name: string; createdAt: string; messageContent: boolean };
  bot: Person;
  guild: { id: string; name: string; ownerId: string; roles: APIRole[] };
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  /** By message id, oldest first. */
  messages: Map<string, StoredMessage>;
  files: Map<string, StoredFile>;
  commands: Map<string, APIApplicationCommand>;
  interactions: Map<string, Interaction>;
  /** Interactions that still wait for their first response, oldest first. */
  pending: Set<Interaction>;
  /** By channel and nonce: the message that was or is being made. */
  nonces: Map<string, { message: Promise<StoredMessage>; atMs: number }>;
  publish(event: WorldEvent): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: WorldEvent) => void): () => void;
}

export interface WorldOptions {
  now: () => number;
  origin: string;
  /** The bot's name. */
  name: string;
  token: string | undefined;
  /** Whether the application may have the privileged MESSAGE_CONTENT intent. */
  messageContent: boolean;
}

/** All state of one local Discord, still without people and channels but for the bot. */
export function createWorld({ now, origin, name, token, messageContent }: WorldOptions): World {
  const nextId = createSnowflakes(now);
  const listeners = new Set<(event: WorldEvent) => void>();
  const applicationId = snowflakeOf(`application ${name}`);
  const createdAt = new Date(now()).toISOString();
  const bot: Person = {
    user: makeUser(applicationId, name, true),
    admin: false,
    roles: [],
    locale: 'en-US',
    joinedAt: createdAt,
    dmChannelId: '',
    dmsClosed: true,
  };
  return {
    now,
    nextId,
    origin,
    application: { id: applicationId, token: token ?? makeToken(applicationId), name, createdAt, messageContent },
    bot,
    // A person named "owner", who is seldom here: an owner may do everything, and the bot must not.
    guild: { id: snowflakeOf('guild'), name: 'Study group', ownerId: personId('owner'), roles: [] },
    people: new Map([[applicationId, bot]]),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: new Map(),
    interactions: new Map(),
    pending: new Set(),
    nonces: new Map(),
    publish: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function makeUser(id: string, name: string, bot: boolean): APIUser {
  return {
    id,
    username: bot ? name : name.toLowerCase().replace(/[^a-z0-9_.]+/g, '_'),
    discriminator: bot ? '0001' : '0',
    global_name: bot ? null : name,
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    flags: 0 as UserFlags,
    public_flags: 0 as UserFlags,
    bot,
    system: false,
  };
}

/** Shaped as Discord's: the application's id, a time and a secret, in Base64. */
function makeToken(applicationId: string): string {
  return [
    Buffer.from(applicationId).toString('base64url'),
    randomBytes(4).toString('base64url'),
    randomBytes(28).toString('base64url'),
  ].join('.');
}
