import { dailyIds } from '../../src/daily/ids.ts';
import type { DailyViews } from '../../src/daily/views.ts';
import type { MessageBody } from '../../src/discord/channel.ts';

const withButton = (customId: string): MessageBody => ({ components: [{ custom_id: customId }] as never });

/** Messages reduced to what a test looks at. */
export const plainViews: DailyViews = {
  post: ({ post: { schedule, date } }) => withButton(dailyIds.answer.build({ schedule, date })),
  threadName: () => 'answer',
  revealed: ({ post: { schedule, date } }) => withButton(dailyIds.again.build({ schedule, date })),
  closed: ({ threadId }) => ({ content: `closed ${threadId}` }),
  notice: ({ id }, why) => ({ content: `${id} ${why}` }),
  welcome: () => ({ content: 'welcome' }),
};
