import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { apiErrors, refuse } from '../errors.ts';
import { validateMessage } from '../limits/index.ts';
import { messagePayloadSchema, type Upload } from '../messages/payload.ts';
import { createMessage, editMessage } from '../messages/store.ts';
import { parseBody } from '../rest/body.ts';
import type { Interaction, StoredMessage, World } from '../world.ts';
import { asExisting } from './callback.ts';
import { interactionByToken, TOKEN_LIFE_MS } from './start.ts';

/** @throws ApiError 10015 for a token never given, 50027 for one of over fifteen minutes. */
export function interactionOfToken(world: World, applicationId: string, token: string): Interaction {
  const interaction = interactionByToken(world, token);
  if (!interaction || applicationId !== world.application.id) throw apiErrors.unknownWebhook();
  if (world.now() - interaction.createdAtMs > TOKEN_LIFE_MS) throw apiErrors.invalidWebhookToken();
  return interaction;
}

/**
 * A message that an interaction's token reaches: `@original` or one of its follow-ups by id.
 *
 * @throws ApiError 10008
 */
export function messageOfToken(world: World, interaction: Interaction, id: string): StoredMessage {
  const message = world.messages.get(id === '@original' ? (interaction.originalId ?? '') : id);
  const reachable = message?.interactionId === interaction.id || message?.api.id === interaction.originalId;
  if (!message || !reachable) throw apiErrors.unknownMessage();
  return message;
}

interface WebhookBody {
  body: unknown;
  uploads: Upload[];
}

/** A follow-up. The first one right after a deferral takes the place of the "thinking" message. */
export async function followUp(world: World, interaction: Interaction, sent: WebhookBody): Promise<StoredMessage> {
  if (interaction.state !== 'answered') throw apiErrors.unknownWebhook();
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw apiErrors.unknownChannel();
  const original = world.messages.get(interaction.originalId ?? '');
  const deferred = interaction.callback === InteractionResponseType.DeferredChannelMessageWithSource;
  if (deferred && original && ((original.api.flags ?? 0) & MessageFlags.Loading) !== 0) {
    // Taken at once: of two follow-ups only the first takes the place.
    interaction.callback = InteractionResponseType.ChannelMessageWithSource;
    try {
      return await editThroughToken(world, interaction, original, sent);
    } catch (error: unknown) {
      interaction.callback = InteractionResponseType.DeferredChannelMessageWithSource;
      throw error;
    }
  }
  refuse(validateMessage(sent.body, { files: sent.uploads, context: 'webhook' }));
  const payload = parseBody(messagePayloadSchema, sent.body);
  return createMessage(world, {
    channel,
    author: world.bot.user,
    payload,
    uploads: sent.uploads,
    interaction,
    ephemeral: ((payload.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    repliesTo: original,
  });
}

export async function editThroughToken(
  world: World,
  interaction: Interaction,
  message: StoredMessage,
  { body, uploads }: WebhookBody,
): Promise<StoredMessage> {
  refuse(validateMessage(body, { files: uploads, existing: asExisting(message), context: 'webhook' }));
  const payload = parseBody(messagePayloadSchema, body);
  return editMessage(world, message, { payload, uploads, interaction });
}
