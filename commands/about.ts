import { MessageFlags } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import { common } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { panel, text } from '../src/discord/panel.ts';

interface AboutDeps {
  course: Course;
  version: string;
  /** The language model that marks, where there is one. */
  model: string | undefined;
  /** What trains networks. @throws when it cannot be found out */
  describeTraining(): Promise<TrainingLabel>;
}

interface TrainingLabel {
  engine: string;
  provider: string;
  device: string;
  weights: string;
}

/** `/about`: what this is, how it marks, and what it keeps. */
export function createAboutCommand({ course, version, model, describeTraining }: AboutDeps): Command {
  return {
    data: { name: 'about', description: 'What I am, how I mark, and what I keep of you' },
    async run(interaction) {
      // What trains is asked of a process of its own, which may take longer than the three seconds that Discord waits.
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const training = await describeTraining().catch(() => undefined);
      const counts = { lessons: course.lessons.length, questions: course.questions().length };
      const view = panel(
        text(common.aboutHeading(version)),
        text(common.about({ ...counts, model })),
        text(common.training(training && { ...training, device: plain(training.device, 80) })),
        text(common.privacy),
      );
      await interaction.editReply(view);
    },
  };
}
