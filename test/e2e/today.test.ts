import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Started, startAll } from './start.ts';

const DAY_MS = 86_400_000;
const heading = (text: string): string => /### (.+)/.exec(text)?.[1] ?? 'none';

describe('/today', () => {
  let all: Started;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 24, 9);
    all = await startAll({ now: () => nowMs });
  });
  afterEach(async () => {
    await all.close();
    expect(all.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
  const ana = () => all.d.user('ana');
  const plan = (minutes: number) => ana().slash('plan', { date: '2027-01-24', minutes });

  it('says what today holds, and its one button leads through a section and new questions until the minutes are used', async () => {
    await plan(20);
    const today = await ana().slash('today');
    expect(today.ephemeral).toBe(true);
    expect(today.text).toContain('about 0 of 20 minutes used');
    expect(today.text).toContain('Your interview is <t:');
    expect(today.buttons).toEqual(['Continue']);
    let page = await today.click('Continue');
    expect(page.text).toContain('› The idea');
    while (page.text.includes('› The idea')) page = await page.click('Next ▶');
    const question = await (await ana().slash('today')).click('Continue');
    const first = heading(question.text);
    let mark = await (await question.click('Answer')).submit({ answer: 'no idea' });
    nowMs += 1000;
    // "Next" under the mark goes on with the day.
    let next = await mark.click('Next');
    while (next.buttons.includes('Answer')) {
      expect(heading(next.text)).not.toBe(first);
      mark = await (await next.click('Answer')).submit({ answer: 'no idea' });
      nowMs += 1000;
      next = await mark.click('Next');
    }
    expect(next.text).toContain('Done for today');
    expect(next.text).toMatch(/You gave \d answers? today/);
    expect((await ana().slash('today')).text).toContain('Done for today');
    nowMs += DAY_MS;
    expect((await ana().slash('today')).text).toMatch(/🔁 \d/);
  });

  it('starts with what is due, the weakest first', async () => {
    const question = await ana().slash('quiz', { question: 'small-data' });
    await (await question.click('Answer')).submit({ answer: 'no idea' });
    nowMs += 2 * DAY_MS;
    const today = await ana().slash('today');
    expect(today.text).toContain('🔁 1 question to review');
    expect(today.text).toContain('`/plan` sets');
    await all.restart();
    const review = await today.click('Continue');
    expect(heading(review.text)).toContain('You have 500 labelled images');
    expect(review.text).toContain('Today: a review');
  });
});

describe('Next after a review', () => {
  it('leads to the next review, weakest first, and then to a new question', async () => {
    let nowMs = Date.UTC(2026, 10, 24, 9);
    const all = await startAll({ now: () => nowMs });
    const ana = all.d.user('ana');
    for (const question of ['small-data', 'replace-head']) {
      await (await (await ana.slash('quiz', { question })).click('Answer')).submit({ answer: 'no idea' });
      nowMs += 1000;
    }
    nowMs += 400 * DAY_MS;
    const first = await ana.slash('review');
    const second = await (await (await first.click('Answer')).submit({ answer: 'no idea' })).click('Next');
    const asked = [heading(first.text), heading(second.text)].map((text) => text.slice(0, 20)).sort();
    expect(asked).toEqual(['Why and how do you r', 'You have 500 labelle']);
    expect(second.text).toContain('This try counts');
    const third = await (await (await second.click('Answer')).submit({ answer: 'no idea' })).click('Next');
    expect([heading(first.text), heading(second.text)]).not.toContain(heading(third.text));
    await all.close();
  });
});
