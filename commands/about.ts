import { MessageFlags } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import { common } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { panel, text } from '../src/discord/panel.ts';

interface AboutDeps {
  course: Course;
  version: string;
  /** The language model that marks, where there is one. */
  model: string | undefined;
}

/** `/about`: what this is, how it marks, and what it keeps. */
export function createAboutCommand({ course, version, model }: AboutDeps): Command {
  return {
    data: { name: 'about', description: 'What I am, how I mark, and what I keep of you' },
    async run(interaction) {
      const counts = { lessons: course.lessons.length, questions: course.questions().length };
      const view = panel(
        text(common.aboutHeading(version)),
        text(common.about({ ...counts, model })),
        text(common.privacy),
      );
      await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
    },
  };
}
