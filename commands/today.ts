import { type Command, on } from '../src/discord/command.ts';
import { privateFlag } from '../src/discord/panel.ts';
import { todayIds } from './today-ids.ts';
import type { TodaySteps } from './today-steps.ts';

/** `/today`: what today holds, and one button: due reviews, the next section, new questions, done. */
export function createTodayCommand(steps: TodaySteps): Command {
  return {
    data: { name: 'today', description: 'What today holds: one button leads you through it' },
    async run(interaction) {
      const view = await steps.overview(interaction.user.id);
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    },
    actions: [on('button', todayIds.continue, (interaction) => steps.continue(interaction))],
  };
}
