import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../src/core/errors.ts';
import { review as texts } from '../src/core/texts/index.ts';
import { type Command, on } from '../src/discord/command.ts';
import { defineId, snowflake } from '../src/discord/custom-id.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import type { Plan, Reviews } from '../src/practice/reviews.ts';
import { DEFAULT_MINUTES_PER_DAY } from '../src/practice/today.ts';

const DAY_MS = 86_400_000;

const ids = { clear: defineId('plan', 'clear', { owner: snowflake }) };

interface PlanDeps {
  reviews: Reviews;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** `/plan`: the day of the interview, before which every question comes back; without options, what was planned. */
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
      const person = interaction.user.id;
      const typed = interaction.options.getString('date')?.trim();
      const minutes = interaction.options.getInteger('minutes') ?? undefined;
      const plan = await reviews.plan(person);
      if (typed === undefined && minutes === undefined) {
        const view = planPanel(plan, { owner: person, nowMs: now() });
        await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
        return;
      }
      const date = typed === undefined ? plan?.date : readDate(typed, now());
      if (date === undefined) throw new UserError(texts.noPlanYet);
      // A new day keeps the minutes that were set, and new minutes keep the day.
      const minutesPerDay = minutes ?? plan?.minutesPerDay ?? DEFAULT_MINUTES_PER_DAY;
      await reviews.setPlan({ person, date, minutesPerDay });
      const content = texts.planned(secondsOf(date), minutesPerDay);
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    },
    actions: [
      on('button', ids.clear, async (interaction, { owner }) => {
        const was = await reviews.clearPlan(owner);
        await interaction.update(panel(text(was ? texts.planCleared : texts.planClearedAlready)));
      }),
    ],
  };
}

/** @throws {UserError} when it is no date, or over */
function readDate(typed: string, nowMs: number): string {
  const date = z.iso.date().safeParse(typed);
  if (!date.success) throw new UserError(texts.notADate(plain(typed, 30)));
  if (isPast(date.data, nowMs)) throw new UserError(texts.past(date.data));
  return date.data;
}

function planPanel(plan: Plan | undefined, { owner, nowMs }: { owner: string; nowMs: number }) {
  if (!plan) return panel(text(texts.noPlanYet));
  return panel(
    text(texts.planIs(secondsOf(plan.date), plan.minutesPerDay, isPast(plan.date, nowMs))),
    buttons(button(texts.clearPlan, ids.clear.build({ owner }), { danger: true })),
  );
}

const secondsOf = (date: string): number => Math.floor(Date.parse(date) / 1000);

/** Somebody west of Greenwich may still have yesterday's date. */
const isPast = (date: string, nowMs: number): boolean => Date.parse(date) < nowMs - DAY_MS;
