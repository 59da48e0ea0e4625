import type { Answer, Tally } from '../core/daily-question/answer.ts';
import type { Post } from '../core/daily-question/post.ts';
import type { PauseReason, Schedule } from '../core/daily-question/schedule.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import type { Question } from '../core/question.ts';
import type { MessageBody } from '../discord/channel.ts';

/** A shared answer with its words. */
export interface SharedAnswer {
  answer: Answer;
  attempt: Attempt;
}

export interface PostView {
  post: Post;
  question: Question;
  tally: Tally;
  closesAtMs: number | undefined;
  /** The post before this one. */
  before: Post | undefined;
  roleId: string | undefined;
  /** Shown to an admin ahead of its time: its buttons do nothing. */
  isPreview?: boolean;
}

export interface ClosedView {
  post: Post;
  /** Undefined when it has left its lesson. */
  question: Question | undefined;
  tally: Tally;
  threadId: string | undefined;
}

/** How the daily questions look. */
export interface DailyViews {
  post(view: PostView): MessageBody;
  closed(view: ClosedView): MessageBody;
  threadName(question: Question): string;
  /** @param best shared answers, best first */
  revealed(view: { post: Post; question: Question; best: SharedAnswer[] }): MessageBody;
  /** Tells whoever made a schedule that it was paused. */
  notice(schedule: Schedule, why: PauseReason): MessageBody;
  /** The first direct message of a person's own schedule. */
  welcome(schedule: Schedule): MessageBody;
}
