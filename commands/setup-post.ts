import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { nextDue } from '../src/core/daily-question/due.ts';
import { OPEN_MS, type Post } from '../src/core/daily-question/post.ts';
import type { Schedule } from '../src/core/daily-question/schedule.ts';
import { localDate } from '../src/core/daily-question/zone.ts';
import { UserError } from '../src/core/errors.ts';
import { setup as texts } from '../src/core/texts/index.ts';
import type { Daily } from '../src/daily/daily.ts';
import { linkTo } from '../src/daily/panels.ts';
import { text } from '../src/discord/panel.ts';

interface PostDeps {
  daily: Daily;
  now: () => number;
}

/** Shows an admin what will be posted next. */
export async function preview({ daily, now }: PostDeps, interaction: ButtonInteraction, schedule: Schedule) {
  const { id, owner, kind, lastDate, roleId, state, channelId = interaction.channelId } = schedule;
  const due = state.is === 'on' ? state.next : nextDue(schedule, { ms: now(), date: lastDate });
  const choice = await daily.delivery.preview(schedule, due.date);
  if (!choice) throw new UserError(texts.noQuestions);
  const post: Post = {
    ...{ schedule: id, date: due.date, owner, kind, channelId, claimedAtMs: now() },
    questionId: choice.question.id,
    ...(choice.lastDate === undefined ? {} : { repeats: choice.lastDate }),
    state: { is: 'claimed', by: '', untilMs: 0, attempts: 1 },
  };
  const [before] = await daily.posts.history(id, 1, due.date);
  const closesAtMs = due.atMs + OPEN_MS;
  const { question } = choice;
  const view = daily.views.post({ post, question, tally: [0, 0, 0, 0], closesAtMs, before, roleId, isPreview: true });
  await interaction.reply({
    components: [...(view.components ?? []), text(texts.previewNote(due.atMs))],
    flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
  });
}

/** Posts today's question ahead of its time. @returns the schedule afterwards */
export async function postNow({ daily, now }: PostDeps, interaction: ButtonInteraction, schedule: Schedule) {
  const key = { schedule: schedule.id, date: localDate(schedule.zone, now()) };
  const already = await daily.posts.get(key);
  const link = already && linkTo(already);
  if (link !== undefined) throw new UserError(texts.postedAlready(link));
  await interaction.deferUpdate();
  const outcome = await daily.delivery.deliverNow(schedule, { date: key.date, atMs: now() });
  const posted = await daily.posts.get(key);
  const where = posted && linkTo(posted);
  if (outcome === 'posted' && where !== undefined) {
    await interaction.followUp({ content: texts.postedNow(where), flags: MessageFlags.Ephemeral });
  } else if (outcome === 'later') {
    await interaction.followUp({ content: texts.notPosted, flags: MessageFlags.Ephemeral });
  }
  return daily.schedules.get(schedule.id);
}
