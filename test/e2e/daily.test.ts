import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Screen } from '../../src/local-discord/client.ts';
import { type Started, startAll } from './start.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EIGHT = Date.parse('2030-01-02T08:00:00Z');
const GOOD =
  'Freeze the pretrained body and train a new head when there are few labelled images that look like ImageNet; fine-tune with a small learning rate when there are many images or the domain is different.';

describe('daily questions', () => {
  let all: Started;
  let nowMs: number;
  beforeEach(async () => {
    // Discord and the bot by one clock, so that Discord forgets nonces when hours go by.
    nowMs = EIGHT;
    all = await startAll({ now: () => nowMs, discord: { clock: 'fake' } });
    all.d.advance(EIGHT - Date.UTC(2030, 0, 1, 12));
  });
  afterEach(async () => {
    await all.close();
  });

  const admin = () => all.d.user('ada', { admin: true });
  const isPost = ({ text }: Screen): boolean => text.includes('Question of the day');
  const postsSeenBy = async (name: string): Promise<Screen[]> => (await all.d.user(name).messages()).filter(isPost);
  const tickAt = async (ms: number): Promise<void> => {
    if (ms > nowMs) all.d.advance(ms - nowMs);
    nowMs = ms;
    await all.tick();
  };
  /** A schedule at nine, UTC, every day, in #general. */
  const setUp = async (): Promise<Screen> => {
    const panel = await admin().slash('setup');
    return panel.click('Turn on');
  };

  describe('/setup', () => {
    it('is for those who manage the server', async () => {
      await admin().commands();
      const ana = all.d.user('ana');
      expect(await ana.commands()).not.toContain('setup');
      const panel = await admin().slash('setup');
      await admin().set({ admin: false });
      const refused = await panel.click('Turn on');
      expect(refused.text).toContain('Only people who may manage this server');
      expect(refused.ephemeral).toBe(true);
    });

    it('posts nothing before it is turned on, and says so in /help', async () => {
      const panel = await admin().slash('setup');
      expect(panel.ephemeral).toBe(true);
      expect(panel.text).toContain('Nothing is posted before you press');
      expect((await admin().slash('help')).text).toContain('not set up yet');
      const helpForAna = (await all.d.user('ana').slash('help')).text;
      expect(helpForAna).not.toContain('not set up yet');
      expect(helpForAna).not.toContain('/setup');
      await tickAt(EIGHT + HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(0);

      await tickAt(EIGHT + HOUR + MINUTE);
      const on = await panel.click('Turn on');
      expect(on.text).toContain('On.');
      expect((await admin().slash('help')).text).not.toContain('not set up yet');
      await tickAt(EIGHT + 25 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
    });

    it('sets channel, time, zone, days, topics and role, and keeps them over a restart', async () => {
      const quizzes = await all.d.addChannel('quizzes');
      const { guild } = await admin().state();
      let panel = await admin().slash('setup', { zone: 'Asia/Kathmandu', time: '7:30' });
      expect(panel.text).toContain('Asia/Kathmandu, where it is 13:45 now');
      expect(panel.text).toContain('07:30, every day');
      panel = await panel.select('Channel', quizzes.id);
      panel = await panel.select('Days', 'Monday', 'Wednesday');
      panel = await panel.select('Role', guild.id);
      await all.restart();
      panel = await admin().slash('setup');
      expect(panel.text).toContain(`<#${quizzes.id}>`);
      expect(panel.text).toContain('07:30, Monday, Wednesday');
      expect(panel.text).toContain('Asia/Kathmandu');
      expect(panel.text).toContain(`<@&${guild.id}>`);
      panel = await panel.select('Time', '21:00');
      panel = await panel.select('Topics', 'Transfer Learning');
      expect(panel.text).toContain('21:00, Monday, Wednesday');
    });

    it('offers zones with the time there, also those that Node 20 does not list', async () => {
      const choices = await admin().autocomplete('setup', 'zone', 'kathm');
      expect(choices).toContainEqual({ name: 'Asia/Kathmandu · 13:45 there now', value: 'Asia/Kathmandu' });
      const refused = await admin().slash('setup', { zone: 'Berlin, I think' });
      expect(refused.text).toContain('There is no time zone called');
      expect((await admin().slash('setup', { time: 'noonish' })).text).toContain('is not a time');
    });

    it('names what it lacks in a channel one by one, and does not turn on', async () => {
      const closed = await all.d.addChannel('closed');
      await closed.deny();
      let panel = await admin().slash('setup');
      panel = await panel.select('Channel', closed.id);
      expect(panel.text).toMatch(/I miss \*\*View Channel\*\*.*\n.*I miss \*\*Send Messages\*\*/);
      const refused = await panel.click('Turn on');
      expect(refused.text).toContain('I cannot post in that channel yet');
      await closed.deny(false);
      expect((await panel.click('Turn on')).text).toContain('On.');
    });

    it('previews the question that it then posts', async () => {
      const panel = await setUp();
      const preview = await panel.click('Preview');
      expect(preview.ephemeral).toBe(true);
      expect(preview.buttonDetails.every(({ disabled }) => disabled)).toBe(true);
      await tickAt(EIGHT + HOUR);
      const [post] = await postsSeenBy('ana');
      const heading = /### .+/;
      expect(heading.exec(post?.text ?? '')?.[0]).toBe(heading.exec(preview.text)?.[0]);
    });

    it('posts now on request, and then not again on that day', async () => {
      const panel = await setUp();
      await panel.click('Post now');
      expect(await postsSeenBy('ana')).toHaveLength(1);
      const refused = await panel.click('Post now');
      expect(refused.text).toContain('was posted already');
      await tickAt(EIGHT + HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
    });

    it('pauses, goes on and removes; several schedules run side by side', async () => {
      let panel = await setUp();
      panel = await panel.click('Pause');
      await tickAt(EIGHT + HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(0);
      panel = await panel.click('Turn on');
      panel = await panel.click('Add a schedule');
      panel = await panel.click('Turn on');
      await tickAt(EIGHT + 25 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(2);
      panel = await (await panel.click('Pause')).click('Remove');
      expect(panel.text).toContain('On.');
      await tickAt(EIGHT + 49 * HOUR);
      expect((await postsSeenBy('ana')).filter(({ text }) => !text.includes('Closed'))).toHaveLength(1);
    });
  });

  describe('a post', () => {
    const answer = async (name: string, text: string): Promise<Screen> => {
      const post = (await postsSeenBy(name)).at(-1);
      const modal = await post!.click('Answer');
      expect(modal.text).toContain(/### (.+)/.exec(post!.text)?.[1]);
      return modal.submit({ answer: text });
    };

    it('shows question, topic and lesson, and a mark to each learner alone; the counter tells no answers', async () => {
      await setUp();
      await tickAt(EIGHT + HOUR);
      const [post] = await postsSeenBy('ana');
      expect(post?.text).toMatch(/Question of the day · .+ › Transfer Learning · (easy|medium|hard)/);
      expect(post?.buttons).toEqual(['Answer', 'I don’t know', 'Stop these']);
      expect(post?.text).toContain('Nobody has answered yet');
      const mark = await answer('ana', GOOD);
      expect(mark.ephemeral).toBe(true);
      expect(mark.text).toContain('of 100');
      const after = await post!.until(/1 person answered: (Strong|Good|Partly|Not yet) 1/);
      expect(after.text).not.toContain('Freeze');
      const gaveUp = await (await postsSeenBy('ben'))[0]!.click('I don’t know');
      expect(gaveUp.ephemeral).toBe(true);
      await post!.until(/2 people answered/);
      await answer('ana', 'once more');
      expect((await post!.reload()).text).toContain('2 people answered');
    });

    it('closes when the next goes out: answers in a thread, and links both ways', async () => {
      await setUp();
      await tickAt(EIGHT + HOUR);
      const mark = await answer('ana', GOOD);
      expect((await mark.click('Show at the close')).text).toContain('When this question closes');
      await answer('ben', 'Nothing that I would show.');
      await tickAt(EIGHT + 25 * HOUR);
      const [first, second] = await postsSeenBy('cleo');
      const threadId = first!.message.id;
      expect(first?.text).toContain(`the answer is in <#${threadId}>`);
      expect(first?.buttons).toEqual(['Answer it yourself', 'Stop these']);
      expect(second?.text).toContain(`/${first!.message.channel_id}/${threadId}`);
      const [revealed] = await all.d.user('cleo').messages({ channel: threadId });
      expect(revealed?.text).toContain('The model answer');
      expect(revealed?.text).toContain(GOOD.slice(0, 60));
      expect(revealed?.text).toContain(`<@${await all.d.user('ana').id()}>`);
      expect(revealed?.message.mentions).toEqual([]);
      expect(revealed?.text).not.toContain('Nothing that I would show');
      const practice = await revealed!.click('Answer it yourself');
      expect(practice.ephemeral).toBe(true);
      expect(practice.buttons).toContain('Answer');
    });

    it('does not turn on with a role that it may not mention', async () => {
      const { guild } = await admin().state();
      const panel = await (await admin().slash('setup')).select('Role', guild.id);
      expect(panel.text).toContain('I miss **Mention @everyone, @here and All Roles**');
      const refused = await panel.click('Turn on');
      expect(refused.text).toContain('I cannot post in that channel yet');
    });

    it('can be stopped by those who manage the server, and refuses others kindly', async () => {
      await setUp();
      await tickAt(EIGHT + HOUR);
      const refused = await (await postsSeenBy('ana'))[0]!.click('Stop these');
      expect(refused.text).toContain('Only people who manage this server');
      expect(refused.ephemeral).toBe(true);
      const stopped = await (await postsSeenBy('ada'))[0]!.click('Stop these');
      expect(stopped.text).toContain('Paused');
      await tickAt(EIGHT + 25 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
    });

    it('is posted once though Discord answers 500 after taking it, also over a restart', async () => {
      await setUp();
      await all.d.faults.add({ kind: '500-after-accepting', method: 'POST', route: '/channels/*/messages', times: 4 });
      await tickAt(EIGHT + HOUR);
      await all.restart();
      await tickAt(EIGHT + 3 * HOUR);
      await tickAt(EIGHT + 3 * HOUR + MINUTE);
      const posts = await postsSeenBy('ana');
      expect(posts).toHaveLength(1);
      expect((await answer('ana', GOOD)).text).toContain('of 100');
    });

    it('is found under a hundred and more messages that came after it', async () => {
      await setUp();
      all.d.faults.add({ kind: '500-after-accepting', method: 'POST', route: '/channels/*/messages', times: 4 });
      await tickAt(EIGHT + HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
      all.d.advance(MINUTE);
      for (let n = 0; n < 130; n += 1) await all.d.user('ana').say(`chatter ${n}`);
      await all.restart();
      await tickAt(EIGHT + 3 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
      expect((await answer('ana', GOOD)).text).toContain('of 100');
    });

    it('is caught up after a restart of up to six hours, and skipped after that', async () => {
      await setUp();
      await all.restart();
      await tickAt(EIGHT + 6 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
      await tickAt(EIGHT + 32 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
      expect(all.log.join('')).toContain('missed a daily question');
    });

    it('pauses and tells the admin once when its channel is gone', async () => {
      const doomed = await all.d.addChannel('doomed');
      const panel = await admin().slash('setup');
      await (await panel.select('Channel', doomed.id)).click('Turn on');
      await doomed.remove();
      for (const hours of [1, 2, 25, 26]) await tickAt(EIGHT + hours * HOUR);
      const notices = (await admin().messages({ dm: true })).filter(({ text }) => text.includes('is paused'));
      expect(notices).toHaveLength(1);
      expect(notices[0]?.text).toContain('Its channel is gone');
      expect((await notices[0]!.click('Stop these')).text).toContain('not write to you');
      expect((await admin().slash('setup')).text).toContain('Paused.');
    });
  });

  describe('/daily', () => {
    it('asks for the zone once, then sends a question a day by direct message, until /daily stop', async () => {
      const ana = all.d.user('ana');
      const asked = await ana.slash('daily me', { time: '9am' });
      expect(asked.text).toContain('/daily me time:09:00 zone:');
      const settled = await ana.slash('daily me', { time: '9am', zone: 'UTC' });
      expect(settled.ephemeral).toBe(true);
      expect(settled.text).toContain('every day at **09:00** (UTC)');
      await ana.waitForMessage(/Here I will send you a question/, { dm: true });
      expect((await ana.slash('daily me', { time: '10:00' })).text).toContain('**10:00** (UTC)');
      await tickAt(EIGHT + 2 * HOUR);
      const post = await ana.waitForMessage(isPost, { dm: true });
      expect(post.buttons).toEqual(['Answer', 'I don’t know', 'Stop these']);
      const mark = await (await post.click('Answer')).submit({ answer: GOOD });
      expect(mark.text).toContain('of 100');
      expect((await post.reload()).text).toContain('Question of the day');
      await tickAt(EIGHT + 26 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(2);
      expect((await ana.slash('daily stop')).text).toContain('Stopped');
      await tickAt(EIGHT + 50 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(2);
      expect((await ana.slash('daily stop')).text).toContain('nothing to stop');
    });

    it('is answered by a plain message too', async () => {
      const ana = all.d.user('ana');
      await ana.slash('daily me', { time: '9', zone: 'UTC' }, { dm: true });
      await tickAt(EIGHT + HOUR);
      await ana.waitForMessage(isPost, { dm: true });
      await ana.say(GOOD, { dm: true });
      const mark = await ana.waitForMessage(/\d+ of 100/, { dm: true });
      expect(mark.text).toContain('This try counts');
    });

    it('is stopped by the button under each question, in the direct channel too', async () => {
      const ana = all.d.user('ana');
      await ana.slash('daily me', { time: '9', zone: 'UTC' }, { dm: true });
      await tickAt(EIGHT + HOUR);
      const post = await ana.waitForMessage(isPost, { dm: true });
      expect((await post.click('Stop these')).text).toContain('Stopped');
      await tickAt(EIGHT + 25 * HOUR);
      expect(await postsSeenBy('ana')).toHaveLength(1);
    });

    it('says what to do when direct messages are closed, and sets nothing up', async () => {
      const ana = all.d.user('ana');
      await ana.set({ dmsClosed: true });
      const refused = await ana.slash('daily me', { time: '9', zone: 'UTC' });
      expect(refused.text).toContain('does not let me write to you');
      expect((await ana.slash('daily stop')).text).toContain('nothing to stop');
    });
  });
});
