import type { ButtonInteraction } from 'discord.js';
import { bookOf, shortTitle } from '../src/core/book.ts';
import type { Course } from '../src/core/course.ts';
import { today as texts } from '../src/core/texts/index.ts';
import { button, buttons, panel, privateFlag, text } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Reviews } from '../src/practice/reviews.ts';
import type { Day, SectionRef, Today } from '../src/practice/today.ts';
import type { FindReader } from './find-reader.ts';
import { pagePanel } from './lesson-panels.ts';
import { createConversation } from './quiz-conversation.ts';
import { quizIds } from './quiz-ids.ts';
import { todayIds } from './today-ids.ts';

interface TodayStepDeps {
  course: Course;
  practice: Practice;
  reviews: Reviews;
  today: Today;
  findReader: FindReader;
}

/** "Continue" of `/today`: also what "Next" means under the mark of one of its questions. */
export function createTodaySteps({ course, practice, reviews, today, findReader }: TodayStepDeps) {
  const { show } = createConversation({ course, practice });

  const read = async (interaction: ButtonInteraction, { lessonId, section }: SectionRef): Promise<void> => {
    const lesson = course.lesson(lessonId);
    const book = lesson && bookOf(lesson);
    const page = book?.pages.find((one) => one.section.id === section.id);
    if (!book || !page) throw new Error(`/today leads to ${lessonId}/${section.id}, which has no page`);
    const flags = privateFlag(interaction);
    const canReport = (await findReader(interaction)) !== undefined;
    const view = pagePanel({ book, page, inServer: interaction.inGuild(), canReport });
    await interaction.reply({ ...view, flags: view.flags | flags });
    const below = panel(text(texts.whenRead), continueButton(interaction.user.id));
    await interaction.followUp({ ...below, flags: below.flags | flags });
  };

  return {
    async continue(interaction: ButtonInteraction): Promise<void> {
      const owner = interaction.user.id;
      const step = await today.continue(owner);
      if (step.kind === 'section') await read(interaction, step.section);
      else if (step.kind === 'done') {
        const view = await donePanel(owner, step.day);
        await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
      } else await show(interaction, step.question, texts.stepNote(step.kind, step.day.minutesLeft));
    },
    /** What today holds. */
    async overview(owner: string) {
      const day = await today.look(owner);
      return day.next === 'done' ? donePanel(owner, day) : todayPanel(owner, day);
    },
  };

  async function donePanel(owner: string, { answersToday, minutesUsed, minutesLeft }: Day) {
    const next = await reviews.upcoming(owner);
    const isIdle = minutesUsed === 0 && minutesLeft > 0;
    return panel(
      text(`${texts.done}\n${isIdle ? texts.doneNothing : texts.doneText(answersToday)}`),
      next && text(texts.back(Math.floor(Date.parse(next.due) / 1000))),
      buttons(button(texts.more, quizIds.another.build({ owner }))),
    );
  }
}

export type TodaySteps = ReturnType<typeof createTodaySteps>;

function todayPanel(owner: string, day: Day) {
  const { plan, reviews, section, fresh, nextSection, minutesUsed, minutes } = day;
  const lines = [
    reviews > 0 ? texts.reviews(reviews) : undefined,
    section && nextSection ? texts.section(shortTitle(nextSection.section.title), nextSection.minutes) : undefined,
    fresh > 0 ? texts.fresh(fresh) : undefined,
  ].filter((line) => line !== undefined);
  const about = plan ? texts.interview(Math.floor(Date.parse(plan.date) / 1000)) : texts.noPlan;
  return panel(
    text(`${texts.heading}\n${lines.join('\n')}`),
    continueButton(owner),
    text(`${texts.minutes(minutesUsed, minutes)}\n${about}`),
  );
}

const continueButton = (owner: string) =>
  buttons(button(texts.continue, todayIds.continue.build({ owner }), { primary: true }));
