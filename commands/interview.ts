import { MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import { type Interview, openTurn } from '../src/core/practice/interview.ts';
import { DIFFICULTIES } from '../src/core/question.ts';
import { isBlank } from '../src/core/text.ts';
import { interview as texts } from '../src/core/texts/index.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { privateFlag } from '../src/discord/panel.ts';
import type { InterviewSettings } from '../src/practice/interview-records.ts';
import type { Interviews } from '../src/practice/interviews.ts';
import type { Practice } from '../src/practice/practice.ts';
import { interviewIds } from './interview-ids.ts';
import { setupPanel } from './interview-panels.ts';
import type { InterviewView } from './interview-view.ts';
import { createConversation, keepText } from './quiz-conversation.ts';
import { ANSWER_FIELD, answerModal } from './quiz-panels.ts';
import type { ShowMark } from './show-mark.ts';

interface InterviewDeps {
  course: Course;
  practice: Practice;
  interviews: Interviews;
  show: InterviewView;
  showMark: ShowMark;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

/** `/interview`: several questions in a row, as in a real one, and a scorecard at the end. */
export function createInterviewCommand(deps: InterviewDeps): Command {
  const { interviews, show } = deps;
  return {
    data: { name: 'interview', description: 'A mock interview: several questions in a row, then your scorecard' },
    async run(interaction) {
      const last = await interviews.latest(interaction.user.id);
      const isOpen = last !== undefined && openTurn(last) !== undefined;
      const view = isOpen
        ? await show({ interview: last, note: texts.reopened })
        : await setUp(deps, interaction.user.id, last);
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    },
    actions: [...setupActions(deps), ...turnActions(deps), ...scorecardActions(deps)],
  };
}

async function setUp({ interviews, course, nonce }: InterviewDeps, person: string, last: Interview | undefined) {
  return setupPanel({ settings: await interviews.settings(person), course, id: nonce(), last });
}

/** The selects of the setup, and Start. */
function setupActions(deps: InterviewDeps): Action[] {
  const { interviews, show } = deps;
  const change = async (interaction: StringSelectMenuInteraction, changed: Partial<InterviewSettings>) => {
    const owner = interaction.user.id;
    await interviews.changeSettings(owner, changed);
    await interaction.update(await setUp(deps, owner, await interviews.latest(owner)));
  };
  const first = ({ values }: StringSelectMenuInteraction): string => values[0] ?? '';
  const number = (interaction: StringSelectMenuInteraction): number | undefined =>
    Number.parseInt(first(interaction), 10) || undefined;
  return [
    on('select', interviewIds.count, (interaction) => change(interaction, { count: number(interaction) ?? 0 })),
    on('select', interviewIds.topics, (interaction) => change(interaction, { topics: interaction.values })),
    on('select', interviewIds.difficulty, (interaction) =>
      change(interaction, { difficulty: DIFFICULTIES.find((one) => one === first(interaction)) }),
    ),
    on('select', interviewIds.limit, (interaction) => change(interaction, { secondsPerTurn: number(interaction) })),
    on('button', interviewIds.setup, async (interaction, { owner }) => {
      const view = await setUp(deps, owner, await interviews.latest(owner));
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    }),
    on('button', interviewIds.start, async (interaction, { owner, interview: id }) => {
      await interaction.update(
        await show({ interview: await interviews.start(owner, id, interaction.guildId ?? undefined) }),
      );
    }),
  ];
}

/** Answer, skip and end; each leads on to what comes next. */
function turnActions({ course, interviews, show, nonce }: InterviewDeps): Action[] {
  return [
    on('button', interviewIds.answer, async (interaction, { owner, interview: id, turn: number }) => {
      const interview = await interviews.get(owner, id);
      const turn = interview.turns[number];
      const question = course.question(turn?.questionId ?? '');
      if (!question || !turn || openTurn(interview)?.number !== number) {
        // An old message, or a question that is gone: what is open instead?
        await interaction.deferUpdate();
        await interaction.editReply(await show({ interview, settled: number }));
        return;
      }
      const prompt = turn.cue === undefined ? question.text : `${question.text}\n${texts.followUpShort(turn.cue)}`;
      const customId = interviewIds.submit.build({ owner, interview: id, turn: number, nonce: nonce() });
      await interaction.showModal(answerModal({ question: { text: prompt }, customId }));
    }),
    on('modal', interviewIds.submit, async (interaction, { owner, interview: id, turn }) => {
      const answer = interaction.fields.getTextInputValue(ANSWER_FIELD);
      if (isBlank(answer)) throw new UserError(texts.emptyAnswer);
      // Marking, and drawing the scorecard, may take longer than the three seconds that Discord waits.
      await interaction.deferUpdate();
      const ref = { person: owner, interview: id, turn };
      const interview = await keepText(answer, () => interviews.answer({ ...ref, answer }));
      await interaction.editReply(await show({ interview, settled: turn }));
    }),
    on('button', interviewIds.skip, async (interaction, { owner, interview: id, turn }) => {
      await interaction.deferUpdate();
      const interview = await interviews.skip({ person: owner, interview: id, turn });
      await interaction.editReply(await show({ interview, settled: turn }));
    }),
    on('button', interviewIds.end, async (interaction, { owner, interview }) => {
      await interaction.deferUpdate();
      await interaction.editReply(await show({ interview: await interviews.end(owner, interview) }));
    }),
  ];
}

/** What the scorecard leads to. */
function scorecardActions(deps: InterviewDeps): Action[] {
  const { interviews, show, showMark } = deps;
  const { attemptOf } = createConversation(deps);
  return [
    on('button', interviewIds.scorecard, async (interaction, { owner, interview }) => {
      await interaction.deferReply(interaction.inGuild() ? { flags: MessageFlags.Ephemeral } : {});
      await interaction.editReply(await show({ interview: await interviews.get(owner, interview) }));
    }),
    on('button', interviewIds.goOn, async (interaction, { owner, interview }) => {
      await interaction.update(await show({ interview: await interviews.resume(owner, interview) }));
    }),
    on('select', interviewIds.mark, async (interaction, { owner }) => {
      const attempt = await attemptOf(owner, interaction.values[0] ?? '');
      const view = await showMark(interaction, { attempt, canShare: interaction.inGuild(), withAnswer: true });
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    }),
  ];
}
