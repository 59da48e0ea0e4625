import { type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import type { Post } from '../src/core/daily-question/post.ts';
import { UserError } from '../src/core/errors.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { isBlank } from '../src/core/text.ts';
import { quiz as quizTexts, daily as texts } from '../src/core/texts/index.ts';
import type { Daily } from '../src/daily/daily.ts';
import { dailyIds } from '../src/daily/ids.ts';
import type { PostKey } from '../src/daily/posts.ts';
import { type Action, on } from '../src/discord/command.ts';
import { button, buttons } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import { createConversation } from './quiz-conversation.ts';
import { ANSWER_FIELD, answerModal } from './quiz-panels.ts';
import type { ShowMark } from './show-mark.ts';

export interface AnswerDeps {
  course: Course;
  practice: Practice;
  daily: Daily;
  showMark: ShowMark;
  /** A new short token for each attempt, of letters and digits. */
  nonce: () => string;
}

/** What people do with a daily question. The post is everybody's: each gets their mark as a reply of their own. */
export function answerActions(deps: AnswerDeps): Action[] {
  const { course, daily, nonce } = deps;
  const conversation = createConversation(deps);
  const postOf = async (key: PostKey): Promise<Post> => {
    const post = await daily.posts.get(key);
    if (!post) throw new UserError(texts.unknownPost);
    return post;
  };
  const mark = async (interaction: Answering, post: Post, { answer, token }: { answer: string; token: string }) => {
    const question = course.question(post.questionId);
    if (!question) throw new UserError(quizTexts.removedMeanwhile, answer === '' ? {} : { giveBack: answer });
    // Discord gives up after three seconds, and a language model may take longer.
    await interaction.deferReply(interaction.inGuild() ? { flags: MessageFlags.Ephemeral } : {});
    const about = { person: interaction.user.id, question, guild: interaction.guildId ?? undefined };
    const attempt = await conversation.submit({ ...about, answer, nonce: token });
    await reply(deps, interaction, post, attempt);
  };

  return [
    on('button', dailyIds.answer, async (interaction, key) => {
      const question = conversation.questionOf((await postOf(key)).questionId);
      const customId = dailyIds.submit.build({ ...key, owner: interaction.user.id, nonce: nonce() });
      await interaction.showModal(answerModal({ question, customId }));
    }),
    on('modal', dailyIds.submit, async (interaction, { nonce: token, ...key }) => {
      const answer = interaction.fields.getTextInputValue(ANSWER_FIELD);
      if (isBlank(answer)) throw new UserError(quizTexts.emptyAnswer);
      await mark(interaction, await postOf(key), { answer, token });
    }),
    on('button', dailyIds.dontKnow, async (interaction, key) =>
      mark(interaction, await postOf(key), { answer: '', token: nonce() }),
    ),
    on('button', dailyIds.again, async (interaction, key) =>
      conversation.open(interaction, conversation.questionOf((await postOf(key)).questionId)),
    ),
    on('button', dailyIds.share, async (interaction, { owner, ...key }) => {
      if ((await postOf(key)).state.is === 'closed') throw new UserError(texts.closedAlready);
      if (!(await daily.answers.share(key, owner))) throw new UserError(texts.notAnswered);
      await interaction.reply({ content: texts.shared, flags: MessageFlags.Ephemeral });
    }),
  ];
}

type Answering = ButtonInteraction | ModalSubmitInteraction;

/** Counts the answer, if it is the person's first to this post, and shows its mark to them alone. */
async function reply(
  { daily, showMark }: AnswerDeps,
  interaction: Answering,
  post: Post,
  attempt: Attempt,
): Promise<void> {
  const { schedule, date, kind, state } = post;
  const owner = interaction.user.id;
  const { score, band } = attempt.mark;
  const isOpen = kind === 'server' && state.is !== 'closed';
  const answer = { schedule, date, person: owner, attemptId: attempt.id, score, band, at: attempt.at, shared: false };
  const counted = isOpen && (await daily.answers.add(answer));
  const canShare = counted && attempt.answer !== '';
  const extra = canShare ? buttons(button(texts.share, dailyIds.share.build({ schedule, date, owner }))) : undefined;
  // What is shared before the close gives the answer away.
  const view = await showMark(interaction, { attempt, canShare: interaction.inGuild() && !isOpen, extra });
  await interaction.editReply(view);
  if (counted) daily.counter.refresh({ schedule, date });
}
