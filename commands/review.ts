import type { Course } from '../src/core/course.ts';
import { review as texts } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { button, buttons, panel, privateFlag, text } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Reviews } from '../src/practice/reviews.ts';
import { createConversation } from './quiz-conversation.ts';
import { quizIds } from './quiz-ids.ts';

interface ReviewDeps {
  course: Course;
  practice: Practice;
  reviews: Reviews;
}

/** `/review`: the questions whose time has come again, weakest first. */
export function createReviewCommand({ course, practice, reviews }: ReviewDeps): Command {
  const { show } = createConversation({ course, practice });
  return {
    data: { name: 'review', description: 'Questions whose time has come again, weakest first' },
    async run(interaction) {
      const owner = interaction.user.id;
      const due = await practice.review(owner);
      if (due) {
        await show(interaction, due.question, texts.left(due.left));
        return;
      }
      const next = await reviews.upcoming(owner);
      const seconds = next && Math.floor(Date.parse(next.due) / 1000);
      const view = panel(
        text(seconds === undefined ? texts.nothingYet : texts.nothingDue(seconds)),
        buttons(button(texts.newQuestion, quizIds.another.build({ owner }), { primary: true })),
      );
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    },
  };
}
