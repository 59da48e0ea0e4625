import type { Course } from '../core/course.ts';
import type { Post } from '../core/daily-question/post.ts';
import type { Schedule } from '../core/daily-question/schedule.ts';
import type { Question } from '../core/question.ts';
import { cut } from '../core/text.ts';
import { daily as texts } from '../core/texts/index.ts';
import { quotedLines } from '../discord/markdown.ts';
import { button, buttons, divider, type PanelPart, panel, text } from '../discord/panel.ts';
import { dailyIds } from './ids.ts';
import type { ClosedView, DailyViews, PostView, SharedAnswer } from './views.ts';

/** Discord's limit for the name of a thread. */
const MAX_THREAD_NAME = 100;
const MAX_MODEL_ANSWER = 1500;
const MAX_SHARED_ANSWER = 500;

/** The messages of the daily questions; each that nobody asked for carries "Stop these". */
export function createDailyViews(course: Course): DailyViews {
  return {
    post: (view) => postPanel(view, headerOf(course, view.question)),
    closed: (view) => closedPanel(view, view.question && headerOf(course, view.question)),
    threadName: (question) => cut(texts.threadName(question.text), MAX_THREAD_NAME),
    revealed: ({ post, question, best }) =>
      panel(
        text(`${texts.revealed}\n${cut(question.modelAnswer, MAX_MODEL_ANSWER)}`),
        divider(),
        text(best.length > 0 ? bestAnswers(best) : texts.noneShared),
        buttons(button(texts.again, dailyIds.again.build(keyOf(post)), { primary: true }), stopButton(post.schedule)),
      ),
    notice: (schedule, why) =>
      panel(
        text(texts.notice(why, schedule.kind === 'server' ? schedule.channelId : undefined)),
        buttons(button(texts.stop, dailyIds.mute.build({ schedule: schedule.id }))),
      ),
    welcome: (schedule: Schedule) => panel(text(texts.welcome(schedule)), buttons(stopButton(schedule.id))),
  };
}

const keyOf = ({ schedule, date }: Post) => ({ schedule, date });
const stopButton = (schedule: string, disabled = false) =>
  button(texts.stop, dailyIds.stop.build({ schedule }), { disabled });

/** Where the post stands in Discord. */
export function linkTo({ kind, owner, channelId, state }: Post): string | undefined {
  if (state.is === 'claimed') return undefined;
  return `https://discord.com/channels/${kind === 'server' ? owner : '@me'}/${channelId}/${state.messageId}`;
}

function headerOf(course: Course, { lessonId, difficulty }: Question): string {
  const lesson = course.lesson(lessonId);
  return texts.header({ module: lesson?.module.title ?? '', lesson: lesson?.title ?? lessonId, difficulty });
}

function postPanel({ post, question, tally, closesAtMs, before, roleId, isPreview = false }: PostView, header: string) {
  const inServer = post.kind === 'server';
  const link = before && inServer ? linkTo(before) : undefined;
  const notes = [
    inServer ? texts.counter(tally, closesAtMs) : undefined,
    post.repeats === undefined ? undefined : texts.repeats(post.repeats),
    link === undefined ? undefined : texts.yesterday(link),
  ].filter((note) => note !== undefined);
  const disabled = isPreview;
  const parts: (PanelPart | undefined)[] = [
    roleId === undefined ? undefined : text(`<@&${roleId}>`),
    text(header),
    text(`### ${question.text}\n${inServer ? texts.onlyYou : texts.directInstructions}`),
    buttons(
      button(texts.answer, dailyIds.answer.build(keyOf(post)), { primary: true, disabled }),
      button(texts.dontKnow, dailyIds.dontKnow.build(keyOf(post)), { disabled }),
      stopButton(post.schedule, disabled),
    ),
    notes.length > 0 ? text(notes.join('\n')) : undefined,
  ];
  return { ...panel(...parts), ...(roleId === undefined ? {} : { allowed_mentions: { roles: [roleId] } }) };
}

function closedPanel({ post, question, tally, threadId }: ClosedView, header: string | undefined) {
  return panel(
    header === undefined || !question ? undefined : text(`${header}\n### ${question.text}`),
    text(texts.closed(tally, threadId)),
    buttons(question ? button(texts.again, dailyIds.again.build(keyOf(post))) : undefined, stopButton(post.schedule)),
  );
}

function bestAnswers(best: SharedAnswer[]): string {
  const shown = best.map(({ answer, attempt }) => {
    const words = quotedLines(cut(attempt.answer.trim(), MAX_SHARED_ANSWER));
    return `${texts.sharedBy(answer.person, answer.score)}\n${words}`;
  });
  return [texts.bestShared(best.length), ...shown].join('\n');
}
