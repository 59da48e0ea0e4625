import { describe, expect, it, vi } from 'vitest';
import type { LocalUser, Screen } from '../../src/local-discord/client.ts';
import { useBot } from './use-bot.ts';

const WRONG = 'It says **ten** epochs, but @everyone knows better.';
const FIELD = 'What is wrong on this page?';

describe('/settings and reports', () => {
  const bot = useBot();
  const { boss } = bot;
  const turnOn = async (): Promise<Screen> => {
    const { id } = await bot.d.addChannel('reports');
    return (await boss().slash('settings')).select('Channel', id);
  };
  const page = async (user: LocalUser, where = {}): Promise<Screen> =>
    (await user.slash('lesson', { topic: 'transfer-learning' }, where)).click('Start reading');
  const isReport = ({ text }: Screen): boolean => text.includes('A mistake is reported');

  describe('/settings', () => {
    it('is for those who manage the server, in the server', async () => {
      await boss().commands();
      const ana = bot.ana();
      expect(await ana.commands()).not.toContain('settings');
      expect((await ana.slash('help')).text).not.toContain('/settings');
      expect((await boss().slash('help')).text).toContain('`/settings`');
      await expect(boss().slash('settings', {}, { dm: true })).rejects.toThrow('is offered no /settings here');
      const panel = await turnOn();
      await boss().set({ admin: false });
      const refused = await panel.click('Turn off');
      expect(refused.text).toContain('Only people who may manage this server');
      expect(refused.ephemeral).toBe(true);
    });

    it('is off until a channel is chosen, survives a restart, and can be turned off', async () => {
      const first = await boss().slash('settings');
      expect(first.ephemeral).toBe(true);
      expect(first.text).toContain('Off.');
      expect(first.buttons).not.toContain('Turn off');
      const on = await turnOn();
      expect(on.text).toContain('On.');
      expect(on.text).toContain('Everybody can read that channel');
      await bot.restart();
      const off = await (await boss().slash('settings')).click('Turn off');
      expect(off.text).toContain('Off.');
    });

    it('says what the bot lacks in the channel', async () => {
      await turnOn();
      const channel = await bot.d.channel('reports');
      await channel.deny();
      const panel = await boss().slash('settings');
      expect(panel.text).toContain('Not yet');
      expect(panel.text).toContain('I miss **Send Messages** there');
      await channel.remove();
      expect((await boss().slash('settings')).text).toContain('That channel is gone');
    });

    it('takes no role that everybody has', async () => {
      const panel = await turnOn();
      const { guild } = await boss().state();
      expect((await panel.select(/^Role/, guild.id)).text).toContain('everybody could decide');
      expect((await boss().slash('settings')).text).not.toContain('<@&');
    });
  });

  describe('a report', () => {
    it('is offered where somebody reads it', async () => {
      const ana = bot.ana();
      expect((await page(ana)).buttons).not.toContain('Report a mistake');
      await turnOn();
      expect((await page(ana)).buttons).toContain('Report a mistake');
      expect((await page(ana, { dm: true })).buttons).not.toContain('Report a mistake');
      const open = await page(ana);
      await (await boss().slash('settings')).click('Turn off');
      expect((await open.click('Report a mistake')).text).toContain('Nobody reads reports');
    });

    it('goes to the readers with its place, and its learner is thanked when it is done', async () => {
      await turnOn();
      const ana = bot.ana();
      const modal = await (await (await page(ana)).click('Next')).click('Report a mistake');
      expect(modal.text).toContain('**#reports** of **Study group**');
      const sent = await modal.submit({ [FIELD]: WRONG });
      expect(sent.text).toContain('Sent to **#reports**');
      expect(sent.ephemeral).toBe(true);

      const message = await boss().waitForMessage(isReport, { channel: 'reports' });
      expect(message.text).toMatch(/\*\*Transfer Learning\*\* › .+ · page 2 of \d+/);
      expect(message.text).toContain('> It says \\*\\*ten\\*\\* epochs, but @everyone knows better.');
      expect(message.message.mention_everyone).toBe(false);
      expect(message.text).not.toContain('ana');
      expect((await message.click('Open the page')).text).toContain('page 2 of');

      const seenByAna = await message.as(ana);
      expect((await seenByAna.click('Done, with thanks')).text).toContain('Only members who manage this server');
      const done = await message.click('Done, with thanks');
      expect(done.text).toContain('has dealt with it');
      expect(done.buttons).toEqual(['Open the page']);
      const thanks = await ana.waitForMessage(/Thank you/, { dm: true });
      expect(thanks.text).toContain('**Transfer Learning** ›');
    });

    it('is done once, and told later where direct messages are closed', async () => {
      await turnOn();
      const [ana, bea] = [bot.ana(), bot.d.user('bea', { admin: true })];
      await ana.set({ dmsClosed: true });
      await (await (await page(ana)).click('Report a mistake')).submit({ [FIELD]: 'a typo' });
      const message = await boss().waitForMessage(isReport, { channel: 'reports' });
      const stale = await message.as(bea);
      const replies = await Promise.all([message.click('Done, with thanks'), stale.click('Done, with thanks')]);
      expect(replies.every(({ text }) => text.includes('has dealt with it'))).toBe(true);
      const isTold = ({ text }: Screen): boolean => text.includes('dealt with this one already');
      await vi.waitFor(async () => {
        const seen = await Promise.all([boss().messages(), bea.messages()]);
        expect(seen.flat().filter(isTold)).toHaveLength(1);
      });
      const note = await (await ana.slash('ping')).next();
      expect(note.text).toContain('The mistake that you reported');
      await ana.slash('ping');
      expect((await ana.messages()).filter(({ text }) => text.includes('The mistake that you reported'))).toHaveLength(
        1,
      );
    });

    it('and an appeal are posted again, where their message is gone or the channel another', async () => {
      await turnOn();
      const ana = bot.ana();
      await (await (await page(ana)).click('Report a mistake')).submit({ [FIELD]: 'a typo' });
      const question = await ana.slash('quiz', { question: 'small-data' });
      const mark = await (await question.click('Answer')).submit({ answer: 'augment the pictures' });
      const modal = await mark.click('Contest');
      expect(modal.text).toMatch(/\n❌ /);
      await modal.submit({ 'Why should it earn more?': 'look again' });
      await (await bot.d.channel('reports')).remove();
      const other = await bot.d.addChannel('readers');
      const panel = await (await boss().slash('settings')).select('Channel', other.id);
      expect(panel.text).toContain('**Waiting** 1 appeal, 1 report');
      expect((await panel.click('Post them again')).text).toContain('Posted again');
      const report = await boss().waitForMessage(isReport, { channel: 'readers' });
      expect((await report.click('Done, with thanks')).text).toContain('has dealt with it');
      const appeal = await boss().waitForMessage(/look again/, { channel: 'readers' });
      await (await appeal.click('Reject')).submit({ 'Why? The learner reads this': 'It stays.' });
      await ana.waitForMessage(/turned down/, { dm: true });
      const after = await boss().slash('settings');
      expect(after.text).not.toContain('Waiting');
      expect(after.buttons).toEqual(['Turn off']);
    });

    it('goes with its learner’s data', async () => {
      await turnOn();
      const ana = bot.ana();
      await (await (await page(ana)).click('Report a mistake')).submit({ [FIELD]: 'a typo' });
      const { id } = (await ana.state()).me;
      expect((await bot.store.exportPerson(id)).map(({ table }) => table)).toContain('reports');
      await bot.store.forgetPerson(id);
      const message = await boss().waitForMessage(isReport, { channel: 'reports' });
      expect((await message.click('Done, with thanks')).text).toContain('This report is gone');
    });
  });
});
