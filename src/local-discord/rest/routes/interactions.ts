import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { apiErrors } from '../../errors.ts';
import { respond } from '../../interactions/callback.ts';
import { TYPE_OF } from '../../interactions/start.ts';
import { editThroughToken, followUp, interactionOfToken, messageOfToken } from '../../interactions/webhook.ts';
import { deleteMessage } from '../../messages/store.ts';
import type { Interaction, StoredMessage, World } from '../../world.ts';
import { type ApiEnv, sentIn } from '../env.ts';

const T = InteractionResponseType;

/** What kind of resource a response made; a deferred message is a message (OpenAPI document). */
const MADE: Partial<Record<InteractionResponseType, InteractionResponseType>> = {
  [T.ChannelMessageWithSource]: T.ChannelMessageWithSource,
  [T.DeferredChannelMessageWithSource]: T.ChannelMessageWithSource,
  [T.UpdateMessage]: T.UpdateMessage,
};

/** First responses, and what an interaction's token reaches afterwards. */
export function interactionRoutes(world: World): Hono<ApiEnv> {
  const interactionIn = (c: Context<ApiEnv>): Interaction =>
    interactionOfToken(world, c.req.param('app') ?? '', c.req.param('token') ?? '');
  const found = (c: Context<ApiEnv>): { interaction: Interaction; message: StoredMessage } => {
    const interaction = interactionIn(c);
    return { interaction, message: messageOfToken(world, interaction, c.req.param('message') ?? '') };
  };

  return new Hono<ApiEnv>()
    .post('/interactions/:id/:token/callback', async (c) => {
      const interaction = world.interactions.get(c.req.param('id'));
      if (interaction?.token !== c.req.param('token')) throw apiErrors.unknownInteraction();
      const { type, message } = await respond(world, interaction, sentIn(c));
      return c.req.query('with_response') === 'true'
        ? c.json(responseView(interaction, type, message))
        : c.body(null, 204);
    })
    .post('/webhooks/:app/:token', async (c) => {
      const message = await followUp(world, interactionIn(c), sentIn(c));
      return c.json(message.api);
    })
    .get('/webhooks/:app/:token/messages/:message', (c) => c.json(found(c).message.api))
    .patch('/webhooks/:app/:token/messages/:message', async (c) => {
      const { interaction, message } = found(c);
      const edited = await editThroughToken(world, interaction, message, sentIn(c));
      return c.json(edited.api);
    })
    .delete('/webhooks/:app/:token/messages/:message', (c) => {
      deleteMessage(world, found(c).message);
      return c.body(null, 204);
    });
}

function responseView(interaction: Interaction, type: InteractionResponseType, message: StoredMessage | undefined) {
  const flags = message?.api.flags ?? 0;
  const made = MADE[type];
  const about = message
    ? {
        response_message_id: message.api.id,
        response_message_loading: (flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
      }
    : {};
  return {
    interaction: {
      id: interaction.id,
      type: TYPE_OF[interaction.kind],
      activity_instance_id: null,
      channel_id: interaction.channelId,
      ...(interaction.guildId === undefined ? {} : { guild_id: interaction.guildId }),
      ...about,
    },
    ...(message && made ? { resource: { type: made, message: message.api, activity_instance: null } } : {}),
  };
}
