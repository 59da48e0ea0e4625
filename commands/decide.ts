import { MessageFlags } from 'discord.js';
import type { Appeals } from '../src/appeals/appeals.ts';
import type { Notices } from '../src/appeals/notices.ts';
import type { Readers } from '../src/appeals/readers.ts';
import type { Appeal } from '../src/core/appeals/appeal.ts';
import type { Made, Ruling } from '../src/core/appeals/ruling.ts';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { common, appeal as texts } from '../src/core/texts/index.ts';
import { type Action, type ActionInteraction, on } from '../src/discord/command.ts';
import { panel, text } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import { appealPanel } from './appeal-panels.ts';
import { demandOther, demandReader } from './find-reader.ts';
import { keepText } from './quiz-conversation.ts';
import { readReason, reasonModal } from './reason-modal.ts';
import { settingsIds } from './settings-ids.ts';

export interface DecideDeps {
  course: Course;
  practice: Practice;
  readers: Readers;
  appeals: Appeals;
  notices: Notices;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

interface Case {
  appeal: Appeal;
  attempt: Attempt;
}

/** What readers do with an appeal. Who may is asked at every click, and what counts is in the store. */
export function decideActions(deps: DecideDeps): Action[] {
  return [...rulingActions(deps), ...decisionActions(deps)];
}

/** The selects: each changes the ruling and shows the sum anew. */
function rulingActions(deps: DecideDeps): Action[] {
  const rule = async (interaction: ActionInteraction, id: string, how: (ruling: Ruling) => Ruling): Promise<void> => {
    const found = await openCase(deps, interaction, id);
    if (!found) return;
    await show(deps, interaction, { ...found, appeal: (await deps.appeals.rule(found.appeal, how)) ?? found.appeal });
  };
  return [
    on('select', settingsIds.made, (interaction, { appeal, index }) =>
      rule(interaction, appeal, (ruling) => ({
        ...ruling,
        made: ruling.made.map((made, at) => (at === index ? readMade(interaction.values[0], made) : made)),
      })),
    ),
    on('select', settingsIds.stated, (interaction, { appeal, index }) =>
      rule(interaction, appeal, (ruling) => ({
        ...ruling,
        stated: ruling.stated.map((stated, at) => (at === index ? interaction.values[0] === 'true' : stated)),
      })),
    ),
    on('button', settingsIds.wholeAnswer, async (interaction, { appeal: id }) => {
      const found = await openCase(deps, interaction, id);
      if (!found) return;
      const files = [{ attachment: Buffer.from(found.attempt.answer), name: 'answer.txt' }];
      await interaction.reply({ files, flags: MessageFlags.Ephemeral });
    }),
  ];
}

const readMade = (value: string | undefined, before: Made): Made =>
  texts.points.find((made) => String(made) === value) ?? before;

function decisionActions(deps: DecideDeps): Action[] {
  const { appeals, nonce } = deps;
  return [
    on('button', settingsIds.accept, async (interaction, { appeal: id, score }) => {
      const found = await openCase(deps, interaction, id);
      if (!found) return;
      const by = interaction.user.id;
      await conclude(deps, interaction, found, () => appeals.accept(found.appeal, found.attempt, { by, score }));
    }),
    on('button', settingsIds.reject, async (interaction, { appeal: id }) => {
      if (!(await openCase(deps, interaction, id))) return;
      const customId = settingsIds.rejected.build({ appeal: id, nonce: nonce() });
      const { rejectTitle: title, rejectLabel: label, rejectHint: hint } = texts;
      await interaction.showModal(reasonModal({ customId, title, label, hint }));
    }),
    on('modal', settingsIds.rejected, async (interaction, { appeal: id }) => {
      const reason = readReason(interaction);
      const found = await openCase(deps, interaction, id);
      if (!found) return;
      const by = interaction.user.id;
      const reject = () => appeals.reject(found.appeal, { by, reason });
      await conclude(deps, interaction, found, () => keepText(reason, reject, common.disk));
    }),
  ];
}

/**
 * @returns the appeal that waits for this reader's decision; undefined when it is decided or gone, which they are told
 * @throws {UserError} for those who may not decide, on any or on their own
 */
async function openCase(deps: DecideDeps, interaction: ActionInteraction, id: string): Promise<Case | undefined> {
  const guild = await demandReader(deps.readers, interaction);
  const appeal = await deps.appeals.get(id);
  const attempt = appeal && (await deps.practice.attempt(appeal.person, appeal.attempt));
  if (appeal?.guild !== guild || !attempt) {
    await update(interaction, panel(text(texts.gone)));
    return undefined;
  }
  await demandOther(deps.readers, interaction, appeal.person);
  if (!appeal.decision) return { appeal, attempt };
  await show(deps, interaction, { appeal, attempt });
  // A fault came between the decision and what follows.
  if (!appeal.settled) await settle(deps, appeal);
  await interaction.followUp({ content: texts.decidedAlready(appeal.decision.by), ...QUIETLY });
  return undefined;
}

const QUIETLY = { flags: MessageFlags.Ephemeral as const, allowedMentions: { parse: [] } };

/** Decides once, does what follows, and shows what became of it. */
async function conclude(
  deps: DecideDeps,
  interaction: ActionInteraction,
  { attempt }: Case,
  decide: () => ReturnType<Appeals['reject']>,
): Promise<void> {
  await interaction.deferUpdate();
  const { appeal, counted } = await decide();
  if (counted) await settle(deps, appeal);
  await interaction.editReply(appealPanel({ appeal, attempt, course: deps.course }));
  if (!counted) {
    const { decision } = appeal;
    const content = decision ? texts.decidedAlready(decision.by) : texts.pointsChanged;
    await interaction.followUp({ content, ...QUIETLY });
  }
}

async function settle({ appeals, notices }: DecideDeps, appeal: Appeal): Promise<void> {
  await appeals.settle(appeal);
  await notices.deliver(appeal.person, appeal.id);
}

const show = ({ course }: DecideDeps, interaction: ActionInteraction, found: Case): Promise<void> =>
  update(interaction, appealPanel({ ...found, course }));

async function update(interaction: ActionInteraction, view: ReturnType<typeof panel>): Promise<void> {
  if (interaction.isModalSubmit() && !interaction.isFromMessage()) throw new UserError(texts.gone);
  await interaction.update(view);
}
