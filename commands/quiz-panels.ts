import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import type { Question } from '../src/core/question.ts';
import { cut } from '../src/core/text.ts';
import { quiz as texts } from '../src/core/texts/index.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { quizIds } from './quiz-ids.ts';

/** Discord's limits for a modal's title and a text input. */
const MAX_TITLE = 45;
export const MAX_ANSWER = 4000;
/** The modal's one input. */
export const ANSWER_FIELD = 'answer';

interface QuestionView {
  question: Question;
  course: Course;
  owner: string;
  inServer: boolean;
  /** Why it is shown, in a line. */
  note: string | undefined;
  /** The first try, or one when a review is due. */
  counts: boolean;
}

/** A question with its Answer button. */
export function questionPanel({ question, course, owner, inServer, note, counts }: QuestionView) {
  const notes = [note, counts ? texts.thisCounts : texts.isPractice];
  return panel(
    text(texts.header(course.lesson(question.lessonId)?.title ?? question.lessonId, question.difficulty)),
    text(`### ${question.text}\n${texts.instructions(inServer)}`),
    buttons(
      button(texts.answer, quizIds.answer.build({ owner, question: question.id }), { primary: true }),
      button(texts.dontKnow, quizIds.dontKnow.build({ owner, question: question.id })),
      button(texts.another, quizIds.another.build({ owner })),
    ),
    text(notes.filter((line) => line !== undefined).join('\n')),
  );
}

interface ModalView {
  question: Pick<Question, 'text'>;
  /** New for each attempt. */
  customId: string;
  /** The last answer, to be improved. */
  filled?: string;
}

/** The modal hides the message under it, so it repeats the question above its input. */
export function answerModal({ question, customId, filled }: ModalView): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title: cut(texts.modalTitle, MAX_TITLE),
    components: [
      { type: ComponentType.TextDisplay, content: `**${question.text}**` },
      {
        type: ComponentType.Label,
        label: texts.modalLabel,
        component: {
          type: ComponentType.TextInput,
          custom_id: ANSWER_FIELD,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: 1,
          max_length: MAX_ANSWER,
          placeholder: texts.modalHint,
          ...(filled ? { value: cut(filled, MAX_ANSWER) } : {}),
        },
      },
    ],
  };
}
