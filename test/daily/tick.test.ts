import { afterEach, describe, expect, it } from 'vitest';
import { createCourse } from '../../src/core/course.ts';
import { turnOn } from '../../src/core/daily-question/schedule.ts';
import { BEFORE, HOUR, makeSchedule, startDaily } from './start-daily.ts';

const MINUTE = 60_000;
type Started = Awaited<ReturnType<typeof startDaily>>;

describe('a tick', () => {
  const opened: Started[] = [];
  afterEach(() => Promise.all(opened.splice(0).map(({ store }) => store.close())));
  const start = async (...args: Parameters<typeof startDaily>): Promise<Started> => {
    const started = await startDaily(...args);
    opened.push(started);
    return started;
  };
  const tickAt = async ({ clock, tick }: Started, ms: number): Promise<void> => {
    clock.nowMs = BEFORE + ms;
    await tick();
  };

  it('posts when it is time, once', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    await tickAt(all, 0);
    expect(all.posted()).toHaveLength(0);
    for (const minute of [1, 1, 2, 3]) await tickAt(all, minute * MINUTE);
    expect(all.posted()).toHaveLength(1);
    expect(all.posted()[0]).toMatchObject({ channelId: '30', nonce: 'abcd123420270104' });
  });

  it('catches up what is under six hours late, and skips what is later', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    await tickAt(all, MINUTE + 6 * HOUR - 1);
    expect(all.posted()).toHaveLength(1);
    await tickAt(all, MINUTE + 30 * HOUR);
    expect(all.posted()).toHaveLength(1);
    await tickAt(all, MINUTE + 49 * HOUR);
    expect(all.posted().map(({ nonce }) => nonce)).toEqual(['abcd123420270104', 'abcd123420270106']);
  });

  it('finds a post that Discord took though it answered 500, and does not post it again', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    all.mishaps.push('fails-after-accepting');
    await tickAt(all, MINUTE);
    // Long after Discord has forgotten the nonce.
    await tickAt(all, 2 * HOUR);
    await tickAt(all, 2 * HOUR + MINUTE);
    expect(all.posted()).toHaveLength(1);
    expect((await all.posts.get({ schedule: 'abcd1234', date: '2027-01-04' }))?.state).toMatchObject({
      messageId: '1',
    });
  });

  it('tries again, later and later, while Discord does not take it', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    // Each later attempt looks first, and that fails as well.
    all.mishaps.push(...Array<'fails'>(5).fill('fails'));
    let attempts = 0;
    for (let minute = 1; minute < 60 && all.posted().length === 0; minute += 1) {
      const left = all.mishaps.length;
      await tickAt(all, minute * MINUTE);
      if (all.mishaps.length < left || all.posted().length > 0) attempts += 1;
    }
    expect(attempts).toBe(6);
    expect(all.posted()[0]?.atMs).toBe(BEFORE + (1 + 1 + 2 + 4 + 8 + 15) * MINUTE);
  });

  it.each(['channel-gone', 'forbidden'] as const)(
    'pauses a schedule that cannot post (%s), tells its maker once, and posts the others',
    async (why) => {
      const all = await start();
      const [bad, good] = [makeSchedule(), makeSchedule({ id: 'good0000', channelId: '31' })];
      await all.schedules.create(bad);
      await all.schedules.create(good);
      all.discord.refused.set('30', why);
      for (const minute of [1, 2, 10]) await tickAt(all, minute * MINUTE);
      await tickAt(all, 25 * HOUR);
      expect(all.notices()).toEqual([{ content: `abcd1234 ${why}` }]);
      expect((await all.schedules.get(bad.id))?.state).toEqual({ is: 'paused', why });
      expect(all.posted().map(({ channelId }) => channelId)).toEqual(['31', '31']);
    },
  );

  it('closes a post when the next goes out: the answer in a thread, and a link to it', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    await tickAt(all, MINUTE);
    await tickAt(all, MINUTE + 24 * HOUR);
    expect(all.discord.messages.map(({ channelId, nonce }) => `${channelId} ${nonce}`)).toEqual([
      '30 abcd123420270104',
      '30 abcd123420270105',
      '1 abcd123420270104a',
    ]);
    expect(all.discord.messages[0]?.body).toEqual({ content: 'closed 1' });
    const post = await all.posts.get({ schedule: 'abcd1234', date: '2027-01-04' });
    expect(post?.state).toEqual({ is: 'closed', messageId: '1', threadId: '1' });
  });

  it('closes after a day where the next post is further off, and shows the answer once though that failed half way', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule({ days: [1] }));
    await tickAt(all, MINUTE);
    // The thread is opened, the answer is posted, and the news of it is lost.
    all.mishaps.push('fine', 'fails-after-accepting');
    for (const later of [0, 1, 2, 20]) await tickAt(all, 24 * HOUR + (1 + later) * MINUTE);
    expect(all.discord.messages.map(({ nonce }) => nonce)).toEqual(['abcd123420270104', 'abcd123420270104a']);
    expect(all.discord.messages[0]?.body).toEqual({ content: 'closed 1' });
  });

  it('sends a thousand at a steady pace, the longest waiting first, and a slow channel stops no other', async () => {
    const sleeps: number[] = [];
    const all = await start({
      sleep: async (ms) => {
        sleeps.push(ms);
      },
    });
    const times = ['08:59', '08:57', '08:58'];
    for (let n = 0; n < 1000; n += 1) {
      const id = `s${String(n).padStart(7, '0')}`;
      const time = times[n % 3] ?? '';
      await all.schedules.create(
        makeSchedule({ id, channelId: String(1000 + n), time, createdAt: '2027-01-03T00:00:00Z' }),
      );
    }
    all.discord.refused.set('1001', 'forbidden');
    await tickAt(all, 24 * HOUR);
    expect(all.posted()).toHaveLength(999);
    const minutes = all.posted().map(({ channelId }) => times[(Number(channelId) - 1000) % 3] ?? '');
    // Ten are under way at once: their order may differ by as much.
    const firstLate = minutes.indexOf('08:59');
    const lastEarly = minutes.lastIndexOf('08:57');
    expect(lastEarly).toBeLessThan(firstLate);
    expect(sleeps).toHaveLength(1000);
    // Discord allows 50 requests a second.
    expect(Math.min(...sleeps)).toBeGreaterThanOrEqual(1000 / 25);
  }, 60_000);

  it('goes on with the next day when a schedule is turned on again after a refusal', async () => {
    const all = await start();
    await all.schedules.create(makeSchedule());
    all.discord.refused.set('30', 'forbidden');
    await tickAt(all, MINUTE);
    all.discord.refused.clear();
    await all.schedules.update('abcd1234', (schedule) => turnOn(schedule, BEFORE + 2 * MINUTE));
    await tickAt(all, 25 * HOUR);
    expect(all.posted().map(({ nonce }) => nonce)).toEqual(['abcd123420270105']);
  });

  it('pauses when there is no question left to ask', async () => {
    const all = await start({ course: createCourse([]) });
    await all.schedules.create(makeSchedule());
    await tickAt(all, MINUTE);
    expect(all.notices()).toEqual([{ content: 'abcd1234 no-questions' }]);
  });
});
