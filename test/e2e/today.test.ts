import { describe, expect, it } from 'vitest';
import { DAY_MS, heading, useBot } from './use-bot.ts';

describe('/today', () => {
  const bot = useBot();
  const plan = (minutes: number) => bot.ana().slash('plan', { date: '2027-01-24', minutes });

  it('says what today holds, and its one button leads through a section and new questions until the minutes are used', async () => {
    await plan(20);
    const today = await bot.ana().slash('today');
    expect(today.ephemeral).toBe(true);
    expect(today.text).toContain('about 0 of 20 minutes used');
    expect(today.text).toContain('Your interview is <t:');
    expect(today.buttons).toEqual(['Continue']);
    let page = await today.click('Continue');
    expect(page.text).toContain('› The idea');
    while (page.text.includes('› The idea')) page = await page.click('Next ▶');
    const question = await (await bot.ana().slash('today')).click('Continue');
    const first = heading(question);
    let mark = await (await question.click('Answer')).submit({ answer: 'no idea' });
    bot.nowMs += 1000;
    // "Next" under the mark goes on with the day.
    let next = await mark.click('Next');
    while (next.buttons.includes('Answer')) {
      expect(heading(next)).not.toBe(first);
      mark = await (await next.click('Answer')).submit({ answer: 'no idea' });
      bot.nowMs += 1000;
      next = await mark.click('Next');
    }
    expect(next.text).toContain('Done for today');
    expect(next.text).toMatch(/You gave \d answers? today/);
    expect((await bot.ana().slash('today')).text).toContain('Done for today');
    bot.nowMs += DAY_MS;
    expect((await bot.ana().slash('today')).text).toMatch(/🔁 \d/);
  });

  it('starts with what is due, the weakest first', async () => {
    await bot.answer('small-data', 'no idea');
    bot.nowMs += 2 * DAY_MS;
    const today = await bot.ana().slash('today');
    expect(today.text).toContain('🔁 1 question to review');
    expect(today.text).toContain('`/plan` sets');
    await bot.restart();
    const review = await today.click('Continue');
    expect(heading(review)).toContain('You have 500 labelled images');
    expect(review.text).toContain('Today: a review');
  });
});

describe('Next after a review', () => {
  const bot = useBot();

  it('leads to the next review, weakest first, and then to a new question', async () => {
    const ana = bot.ana();
    for (const question of ['small-data', 'replace-head']) {
      await bot.answer(question, 'no idea');
      bot.nowMs += 1000;
    }
    bot.nowMs += 400 * DAY_MS;
    const first = await ana.slash('review');
    const second = await (await (await first.click('Answer')).submit({ answer: 'no idea' })).click('Next');
    const asked = [heading(first), heading(second)].map((text) => text.slice(0, 20)).sort();
    expect(asked).toEqual(['Why and how do you r', 'You have 500 labelle']);
    expect(second.text).toContain('This try counts');
    const third = await (await (await second.click('Answer')).submit({ answer: 'no idea' })).click('Next');
    expect([heading(first), heading(second)]).not.toContain(heading(third));
  });
});
