import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalUser } from '../../src/local-discord/client.ts';
import { boardTable } from '../../src/progress/boards.ts';
import { StoreError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';
import { makeLesson } from '../make-lesson.ts';
import { type Started, startAll } from './start.ts';

const DAY_MS = 86_400_000;
const MONDAY_MS = Date.UTC(2026, 10, 23, 9);

describe('a learner’s progress', () => {
  let all: Started;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = MONDAY_MS;
    all = await startAll({ now: () => nowMs });
  });
  afterEach(() => all.close());
  const answer = async (user: LocalUser, question: string, text = 'freeze the backbone, train a new head') =>
    (await (await user.slash('quiz', { question })).click('Answer')).submit({ answer: text });
  const progress = async (user: LocalUser, options = {}) =>
    (await user.slash('progress', options)).until(/Where |shares nothing/);

  describe('/progress', () => {
    it('says what to do first, to a member and to an admin', async () => {
      for (const user of [all.d.user('ana'), all.d.user('boss', { admin: true })]) {
        const shown = await progress(user);
        expect(shown.ephemeral).toBe(true);
        expect(shown.text).toContain('Read a page with `/lesson` or answer a question with `/quiz`');
      }
    });

    it('shows what was done, and one picture with a description', async () => {
      const ana = all.d.user('ana');
      await answer(ana, 'small-data');
      await answer(ana, 'batchnorm', 'no idea at all');
      const shown = await progress(ana);
      expect(shown.text).toContain('**1 day** in a row');
      expect(shown.text).toContain('2 answers this week · 2 ever');
      expect(shown.text).toMatch(/Strongest: .+\n.*Weakest: /);
      expect(shown.media).toHaveLength(1);
      expect(JSON.stringify(shown.message.components)).toContain(
        'A calendar of the days practised: 2 answers this week, 2 ever. The latest marks that counted, oldest first: ',
      );
      const bytes = await (await fetch(shown.media[0] ?? '')).arrayBuffer();
      const { width, format } = await sharp(bytes).metadata();
      expect({ width, format }).toEqual({ width: 1200, format: 'png' });
    });

    it('shows of others only what they share', async () => {
      const [ana, ben] = [all.d.user('ana'), all.d.user('ben')];
      await answer(ana, 'small-data');
      const { id } = (await ana.state()).me;
      expect((await progress(ben, { of: id })).text).toContain('ana shares nothing');
      await (await progress(ana)).select(/Others see nothing/, 'my streak');
      const seen = await progress(ben, { of: id });
      expect(seen.text).toContain('**1 day** in a row');
      expect(seen.text).not.toMatch(/this week|Strongest|due for/);
      expect(seen.selects).toEqual([]);
      expect(seen.media).toEqual([]);
      await (await progress(ana)).select(/Others see/, 'how well I know the topics');
      const topics = await progress(ben, { of: id });
      expect(topics.text).toContain('Strongest');
      expect(topics.text).not.toMatch(/in a row|this week/);
      expect(topics.media).toHaveLength(1);
      expect(JSON.stringify(topics.message.components)).not.toMatch(/calendar|marks that counted/);
    });

    it('counts days in the person’s own zone, and switches streaks off', async () => {
      const ana = all.d.user('ana');
      nowMs = Date.UTC(2026, 10, 23, 20);
      expect((await progress(ana, { zone: 'Asia/Kolkata' })).text).toContain('counted in Asia/Kolkata');
      await answer(ana, 'small-data');
      // Two hours on, but the next evening in UTC would be needed for a second day there; in India it is one already.
      nowMs = Date.UTC(2026, 10, 24, 19);
      await answer(ana, 'batchnorm');
      const shown = await progress(ana);
      expect(shown.text).toContain('**2 days** in a row');
      const off = await (await shown.click('Do not count my streak')).until(/Where you stand/);
      expect((await off.reload()).text).not.toContain('in a row');
    });

    it('mentions a lost streak to its owner who is back', async () => {
      const ana = all.d.user('ana');
      for (let day = 0; day < 3; day += 1) {
        await answer(ana, 'small-data', `answer ${day}`);
        nowMs += DAY_MS;
      }
      nowMs += 5 * DAY_MS;
      expect((await progress(ana)).text).toContain('Your streak of 3 days has ended');
    });
  });

  describe('/lesson', () => {
    it('ticks what was read to its end and goes on where it was left, also after a restart', async () => {
      const ana = all.d.user('ana');
      let page = await (await ana.slash('lesson', { topic: 'transfer-learning' })).click('Start reading ▶');
      while (page.text.includes('› The idea')) page = await page.click('Next ▶');
      await all.restart();
      const overview = await ana.slash('lesson', { topic: 'transfer-learning' });
      expect(overview.text).toMatch(/✅ The idea/);
      expect(overview.text.match(/✅/g)).toHaveLength(1);
      const goOn = overview.buttons.find((label) => label.startsWith('Continue where I left')) ?? '';
      expect((await overview.click(goOn)).text).toContain('› Strategy 1');
      expect((await progress(ana)).text).toContain('Transfer Learning: 1 of 5 sections');
    });
  });

  describe('/lesson with several lessons', () => {
    it('says what was read of each and goes on where the last one was left', async () => {
      const text = (markdown: string) => ({ kind: 'text' as const, markdown });
      const section = (id: string) => ({ id, title: `The ${id}`, handsOn: false, blocks: [text(`About ${id}.`)] });
      const lesson = (id: string) =>
        makeLesson({ id, title: `Lesson ${id}`, sections: [section('start'), section('end')] });
      await all.restart([lesson('a'), lesson('b')]);
      const ana = all.d.user('ana');
      const fresh = await ana.slash('lesson');
      expect(fresh.text).not.toContain('read');
      expect(fresh.buttons).toEqual([]);
      await (await (await ana.slash('lesson', { topic: 'a' })).click('Start reading ▶')).click('Next ▶');
      nowMs += 1000;
      await (await ana.slash('lesson', { topic: 'b' })).click('Start reading ▶');
      const list = await ana.slash('lesson');
      expect(list.text).toMatch(/Lesson a.*✅ 2 of 2 sections read\n.*Lesson b.* 1 of 2 sections read/);
      expect(list.text).toContain('You left in **Lesson b** › The start');
      expect((await list.click('Continue where I left: page 1')).text).toContain('About start.');
      await all.restart([lesson('a'), lesson('c')]);
      expect((await ana.slash('lesson')).text).toContain('You left in **Lesson a** › The end');
    });
  });

  describe('when the store is down for what was read', () => {
    it('turns the page and marks the answer all the same, and says it in the log', async () => {
      await all.close();
      const whole = await openStore({ path: ':memory:' });
      const down = async (): Promise<never> => {
        throw new StoreError('failed', 'The disk failed');
      };
      const store: Store = {
        ...whole,
        table(definition) {
          const table = whole.table(definition);
          return ['reading', 'diaries'].includes(definition.name)
            ? { ...table, get: down, update: down, list: down }
            : table;
        },
      };
      all = await startAll({ now: () => nowMs, store });
      const ana = all.d.user('ana');
      const page = await (await ana.slash('lesson', { topic: 'transfer-learning' })).click('Start reading ▶');
      expect((await page.click('Next ▶')).text).toContain('page 2 of');
      expect((await answer(ana, 'small-data')).text).toMatch(/of 100/);
      expect(all.log.some((line) => line.includes('a page was shown, but not remembered'))).toBe(true);
      expect(all.log.some((line) => line.includes('practice was not counted'))).toBe(true);
    });
  });

  describe('/leaderboard', () => {
    it('leads through its pages, for a member and for an admin alike', async () => {
      const ana = all.d.user('ana');
      await answer(ana, 'small-data');
      await (await ana.slash('leaderboard')).click('Join');
      const table = all.store.table(boardTable);
      const [mine] = await table.list('person', (await ana.state()).me.id, { limit: 1 });
      for (let nth = 1; nth <= 24; nth += 1) {
        const person = String(100 + nth);
        await table.create(`${mine!.value.guild}:${person}`, { ...mine!.value, person, total: 100 - nth });
      }
      for (const user of [ana, all.d.user('boss', { admin: true })]) {
        const first = await (await user.slash('leaderboard')).click('All time');
        expect(first.text).toContain('**1.** <@101> · 99 answers');
        const last = await (await first.click('More')).click('More');
        expect(last.text).toMatch(/\*\*21\.\*\* <@121>[\s\S]*\*\*25\.\*\*/);
        expect(last.buttons).not.toContain('More');
      }
    });

    it('lists who joined by what they practised, never by marks, in a server only', async () => {
      const [ana, ben] = [all.d.user('ana'), all.d.user('ben')];
      await answer(ana, 'small-data');
      await answer(ben, 'small-data', 'no idea at all');
      await answer(ben, 'batchnorm', 'no idea at all');
      await answer(all.d.user('carl'), 'batchnorm');
      const board = await ana.slash('leaderboard');
      expect(board.text).toContain('Nobody is on this board yet');
      await board.click('Join');
      const joined = await (await ben.slash('leaderboard')).click('Join');
      const [anaId, benId] = [(await ana.state()).me.id, (await ben.state()).me.id];
      expect(joined.text).toContain(`**1.** <@${benId}> · 2 answers\n**2.** <@${anaId}> · 1 answer`);
      expect(joined.text).toContain('2 on this board');
      expect(joined.message.mentions).toEqual([]);
      await answer(ana, 'batchnorm');
      await answer(ana, 'replace-head');
      expect((await ben.slash('leaderboard')).text).toContain(`**1.** <@${anaId}> · 3 answers`);
      nowMs += 7 * DAY_MS;
      const later = await ben.slash('leaderboard');
      expect(later.text).toContain('Nobody is on this board yet');
      expect((await later.click('All time')).text).toContain(`**2.** <@${benId}> · 2 answers`);
      expect((await (await ben.slash('leaderboard')).click('Leave')).buttons).toContain('Join');
      expect((await ana.slash('leaderboard', {}, { dm: true })).text).toContain('belongs to a server');
    });
  });
});
