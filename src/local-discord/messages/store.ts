import { type APIMessage, type APIUser, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { Channel, Interaction, StoredFile, StoredMessage, World } from '../world.ts';
import { filesOf } from './attachments.ts';
import { displayedText, type LooseComponent, resolveComponents } from './components.ts';
import { createMediaResolver, resolveEmbeds } from './media.ts';
import { mentionsOf } from './mentions.ts';
import { aboutInteraction, aboutReply } from './origin.ts';
import type { MessagePayload, Upload } from './payload.ts';

/** Flags a sender may set; all others are Discord's own. */
const SETTABLE =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsVoiceMessage |
  MessageFlags.IsComponentsV2;

export interface NewMessage {
  channel: Channel;
  author: APIUser;
  payload: MessagePayload;
  uploads: Upload[];
  /** The interaction this message answers or follows. */
  interaction?: Interaction;
  ephemeral?: boolean;
  /** The message is the "thinking" one of a deferred reply. */
  loading?: boolean;
  /** The message replied to. */
  repliesTo?: StoredMessage | undefined;
  type?: MessageType;
}

/** Creates a message and tells everybody who sees it. */
export async function createMessage(world: World, draft: NewMessage): Promise<StoredMessage> {
  const { channel, author, payload, interaction, repliesTo, ephemeral = false } = draft;
  const files = await filesOf(world, { ...draft, channelId: channel.api.id, ephemeral, before: [] });
  const id = world.nextId();
  const blank: APIMessage = {
    id,
    channel_id: channel.api.id,
    type: draft.type ?? (repliesTo ? MessageType.Reply : MessageType.Default),
    author,
    content: '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    flags: flagsOf(draft),
    tts: payload.tts ?? false,
    pinned: false,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    embeds: [],
    components: [],
    ...(payload.nonce === null || payload.nonce === undefined ? {} : { nonce: payload.nonce }),
    ...(interaction ? aboutInteraction(world, interaction) : {}),
    ...(repliesTo ? aboutReply(world, channel, repliesTo) : {}),
  };
  const message: StoredMessage = {
    api: { ...blank, ...contentsOf(world, { payload, files, before: blank, repliedTo: repliesTo?.api.author }) },
    files,
    ephemeralTo: ephemeral ? interaction?.userId : undefined,
    interactionId: interaction?.id,
    reactions: new Map(),
  };
  world.messages.set(id, message);
  noteInChannel(channel, message);
  world.publish({ type: 'message_create', message, interactionId: interaction?.id });
  return message;
}

interface MessageEdit {
  payload: MessagePayload;
  uploads: Upload[];
  /** The interaction through whose token the edit came. */
  interaction?: Interaction | undefined;
}

/** Changes the fields that the payload names, as a PATCH does, and tells everybody who sees the message. */
export async function editMessage(world: World, message: StoredMessage, edit: MessageEdit): Promise<StoredMessage> {
  const { payload, uploads } = edit;
  const ephemeral = message.ephemeralTo !== undefined;
  const filesBefore = message.files;
  message.files = await filesOf(world, {
    payload,
    uploads,
    channelId: message.api.channel_id,
    ephemeral,
    before: filesBefore,
  });
  for (const file of filesBefore) if (!message.files.includes(file)) world.files.delete(file.api.id);
  // Read only now: another edit may have come while the files were stored.
  const before = message.api;
  const wasLoading = ((before.flags ?? 0) & MessageFlags.Loading) !== 0;
  const repliedTo = before.mentions.length > 0 ? before.referenced_message?.author : undefined;
  message.api = {
    ...before,
    ...contentsOf(world, { payload, files: message.files, before, repliedTo }),
    flags: editedFlags(before.flags ?? 0, payload.flags),
    edited_timestamp: wasLoading ? null : new Date(world.now()).toISOString(),
  };
  world.publish({ type: 'message_update', message, interactionId: edit.interaction?.id });
  return message;
}

export function deleteMessage(world: World, message: StoredMessage): void {
  world.messages.delete(message.api.id);
  for (const file of message.files) world.files.delete(file.api.id);
  world.publish({ type: 'message_delete', message });
}

function flagsOf({ payload, ephemeral, loading }: NewMessage): MessageFlags {
  const special = (ephemeral ? MessageFlags.Ephemeral : 0) | (loading ? MessageFlags.Loading : 0);
  // A deferral keeps nothing but EPHEMERAL.
  return (loading ? 0 : (payload.flags ?? 0) & SETTABLE) | special;
}

function editedFlags(before: number, wanted: number | null | undefined): MessageFlags {
  const kept = before & ~MessageFlags.Loading;
  if (wanted === null || wanted === undefined) return kept;
  const changeable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  return (kept & ~MessageFlags.SuppressEmbeds) | (wanted & changeable);
}

interface Contents {
  payload: MessagePayload;
  files: StoredFile[];
  before: APIMessage;
  repliedTo: APIUser | undefined;
}

/** What a payload makes of the parts it names; parts it leaves out stay as they are. */
function contentsOf(world: World, { payload, files, before, repliedTo }: Contents): Partial<APIMessage> {
  const media = createMediaResolver(world, files);
  const content = payload.content === undefined ? before.content : (payload.content ?? '');
  const embeds = payload.embeds === undefined ? before.embeds : resolveEmbeds(payload.embeds ?? [], media);
  const components =
    payload.components === undefined
      ? ((before.components ?? []) as LooseComponent[])
      : resolveComponents((payload.components ?? []) as LooseComponent[], media);
  const shown = new Set([...media.shown, ...stillShown(files, before, payload)]);
  const text = `${content}\n${displayedText(components)}`;
  const saysNothingNew =
    !repliedTo && payload.content === undefined && payload.components === undefined && !payload.allowed_mentions;
  return {
    content,
    embeds,
    components: components as NonNullable<APIMessage['components']>,
    attachments: files.filter((file) => !shown.has(file)).map(({ api }) => api),
    ...(saysNothingNew ? {} : mentionsOf(world, { text, allowed: payload.allowed_mentions, repliedTo })),
  };
}

/** Files that an untouched embed or component goes on showing: Discord leaves those out of `attachments`. */
function stillShown(files: StoredFile[], before: APIMessage, payload: MessagePayload): StoredFile[] {
  const untouched = JSON.stringify([
    payload.embeds === undefined ? before.embeds : [],
    payload.components === undefined ? before.components : [],
  ]);
  return files.filter(({ api }) => untouched.includes(JSON.stringify(api.url)));
}

function noteInChannel(channel: Channel, message: StoredMessage): void {
  if (message.ephemeralTo !== undefined) return;
  channel.api = { ...channel.api, last_message_id: message.api.id };
  if (!('message_count' in channel.api) || channel.api.message_count === undefined) return;
  const { message_count, total_message_sent = 0 } = channel.api;
  channel.api = { ...channel.api, message_count: message_count + 1, total_message_sent: total_message_sent + 1 };
}
