import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  MessageFlags,
  type TopLevelComponent,
} from 'discord.js';
import type { Appeals } from '../src/appeals/appeals.ts';
import type { Appeal } from '../src/core/appeals/appeal.ts';
import { falsehoodsOf, pointsOf, rulingOf } from '../src/core/appeals/ruling.ts';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { cut } from '../src/core/text.ts';
import { common, appeal as texts } from '../src/core/texts/index.ts';
import type { Channel } from '../src/discord/channel.ts';
import { type Action, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { MAX_TEXT, panel, privateFlag, text } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import { appealPanel, standingPanel } from './appeal-panels.ts';
import type { FindReader, Reader } from './find-reader.ts';
import { createConversation, keepText } from './quiz-conversation.ts';
import { quizIds } from './quiz-ids.ts';
import { readReason, reasonModal } from './reason-modal.ts';

const MAX_POINT = 160;

export interface ContestDeps {
  course: Course;
  practice: Practice;
  appeals: Appeals;
  findReader: FindReader;
  channel: Pick<Channel, 'send'>;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

/** "Contest" under a mark, and the modal it opens; pressed again it says where the appeal stands. */
export function contestActions(deps: ContestDeps): Action[] {
  const { appeals, findReader } = deps;
  const { attemptOf } = createConversation(deps);
  return [
    on('button', quizIds.contest, async (interaction, { owner, attempt: id }) => {
      const attempt = await attemptOf(owner, id);
      const known = await appeals.against(owner, id);
      if (known) {
        const view = standingPanel(known, attempt);
        await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
        // Its process may have ended before it was posted; Discord takes the same nonce only once.
        if (!known.message && !known.decision) await post(deps, known, attempt);
        return;
      }
      const reader = await findReader(interaction, attempt.guild);
      if (!reader) throw new UserError(texts.noReader);
      if (!(await appeals.mayContest(owner))) throw new UserError(texts.tooMany);
      await interaction.showModal(contestModal(attempt, reader));
    }),
    on('modal', quizIds.contested, async (interaction, { attempt: id, channel }) => {
      const reason = readReason(interaction);
      const attempt = await attemptOf(interaction.user.id, id);
      const reader = await findReader(interaction, attempt.guild);
      if (reader?.channel !== channel) throw new UserError(texts.readerChanged, { giveBack: reason });
      await interaction.deferUpdate();
      const view = await keepText(reason, () => send(deps, attempt, { reader, reason }), common.disk);
      await interaction.followUp({ ...view, flags: view.flags | privateFlag(interaction) });
      const { components } = interaction.message ?? {};
      if (components) await interaction.editReply(contested(components, attempt));
    }),
  ];
}

/** The mark's own message, whose button now leads to the appeal. */
function contested(components: TopLevelComponent[], { person: owner, id: attempt }: Attempt) {
  const customId = quizIds.contest.build({ owner, attempt });
  const shown = JSON.parse(JSON.stringify(components), (_key, part) =>
    part?.custom_id === customId ? { ...part, label: texts.yours } : part,
  );
  return { components: shown as APIMessageTopLevelComponent[], flags: MessageFlags.IsComponentsV2 as const };
}

/** The modal hides the mark under it, so it repeats what was not found and what counted against the answer. */
function contestModal(attempt: Attempt, { channel, names }: Reader): APIModalInteractionResponseCallbackData {
  const { id, asked, mark } = attempt;
  const points = pointsOf(attempt).flatMap(({ text: sentence }, index) => {
    const made = mark.points[index]?.made ?? 0;
    return made === 1 ? [] : [texts.notFound(made, plain(sentence, MAX_POINT))];
  });
  const against = falsehoodsOf(mark).map((sentence) => texts.readAs(sentence && plain(sentence, MAX_POINT)));
  return reasonModal({
    customId: quizIds.contested.build({ attempt: id, channel }),
    title: texts.modalTitle,
    intro: cut([texts.modalWho(names), `**${asked.text}**`, ...against, ...points].join('\n'), MAX_TEXT / 2),
    outro: texts.modalWhat,
    label: texts.modalLabel,
    hint: texts.modalHint,
  });
}

/** Stores the appeal, then posts it. @returns what its learner is told */
async function send(deps: ContestDeps, attempt: Attempt, { reader, reason }: { reader: Reader; reason: string }) {
  const { appeals, nonce } = deps;
  const { person, id, questionId, mark } = attempt;
  const about = { person, attempt: id, questionId, score: mark.score, reason, ruling: rulingOf(mark) };
  const made = await appeals.create({ ...about, id: nonce(), guild: reader.guild, channel: reader.channel });
  const appeal = await appeals.against(person, id);
  if (!appeal) throw new UserError(texts.notSent, { giveBack: reason });
  if (!made) return standingPanel(appeal, attempt);
  try {
    await post(deps, appeal, attempt);
  } catch (error: unknown) {
    // A fault of the store comes after the readers have it.
    if (error instanceof UserError) await appeals.withdraw(appeal);
    throw error;
  }
  return panel(text(texts.sent(reader.names.channel)));
}

/** @throws {UserError} that gives the reason back, when the readers' channel cannot be written to */
async function post({ appeals, channel, course }: ContestDeps, appeal: Appeal, attempt: Attempt): Promise<void> {
  const view = appealPanel({ appeal, attempt, course });
  const message = await channel.send(appeal.channel, view, appeal.id).catch((cause: unknown) => {
    throw new UserError(texts.notSent, { cause, giveBack: appeal.reason });
  });
  await appeals.posted(appeal, { channel: appeal.channel, message });
}
