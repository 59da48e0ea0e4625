import {
  type APIApplicationCommandOptionChoice,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { apiErrors, invalidField, refuse } from '../errors.ts';
import { validateAutocomplete, validateMessage, validateModal } from '../limits/index.ts';
import { type LooseComponent, resolveComponents } from '../messages/components.ts';
import { messagePayloadSchema, type Upload } from '../messages/payload.ts';
import { createMessage, editMessage } from '../messages/store.ts';
import { parseBody } from '../rest/body.ts';
import type { Interaction, StoredMessage, World } from '../world.ts';
import { expireInteractions } from './start.ts';

const T = InteractionResponseType;

const callbackSchema = z.looseObject({ type: z.int(), data: z.unknown().optional() });

/** Which first responses fit which interaction; 6 and 7 need a message whose component began it. */
function fits({ kind, sourceMessageId }: Interaction, type: InteractionResponseType): boolean {
  if (kind === 'autocomplete') return type === T.ApplicationCommandAutocompleteResult;
  if (type === T.ChannelMessageWithSource || type === T.DeferredChannelMessageWithSource) return true;
  if (type === T.DeferredMessageUpdate || type === T.UpdateMessage) return sourceMessageId !== undefined;
  return type === T.Modal && kind !== 'modal';
}

/**
 * The first response to an interaction.
 *
 * @returns the message it made or changed, if any.
 * @throws ApiError 10062 (unknown or too late), 40060 (responded before), 50035 and other refusals of its content; after
 *   a refusal of its content the bot may try again.
 */
export async function respond(
  world: World,
  interaction: Interaction,
  { body, uploads }: { body: unknown; uploads: Upload[] },
): Promise<{ type: InteractionResponseType; message: StoredMessage | undefined }> {
  expireInteractions(world);
  if (interaction.state === 'failed') throw apiErrors.unknownInteraction();
  if (interaction.state === 'answered') throw apiErrors.alreadyAcknowledged();
  const { type, data } = parseBody(callbackSchema, body);
  if (!fits(interaction, type)) {
    throw invalidField(['type'], 'INTERACTION_RESPONSE_TYPE_INVALID', 'This response does not fit the interaction.');
  }
  const act = prepare(world, interaction, { type, data, uploads });
  // Between the checks and here nothing waits, so of two responses at once only the first is taken.
  interaction.state = 'answered';
  world.pending.delete(interaction);
  interaction.callback = type;
  try {
    const message = await act();
    world.publish({ type: 'interaction_answered', interaction, callback: type });
    return { type, message };
  } catch (error: unknown) {
    interaction.state = 'pending';
    world.pending.add(interaction);
    interaction.callback = undefined;
    throw error;
  }
}

interface Response {
  type: InteractionResponseType;
  data: unknown;
  uploads: Upload[];
}

/** Judges the content of a response; the returned function carries it out. */
function prepare(world: World, interaction: Interaction, response: Response): () => Promise<StoredMessage | undefined> {
  const { type, data } = response;
  switch (type) {
    case T.ChannelMessageWithSource:
      refuse(validateMessage(data ?? {}, { files: response.uploads, context: 'interaction' }));
      return () => reply(world, interaction, response);
    case T.DeferredChannelMessageWithSource:
      return () => reply(world, interaction, response);
    case T.DeferredMessageUpdate:
      return async () => sourceOf(world, interaction);
    case T.UpdateMessage:
      return prepareUpdate(world, interaction, response);
    case T.ApplicationCommandAutocompleteResult:
      refuse(validateAutocomplete(data));
      return async () => {
        const { choices = [] } = (data ?? {}) as { choices?: APIApplicationCommandOptionChoice[] };
        world.publish({ type: 'autocomplete', interaction, choices });
        return undefined;
      };
    default:
      refuse(validateModal(data));
      return async () => openModal(world, interaction, data as APIModalInteractionResponseCallbackData);
  }
}

async function reply(
  world: World,
  interaction: Interaction,
  { type, data, uploads }: Response,
): Promise<StoredMessage> {
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw apiErrors.unknownChannel();
  const payload = parseBody(messagePayloadSchema, data ?? {}, ['data']);
  const loading = type === T.DeferredChannelMessageWithSource;
  const source = world.messages.get(interaction.sourceMessageId ?? '');
  const message = await createMessage(world, {
    channel,
    author: world.bot.user,
    payload: loading ? {} : payload,
    uploads: loading ? [] : uploads,
    interaction,
    ephemeral: ((payload.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    loading,
    repliesTo: source,
    type: source ? MessageType.Reply : MessageType.ChatInputCommand,
  });
  interaction.originalId = message.api.id;
  return message;
}

function sourceOf(world: World, interaction: Interaction): StoredMessage {
  const source = world.messages.get(interaction.sourceMessageId ?? '');
  if (!source) throw apiErrors.unknownMessage();
  interaction.originalId = source.api.id;
  return source;
}

function prepareUpdate(
  world: World,
  interaction: Interaction,
  { data, uploads }: Response,
): () => Promise<StoredMessage> {
  const existing = world.messages.get(interaction.sourceMessageId ?? '');
  if (!existing) throw apiErrors.unknownMessage();
  refuse(validateMessage(data ?? {}, { files: uploads, existing: asExisting(existing), context: 'interaction' }));
  const payload = parseBody(messagePayloadSchema, data ?? {}, ['data']);
  return () => editMessage(world, sourceOf(world, interaction), { payload, uploads, interaction });
}

/** What the limits need to know of a message that is edited: also the files that embeds and components show. */
export const asExisting = ({ api, files }: StoredMessage) => ({
  flags: api.flags ?? 0,
  content: api.content,
  embeds: api.embeds,
  components: api.components ?? [],
  attachments: files.map(({ api: { id, filename } }) => ({ id, filename })),
});

function openModal(world: World, interaction: Interaction, data: APIModalInteractionResponseCallbackData): undefined {
  const components = resolveComponents(data.components as unknown as LooseComponent[], undefined);
  interaction.modal = { ...data, components: components as unknown as typeof data.components };
  interaction.originalId = interaction.sourceMessageId;
  world.publish({ type: 'modal_open', interaction, modal: interaction.modal });
}
