import type { Notice, Notices } from '../src/appeals/notices.ts';
import { appeal as texts } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { button, buttons, panel, privateFlag, text } from '../src/discord/panel.ts';
import { quizIds } from './quiz-ids.ts';

/** Something that a person is told once. */
export function noticePanel({ content, person, attempt }: Notice) {
  const see =
    attempt === undefined
      ? undefined
      : buttons(button(texts.seeMark, quizIds.seeMark.build({ owner: person, attempt }), { primary: true }));
  return panel(text(content), see);
}

/** The same command; after it has answered, a person sees what could not be sent to them before. */
export function tellingKept(command: Command, notices: Notices): Command {
  return {
    ...command,
    async run(interaction) {
      await command.run(interaction);
      if (!interaction.replied && !interaction.deferred) return;
      await notices.tellKept(interaction.user.id, async (notice) => {
        const view = noticePanel(notice);
        await interaction.followUp({ ...view, flags: view.flags | privateFlag(interaction) });
      });
    },
  };
}
