import { type APIMessage, type APIMessageInteractionMetadata, MessageReferenceType } from 'discord-api-types/v10';
import { guildIdOf } from '../channels.ts';
import type { Channel, Interaction, StoredMessage, World } from '../world.ts';

/** What a message says of the interaction it answers or follows. */
export function aboutInteraction(world: World, interaction: Interaction): Partial<APIMessage> {
  const user = world.people.get(interaction.userId)?.user;
  const legacy =
    interaction.commandName !== undefined && interaction.kind === 'command' && user
      ? { interaction: { id: interaction.id, type: 2, name: interaction.commandName, user } }
      : {};
  const followsUp = interaction.originalId !== undefined;
  const metadata: APIMessageInteractionMetadata = {
    ...interaction.metadata,
    ...(followsUp && interaction.originalId ? { original_response_message_id: interaction.originalId } : {}),
  };
  return {
    application_id: world.application.id,
    webhook_id: world.application.id,
    interaction_metadata: metadata,
    ...(followsUp ? {} : (legacy as Partial<APIMessage>)),
  };
}

/** What a message says of the one it replies to. */
export function aboutReply(world: World, channel: Channel, { api }: StoredMessage): Partial<APIMessage> {
  const { referenced_message: _, ...referenced } = api;
  const guildId = guildIdOf(world, channel);
  return {
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: api.channel_id,
      message_id: api.id,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    },
    referenced_message: referenced,
  };
}
