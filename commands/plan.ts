import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../src/core/errors.ts';
import { review as texts } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import type { Reviews } from '../src/practice/reviews.ts';
import { DEFAULT_MINUTES_PER_DAY } from '../src/practice/today.ts';

const DAY_MS = 86_400_000;

interface PlanDeps {
  reviews: Reviews;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** `/plan`: the day of the interview, before which every question comes back. */
export function createPlanCommand({ reviews, now }: PlanDeps): Command {
  return {
    data: {
      name: 'plan',
      description: 'Tell me the day of your interview, and everything comes back before it',
      options: [
        {
          name: 'date',
          description: 'The day of your interview, such as 2027-03-15',
          type: ApplicationCommandOptionType.String,
          required: true,
          max_length: 20,
        },
        {
          name: 'minutes',
          description: `Minutes a day that you have (${DEFAULT_MINUTES_PER_DAY} unless you say)`,
          type: ApplicationCommandOptionType.Integer,
          min_value: 5,
          max_value: 240,
        },
      ],
    },
    async run(interaction) {
      const typed = interaction.options.getString('date', true).trim();
      const date = z.iso.date().safeParse(typed);
      if (!date.success) throw new UserError(texts.notADate(plain(typed, 30)));
      // Somebody west of Greenwich may still have yesterday's date.
      if (Date.parse(date.data) < now() - DAY_MS) throw new UserError(texts.past(date.data));
      const minutesPerDay = interaction.options.getInteger('minutes') ?? DEFAULT_MINUTES_PER_DAY;
      await reviews.setPlan({ person: interaction.user.id, date: date.data, minutesPerDay });
      const content = texts.planned(Math.floor(Date.parse(date.data) / 1000), minutesPerDay);
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    },
  };
}
