import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Course, QuestionFilter } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import type { Question } from '../src/core/question.ts';
import { quiz as texts } from '../src/core/texts/index.ts';
import { privateFlag } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Submission } from '../src/practice/submit.ts';
import { StoreError } from '../src/store/errors.ts';
import { questionPanel } from './quiz-panels.ts';
import type { ShowMark } from './show-mark.ts';

interface ConversationDeps {
  course: Course;
  practice: Practice;
}

type Asking = ChatInputCommandInteraction | ButtonInteraction;
type Answering = ButtonInteraction | ModalSubmitInteraction;

/** The turns of a quiz that several of its buttons share: a question is shown, an answer is marked. */
export function createConversation({ course, practice }: ConversationDeps) {
  const show = async (interaction: Asking, question: Question, note?: string): Promise<void> => {
    const owner = interaction.user.id;
    const { guildId } = interaction;
    const noted = guildId === null ? undefined : practice.shownIn(owner, question.id, guildId);
    const [counts] = await Promise.all([practice.counts(owner, question.id), noted]);
    const view = questionPanel({ question, course, owner, inServer: interaction.inGuild(), note, counts });
    await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
  };

  return {
    /** Shows a question. @param note a line under it */
    show,
    /** @throws {UserError} when the lesson no longer has it. */
    questionOf(id: string): Question {
      const question = course.question(id);
      if (!question) throw new UserError(texts.removed);
      return question;
    },
    /** @throws {UserError} when the person has no such attempt. */
    async attemptOf(person: string, id: string): Promise<Attempt> {
      const attempt = await practice.attempt(person, id);
      if (!attempt) throw new UserError(texts.unknownAttempt);
      return attempt;
    },
    async open(interaction: Asking, question: Question, filter: QuestionFilter = {}): Promise<void> {
      await practice.open(interaction.user.id, question, filter);
      await show(interaction, question);
    },
    async ask(interaction: Asking, filter: QuestionFilter): Promise<void> {
      const { question, reopened } = await practice.ask(interaction.user.id, filter);
      await show(interaction, question, reopened ? texts.reopened : undefined);
    },
    async next(interaction: ButtonInteraction): Promise<void> {
      await show(interaction, await practice.next(interaction.user.id));
    },
    /** Stores and marks an answer. @throws {UserError} with their text when that fails */
    submit: (submission: Submission): Promise<Attempt> => submit(practice, submission),
  };
}

interface MarkingDeps {
  practice: Practice;
  showMark: ShowMark;
}

/** Turns a question's message into the mark of its answer. */
export async function markAnswer(
  { practice, showMark }: MarkingDeps,
  interaction: Answering,
  answered: Omit<Submission, 'person' | 'guild'>,
): Promise<void> {
  // Acknowledged before it is marked: Discord gives up after three seconds, and a language model
  // may take longer, or many may answer at once.
  if (interaction.isModalSubmit() && !interaction.isFromMessage()) {
    await interaction.deferReply(interaction.inGuild() ? { flags: MessageFlags.Ephemeral } : {});
  } else await interaction.deferUpdate();
  const guild = interaction.guildId ?? undefined;
  const attempt = await submit(practice, { ...answered, person: interaction.user.id, guild });
  await interaction.editReply(await showMark(interaction, { attempt, canShare: interaction.inGuild() }));
}

/** Stores and marks an answer; when that fails, the person gets their text back. */
const submit = (practice: Practice, submission: Submission): Promise<Attempt> =>
  keepText(submission.answer, () => practice.submit(submission));

/** @throws {UserError} that gives what was typed back, when it could not be stored */
export async function keepText<T>(typed: string, store: () => Promise<T>, told: string = texts.notSaved): Promise<T> {
  try {
    return await store();
  } catch (error: unknown) {
    if (!(error instanceof StoreError)) throw error;
    throw new UserError(told, { cause: error, ...(typed === '' ? {} : { giveBack: typed }) });
  }
}
