import { type ButtonInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../src/core/errors.ts';
import { mondayOf } from '../src/core/progress/days.ts';
import { progress as texts } from '../src/core/texts/index.ts';
import { type Command, on } from '../src/discord/command.ts';
import { defineId } from '../src/discord/custom-id.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import type { Boards, Period } from '../src/progress/boards.ts';
import type { Diaries } from '../src/progress/diaries.ts';

const period = z.enum(['week', 'all']);
type PeriodName = z.infer<typeof period>;

const ids = {
  /** `after` is where the page before ended; empty for the first. */
  page: defineId('leaderboard', 'page', { period, after: z.string() }),
  join: defineId('leaderboard', 'join', { period }),
  leave: defineId('leaderboard', 'leave', { period }),
};

interface LeaderboardDeps {
  boards: Boards;
  diaries: Diaries;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** `/leaderboard`: who practised most in this server, of those who joined. Practice counts, never marks. */
export function createLeaderboardCommand({ boards, diaries, now }: LeaderboardDeps): Command {
  const view = async (interaction: ChatInputCommandInteraction | ButtonInteraction, name: PeriodName, after = '') => {
    const guild = guildOf(interaction);
    const person = interaction.user.id;
    const over: Period = name === 'all' ? 'all' : { monday: mondayOf(await diaries.today(person)) };
    const [page, mine] = await Promise.all([
      boards.page(guild, over, after === '' ? undefined : after),
      boards.standing(guild, over, person),
    ]);
    const rows = page.rows.map((row) => texts.boardRow(row.rank, row.person, row.answers));
    const notes = [texts.people(page.people), ...(mine ? [texts.you(mine.rank, mine.answers)] : []), texts.boardNote];
    const tab = (label: string, to: PeriodName) =>
      button(label, ids.page.build({ period: to, after: '' }), { disabled: to === name && after === '' });
    return panel(
      text(texts.boardHeading(name === 'week')),
      text(rows.join('\n') || texts.boardEmpty),
      text(notes.join('\n')),
      buttons(
        tab(texts.week, 'week'),
        tab(texts.all, 'all'),
        page.next === undefined ? undefined : button(texts.more, ids.page.build({ period: name, after: page.next })),
        mine
          ? button(texts.leave, ids.leave.build({ period: name }))
          : button(texts.join, ids.join.build({ period: name }), { primary: true }),
      ),
    );
  };

  return {
    data: { name: 'leaderboard', description: 'Who practises most in this server, of those who joined' },
    async run(interaction) {
      const board = await view(interaction, 'week');
      await interaction.reply({ ...board, flags: board.flags | MessageFlags.Ephemeral });
    },
    actions: [
      on('button', ids.page, async (interaction, { period: name, after }) => {
        await interaction.update(await view(interaction, name, after));
      }),
      on('button', ids.join, async (interaction, { period: name }) => {
        await boards.join(guildOf(interaction), await diaries.of(interaction.user.id), now());
        await interaction.update(await view(interaction, name));
      }),
      on('button', ids.leave, async (interaction, { period: name }) => {
        await boards.leave(guildOf(interaction), interaction.user.id);
        await interaction.update(await view(interaction, name));
      }),
    ],
  };
}

function guildOf({ guildId }: ChatInputCommandInteraction | ButtonInteraction): string {
  if (guildId === null) throw new UserError(texts.onlyInServers);
  return guildId;
}
