import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Job } from '../src/core/training/job.ts';
import type { MessageFile } from '../src/discord/channel.ts';
import type { panel } from '../src/discord/panel.ts';
import type { Place, RunMessages } from '../src/training/run-messages.ts';

export type Asking =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

/** Says that an answer takes a moment; in a server the answer is for the learner alone. */
export async function think(interaction: Asking): Promise<void> {
  await interaction.deferReply(interaction.inGuild() ? { flags: MessageFlags.Ephemeral } : {});
}

/**
 * Answers after {@link think}. In direct messages the answer stays, so it is remembered as one of the run's: it goes
 * when the run is deleted.
 */
export async function answer(
  interaction: Asking,
  view: ReturnType<typeof panel>,
  { job, places, files = [] }: { job: Job; places: RunMessages; files?: MessageFile[] },
): Promise<void> {
  const attached = files.map(({ name, data }) => ({ name, attachment: data }));
  const message = await interaction.editReply({ ...view, files: attached, allowedMentions: { parse: [] } });
  if (!interaction.inGuild()) await places.add(job, { channel: message.channelId, message: message.id });
}

/** A message's address. @param server absent in direct messages */
export function linkTo({ channel, message }: Place, server: string | undefined): string {
  return `https://discord.com/channels/${server ?? '@me'}/${channel}/${message}`;
}
