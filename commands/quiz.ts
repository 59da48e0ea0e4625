import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Course, QuestionFilter } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import { nearest } from '../src/core/fuzzy.ts';
import { DIFFICULTIES, type Question } from '../src/core/question.ts';
import { cut, isBlank } from '../src/core/text.ts';
import { quiz as texts } from '../src/core/texts/index.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { privateFlag } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import { type ContestDeps, contestActions } from './contest.ts';
import { howMarkedPanel, sharedPanel } from './mark-panel.ts';
import { ownMarkPanel } from './own-mark-panel.ts';
import { createConversation, markAnswer } from './quiz-conversation.ts';
import { quizIds } from './quiz-ids.ts';
import { ANSWER_FIELD, answerModal } from './quiz-panels.ts';
import type { ShowMark } from './show-mark.ts';

interface QuizDeps extends ContestDeps {
  course: Course;
  practice: Practice;
  showMark: ShowMark;
  /** Goes on with `/today`. */
  continueToday: (interaction: ButtonInteraction) => Promise<void>;
  /** A new short token for each attempt, of letters and digits. */
  nonce: () => string;
}

/** `/quiz`: one question, a free-text answer, its mark. */
export function createQuizCommand(deps: QuizDeps): Command {
  const { course } = deps;
  const conversation = createConversation(deps);
  return {
    data,
    autocomplete: (interaction) => suggest(interaction, course),
    async run(interaction) {
      const { question, filter } = readOptions(interaction, course);
      if (question) await conversation.open(interaction, question, filter);
      else await conversation.ask(interaction, filter);
    },
    actions: [...askingActions(deps, conversation), ...markActions(deps, conversation), ...contestActions(deps)],
  };
}

const option = (name: string, description: string) => ({
  name,
  description,
  type: ApplicationCommandOptionType.String as const,
});

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'quiz',
  description: 'Practise an interview question and get your answer marked',
  options: [
    { ...option('topic', 'The lesson to be asked about'), autocomplete: true },
    { ...option('question', 'One particular question'), autocomplete: true },
    {
      ...option('difficulty', 'How hard it may be'),
      choices: DIFFICULTIES.map((difficulty) => ({ name: difficulty, value: difficulty })),
    },
  ],
};

type Conversation = ReturnType<typeof createConversation>;

/** The buttons that lead to a question, and the modal that answers it. */
function askingActions(deps: QuizDeps, conversation: Conversation): Action[] {
  const { course, nonce, practice, continueToday } = deps;
  const { questionOf, attemptOf } = conversation;
  const modalId = (owner: string, question: string): string =>
    quizIds.submit.build({ owner, question, nonce: nonce() });
  return [
    on('button', quizIds.topic, (interaction, { lesson, section }) => {
      const inSection = { lessonId: lesson, sectionId: section || undefined };
      return conversation.ask(interaction, course.questions(inSection).length > 0 ? inSection : { lessonId: lesson });
    }),
    on('button', quizIds.tryIt, (interaction, { question }) => conversation.open(interaction, questionOf(question))),
    on('button', quizIds.another, (interaction) => conversation.next(interaction)),
    on('button', quizIds.next, async (interaction, { owner }) => {
      if ((await practice.via(owner)) === 'today') await continueToday(interaction);
      else await conversation.next(interaction);
    }),
    on('button', quizIds.answer, (interaction, { question, owner }) =>
      interaction.showModal(answerModal({ question: questionOf(question), customId: modalId(owner, question) })),
    ),
    on('button', quizIds.improve, async (interaction, { owner, attempt }) => {
      const { questionId, answer } = await attemptOf(owner, attempt);
      const view = { question: questionOf(questionId), customId: modalId(owner, questionId), filled: answer };
      await interaction.showModal(answerModal(view));
    }),
    on('modal', quizIds.submit, async (interaction, { question: id, nonce: key }) => {
      const answer = interaction.fields.getTextInputValue(ANSWER_FIELD);
      if (isBlank(answer)) throw new UserError(texts.emptyAnswer);
      const question = course.question(id);
      if (!question) throw new UserError(texts.removedMeanwhile, { giveBack: answer });
      await markAnswer(deps, interaction, { question, answer, nonce: key });
    }),
    on('button', quizIds.dontKnow, (interaction, { question }) =>
      // A double click is one attempt: both come from the same message.
      markAnswer(deps, interaction, { question: questionOf(question), answer: '', nonce: interaction.message.id }),
    ),
  ];
}

/** The buttons under a mark. */
function markActions({ practice, showMark }: QuizDeps, { attemptOf }: Conversation): Action[] {
  return [
    on('button', quizIds.howMarked, async (interaction, { owner, attempt }) => {
      const view = howMarkedPanel(await attemptOf(owner, attempt));
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    }),
    on('button', quizIds.seeMark, async (interaction, { owner, attempt: id }) => {
      const attempt = await attemptOf(owner, id);
      const view = await showMark(interaction, { attempt, canShare: interaction.inGuild(), withAnswer: true });
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    }),
    on('button', quizIds.own, async (interaction, { owner, attempt }) => {
      const view = ownMarkPanel(await attemptOf(owner, attempt));
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    }),
    on('button', quizIds.ownPoint, async (interaction, { owner, attempt, index, made }) => {
      const point = (await attemptOf(owner, attempt)).asked.points[index]?.id;
      const own = { person: owner, attempt, made: made === '1' ? (1 as const) : (0 as const) };
      const marked = point === undefined ? undefined : await practice.markOwn({ ...own, point });
      if (!marked) throw new UserError(texts.unknownAttempt);
      await interaction.update(ownMarkPanel(marked));
    }),
    on('button', quizIds.share, async (interaction, { owner, attempt }) => {
      const shared = await attemptOf(owner, attempt);
      // First the button goes, so that a second click finds none.
      await interaction.update(await showMark(interaction, { attempt: shared, canShare: false }));
      await interaction.followUp(sharedPanel(shared, interaction.user.displayName));
    }),
  ];
}

/** @throws {UserError} when what was typed is not in the lists that autocomplete offers. */
function readOptions(
  interaction: ChatInputCommandInteraction,
  course: Course,
): { question: Question | undefined; filter: QuestionFilter } {
  const topic = interaction.options.getString('topic') ?? undefined;
  const questionId = interaction.options.getString('question') ?? undefined;
  const difficulty = DIFFICULTIES.find((value) => value === interaction.options.getString('difficulty'));
  const lesson = topic === undefined ? undefined : findLesson(course, topic);
  if (topic !== undefined && !lesson) throw new UserError(texts.unknownTopic(plain(topic, 60)));
  const question = questionId === undefined ? undefined : findQuestion(course, questionId);
  if (questionId !== undefined && !question) throw new UserError(texts.unknownQuestion);
  return { question, filter: { lessonId: lesson?.id, difficulty } };
}

const MAX_CHOICES = 25;
const MAX_CHOICE_NAME = 100;

function findLesson(course: Course, typed: string) {
  return course.lesson(typed) ?? course.lessons.find(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
}

function findQuestion(course: Course, typed: string): Question | undefined {
  return course.question(typed) ?? course.questions().find(({ text }) => cut(text, MAX_CHOICE_NAME) === typed.trim());
}

async function suggest(interaction: AutocompleteInteraction, course: Course): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'topic') {
    const lessons = nearest(course.lessons, ({ title }) => [title], value, MAX_CHOICES);
    await interaction.respond(lessons.map(({ id, title }) => ({ name: cut(title, MAX_CHOICE_NAME), value: id })));
    return;
  }
  const topic = findLesson(course, interaction.options.getString('topic') ?? '');
  const questions = nearest(course.questions({ lessonId: topic?.id }), ({ text }) => [text], value, MAX_CHOICES);
  await interaction.respond(questions.map(({ id, text }) => ({ name: cut(text, MAX_CHOICE_NAME), value: id })));
}
