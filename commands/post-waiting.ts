import type { Appeals } from '../src/appeals/appeals.ts';
import type { Reports } from '../src/appeals/reports.ts';
import type { Course } from '../src/core/course.ts';
import type { Channel } from '../src/discord/channel.ts';
import type { Practice } from '../src/practice/practice.ts';
import { appealPanel } from './appeal-panels.ts';
import { reportPanel } from './report.ts';

export interface PostWaitingDeps {
  course: Course;
  practice: Practice;
  appeals: Appeals;
  reports: Reports;
  channel: Pick<Channel, 'send'>;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

/**
 * Posts what waits for a server's readers into their channel once more: a message may have been deleted, or the channel
 * be another now. The old messages, where there are any, go on working.
 */
export async function postWaiting(deps: PostWaitingDeps, guild: string, channelId: string): Promise<void> {
  const { course, practice, appeals, reports, channel, nonce } = deps;
  for (const appeal of await appeals.waiting(guild)) {
    const attempt = await practice.attempt(appeal.person, appeal.attempt);
    if (!attempt) continue;
    const message = await channel.send(channelId, appealPanel({ appeal, attempt, course }), nonce());
    await appeals.posted(appeal, { channel: channelId, message });
  }
  for (const report of await reports.waiting(guild)) {
    await channel.send(channelId, reportPanel(report, course), nonce());
  }
}
