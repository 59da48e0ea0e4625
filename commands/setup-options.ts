import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { setup as texts } from '../src/core/texts/index.ts';
import type { Daily } from '../src/daily/daily.ts';
import { suggestZoneChoices } from './daily-options.ts';
import { nameOf } from './setup-panel.ts';

/** The value of "a new one" among the schedules. */
export const NEW = 'new';

export const setupData: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'setup',
  description: 'Post a question a day in this server: where, when and what about',
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  contexts: [InteractionContextType.Guild],
  options: [
    {
      name: 'zone',
      description: 'The time zone: start typing a city',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
    },
    { name: 'time', description: 'The time of day, such as 07:30', type: ApplicationCommandOptionType.String },
    {
      name: 'schedule',
      description: 'Which one, where this server has several',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
    },
  ],
};

/** Offers zones, or the server's schedules and a new one. */
export async function suggestSetup(
  interaction: AutocompleteInteraction,
  { daily, now }: { daily: Daily; now: () => number },
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'zone') {
    await interaction.respond(suggestZoneChoices(value, now()));
    return;
  }
  const all = interaction.guildId === null ? [] : await daily.schedules.listOf(interaction.guildId);
  const choices = all.map((schedule) => ({ name: nameOf(schedule), value: schedule.id }));
  await interaction.respond([...choices, { name: texts.new, value: NEW }]);
}
