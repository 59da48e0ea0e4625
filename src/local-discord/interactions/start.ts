import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandInteractionMetadata,
  type APIMessageComponentInteractionMetadata,
  type APIMessageInteractionMetadata,
  ApplicationIntegrationType,
  InteractionType,
} from 'discord-api-types/v10';
import { guildIdOf } from '../channels.ts';
import type { Channel, Interaction, Person, World } from '../world.ts';

/** How long a bot has for its first response. */
export const FIRST_RESPONSE_MS = 3000;
/** How long a token serves for edits and follow-ups. */
export const TOKEN_LIFE_MS = 15 * 60 * 1000;
/** Answered interactions are kept a while after their token's end, so that late calls get 50027. */
const KEPT_MS = 60 * 60 * 1000;

interface NewInteraction {
  kind: Interaction['kind'];
  person: Person;
  channel: Channel;
  data: object;
  commandName?: string;
  sourceMessageId?: string | undefined;
  /** The interaction that opened the modal which is now submitted. */
  opener?: Interaction;
}

export const TYPE_OF: Record<Interaction['kind'], InteractionType> = {
  command: InteractionType.ApplicationCommand,
  component: InteractionType.MessageComponent,
  autocomplete: InteractionType.ApplicationCommandAutocomplete,
  modal: InteractionType.ModalSubmit,
};

/** Tells the bot of an interaction. If it does not respond in three seconds, the person is told so. */
export function startInteraction(world: World, begun: NewInteraction): Interaction {
  const { kind, person, channel, data, commandName, sourceMessageId } = begun;
  const id = world.nextId();
  const guildId = guildIdOf(world, channel);
  const interaction: Interaction = {
    id,
    token: makeToken(id),
    kind,
    createdAtMs: world.now(),
    userId: person.user.id,
    channelId: channel.api.id,
    guildId,
    data,
    commandName,
    sourceMessageId,
    metadata: metadataOf(begun, id, guildId),
    state: 'pending',
    callback: undefined,
    originalId: undefined,
    modal: undefined,
  };
  forgetOld(world);
  world.interactions.set(id, interaction);
  world.pending.add(interaction);
  const timer = setTimeout(() => expireInteractions(world), FIRST_RESPONSE_MS + 1);
  timer.unref();
  world.publish({ type: 'interaction', interaction });
  return interaction;
}

/** The token carries the interaction's id, as Discord's does. */
const makeToken = (id: string): string =>
  Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString('base64url');

/** @returns the interaction that has exactly this token. */
export function interactionByToken(world: World, token: string): Interaction | undefined {
  const [, id = ''] = Buffer.from(token, 'base64url').toString().split(':');
  const interaction = world.interactions.get(id);
  return interaction?.token === token ? interaction : undefined;
}

/** Fails every interaction whose first response is overdue at `now()`. */
export function expireInteractions(world: World): void {
  for (const interaction of world.pending) {
    if (world.now() - interaction.createdAtMs <= FIRST_RESPONSE_MS) continue;
    world.pending.delete(interaction);
    interaction.state = 'failed';
    world.publish({ type: 'interaction_failed', interaction });
  }
}

function forgetOld(world: World): void {
  for (const [id, { createdAtMs }] of world.interactions) {
    if (world.now() - createdAtMs <= KEPT_MS) return;
    world.interactions.delete(id);
  }
}

type Trigger = APIApplicationCommandInteractionMetadata | APIMessageComponentInteractionMetadata;

function metadataOf(begun: NewInteraction, id: string, guildId: string | undefined): APIMessageInteractionMetadata {
  const owners = authorizingOwners(guildId);
  const common = { id, user: begun.person.user, authorizing_integration_owners: owners };
  if (begun.kind === 'modal' && begun.opener) {
    const { original_response_message_id: _, ...opener } = begun.opener.metadata as Trigger;
    return { ...common, type: InteractionType.ModalSubmit, triggering_interaction_metadata: opener as Trigger };
  }
  if (begun.kind === 'component' && begun.sourceMessageId !== undefined) {
    return { ...common, type: InteractionType.MessageComponent, interacted_message_id: begun.sourceMessageId };
  }
  return { ...common, type: InteractionType.ApplicationCommand } as APIApplicationCommandInteractionMetadata;
}

/** The guild (or, in a direct channel, "0") for which the application was installed. */
export const authorizingOwners = (guildId: string | undefined): Record<ApplicationIntegrationType, string> =>
  ({ [ApplicationIntegrationType.GuildInstall]: guildId ?? '0' }) as Record<ApplicationIntegrationType, string>;
