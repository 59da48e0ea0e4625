/**
 * The person's side of the local Discord: what a Discord app on somebody's phone would send and be told. Spoken over
 * HTTP (`/control/...`) and one WebSocket (`/control/events?user=ID`); docs/local-discord.md shows it in use.
 * Messages, commands and modals are the objects of Discord's API v10 (`discord-api-types`), as the bot sent them.
 */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { faultSchema } from './faults.ts';

const id = z.string().regex(/^\d{1,20}$/, 'expected a snowflake');
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const message = z.custom<APIMessage>(isObject, 'expected a message');
const command = z.custom<APIApplicationCommand>(isObject, 'expected a command');
const modal = z.custom<APIModalInteractionResponseCallbackData>(isObject, 'expected a modal');
const choice = z.custom<APIApplicationCommandOptionChoice>(isObject, 'expected a choice');

export const userSchema = z.object({
  id,
  name: z.string(),
  /** Whether this member holds every permission in the guild. */
  admin: z.boolean(),
  /** Ids of the roles that were given to them. */
  roles: z.array(id),
  bot: z.boolean(),
  /** The direct channel between this person and the bot. Absent for the bot itself. */
  dm: id.optional(),
  /** True: the bot's direct messages to this person fail with 50007. */
  dmsClosed: z.boolean(),
  locale: z.string(),
});
export type ControlUser = z.output<typeof userSchema>;

export const channelSchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(['text', 'thread', 'dm']),
  guildId: id.optional(),
  /** The channel a thread hangs under. */
  parentId: id.optional(),
  /** True: the bot may not write here (50013) nor read here (50001). */
  denied: z.boolean(),
});
export type ControlChannel = z.output<typeof channelSchema>;

/** `permissions`: bits, as Discord writes them. */
export const roleSchema = z.object({ id, name: z.string(), permissions: z.string() });
export type ControlRole = z.output<typeof roleSchema>;

/** GET /control/state?user=ID: all that this person sees. Also the first event on the WebSocket. */
export const stateSchema = z.object({
  me: userSchema,
  bot: userSchema,
  users: z.array(userSchema),
  guild: z.object({ id, name: z.string() }),
  /** As they were when the state was asked for. */
  roles: z.array(roleSchema),
  channels: z.array(channelSchema),
  /** Commands this person may run; their `contexts` say whether also in the direct channel. */
  commands: z.array(command),
  /** Oldest first, over all channels; ephemeral ones only if they are this person's. */
  messages: z.array(message),
});
export type ControlState = z.output<typeof stateSchema>;

/** POST /control/users. The answer is a user: the one of that name, if there is one, as they are. */
export const newUserSchema = z.object({
  name: z.string().min(1).max(32),
  admin: z.boolean().default(false),
  locale: z.string().default('en-GB'),
});

/** PATCH /control/users/:id. The answer is the user. */
export const userChangeSchema = z.object({ admin: z.boolean(), dmsClosed: z.boolean(), roles: z.array(id) }).partial();

/** POST /control/roles. `permissions`: bits, as Discord writes them. The answer is a role. */
export const newRoleSchema = z.object({
  name: z.string().min(1).max(100),
  permissions: z.string().regex(/^\d+$/, 'expected permissions as a decimal number').default('0'),
});

/** POST /control/channels. The answer is a channel. */
export const newChannelSchema = z.object({ name: z.string().min(1).max(100) });

/** PATCH /control/channels/:id; DELETE removes the channel. The answer is the channel. */
export const channelChangeSchema = z.object({ denied: z.boolean() });

/**
 * POST /control/messages: say something. JSON, or multipart with this as `payload_json` and `files[0]`, `files[1]` …
 * The answer is the message.
 */
export const sayRequestSchema = z.object({
  user: id,
  channel: id,
  content: z.string().default(''),
  /** The message this one replies to. */
  replyTo: id.optional(),
});
export type SayRequest = z.input<typeof sayRequestSchema>;

/** POST /control/dismiss: "Dismiss message" under an ephemeral message. */
export const dismissRequestSchema = z.object({ user: id, message: id });

/** A file of the same multipart request: its number in `files[n]`. */
const fileRef = z.object({ file: z.int().min(0) });

const invocation = {
  user: id,
  channel: id,
  /** The command, and the subcommand if it has any. */
  name: z.string(),
  group: z.string().optional(),
  subcommand: z.string().optional(),
  /** By option name. Users, channels and roles by id; attachments as `{ file: n }`. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), fileRef])).default({}),
};

/**
 * POST /control/interactions: JSON, or multipart with this as `payload_json` and `files[n]`. The answer is
 * `{ interactionId }` once the bot has been told; what the bot does comes as events carrying that id, perhaps before
 * this answer. When a person's client would not have let it happen (a disabled button, an option missing) the answer is
 * 400 `{ error }`.
 */
export const interactionRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), ...invocation }),
  z.object({ kind: z.literal('autocomplete'), ...invocation, focused: z.string() }),
  z.object({
    kind: z.literal('component'),
    user: id,
    message: id,
    customId: z.string(),
    /** What was chosen in a select; absent for a button. */
    values: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('modal'),
    user: id,
    /** `interactionId` of the `modal_open` event. */
    modal: id,
    /** By custom id: text, chosen values, uploaded files by their numbers, or a tick. */
    fields: z.record(
      z.string(),
      z.union([z.string(), z.boolean(), z.array(z.string()), z.object({ files: z.array(z.int().min(0)) })]),
    ),
  }),
]);
export type InteractionRequest = z.input<typeof interactionRequestSchema>;
export type ParsedInteractionRequest = z.output<typeof interactionRequestSchema>;

export const interactionStartedSchema = z.object({ interactionId: id });

/** The body of any answer that is not 2xx. */
export const controlErrorSchema = z.object({ error: z.string() });

const interactionId = id;

/** What comes over the WebSocket, one JSON object a frame. The first is `state`. */
export const controlEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: stateSchema }),
  /** `interactionId`: the interaction whose answer this message is; absent for a plain message. */
  z.object({ type: z.literal('message_create'), message, interactionId: interactionId.optional() }),
  z.object({ type: z.literal('message_update'), message, interactionId: interactionId.optional() }),
  z.object({ type: z.literal('message_delete'), channelId: id, messageId: id }),
  z.object({ type: z.literal('modal_open'), interactionId, modal }),
  z.object({ type: z.literal('autocomplete'), interactionId, choices: z.array(choice) }),
  /** The bot's first response arrived; `callback` is its type (4 message, 5 deferred, 6 deferred update …). */
  z.object({ type: z.literal('interaction_answered'), interactionId, callback: z.int() }),
  /** What the person sees in red: "The application did not respond". */
  z.object({ type: z.literal('interaction_failed'), interactionId, error: z.string() }),
  z.object({ type: z.literal('commands'), commands: z.array(command) }),
  z.object({ type: z.literal('users'), users: z.array(userSchema) }),
  z.object({ type: z.literal('channels'), channels: z.array(channelSchema) }),
  z.object({ type: z.literal('typing'), channelId: id, userId: id }),
]);
export type ControlEvent = z.output<typeof controlEventSchema>;

/** POST /control/faults adds one; DELETE /control/faults removes all; GET lists those left. */
export const faultRequestSchema = faultSchema;
