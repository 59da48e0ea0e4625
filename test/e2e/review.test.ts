import { describe, expect, it } from 'vitest';
import { DAY_MS, heading, QUESTION, questions, useBot } from './use-bot.ts';

const { modelAnswer } = questions.find(({ id }) => id === QUESTION)!;

describe('/review and /plan', () => {
  const bot = useBot();

  it('says what to do while nothing is due, and when something will be', async () => {
    const ana = bot.ana();
    const first = await ana.slash('review');
    expect(first.text).toContain('Nothing to review yet');
    expect((await first.click('A new question')).text).toContain('###');
    await bot.answer('small-data', 'no idea');
    expect((await ana.slash('review')).text).toMatch(/comes back <t:\d+:R>/);
  });

  it('brings back what was answered, weakest first, and counts it again', async () => {
    // The weak one first: what was asked last comes again only when there is nothing else.
    const weak = await bot.answer('small-data', 'no idea');
    const strong = await bot.answer(
      'replace-head',
      'The output size must match the number of my classes. I write model.fc = nn.Linear(512, num_classes). The new layer is randomly initialised, so it has to be trained. In feature extraction the rest is frozen and only the new head is trained.',
    );
    expect(strong.text).toMatch(/comes back <t:\d+:R>/);
    bot.nowMs += 400 * DAY_MS;
    const review = await bot.ana().slash('review');
    expect(heading(review)).toContain('You have 500 labelled images');
    expect(review.text).toContain('2 are due');
    expect(review.text).toContain('This try counts');
    const mark = await (await review.click('Answer')).submit({ answer: 'freeze the backbone, train a new head' });
    expect(mark.text).toContain('This try counts');
    expect(heading(await bot.ana().slash('review'))).toContain('replace the final');
    expect(weak.text).toContain('Not yet');
  });

  it('brings everything back before the interview', async () => {
    const ana = bot.ana();
    await bot.answer(
      'small-data',
      'I start from a pretrained backbone, freeze it and train only a new head, with augmentation.',
    );
    const planned = await ana.slash('plan', { date: '2026-11-26', minutes: 30 });
    expect(planned.text).toContain('30 minutes a day');
    const strong = await bot.answer(QUESTION, modelAnswer);
    expect(strong.text).toContain(`comes back <t:${Date.UTC(2026, 10, 26) / 1000}:R>`);
    bot.nowMs = Date.UTC(2026, 10, 26, 1);
    expect((await ana.slash('review')).text).toContain('###');
  });

  it('shows the plan, changes one part of it, and clears it', async () => {
    const ana = bot.ana();
    const none = await ana.slash('plan');
    expect(none.text).toContain('no plan yet');
    expect(none.buttons).toEqual([]);
    expect((await ana.slash('plan', { minutes: 40 })).text).toContain('no plan yet');
    await ana.slash('plan', { date: '2027-03-15', minutes: 30 });
    await ana.slash('plan', { minutes: 45 });
    const seconds = Date.parse('2027-03-15') / 1000;
    expect((await ana.slash('plan')).text).toContain(`<t:${seconds}:D>`);
    expect((await ana.slash('plan', { date: '2027-03-16' })).text).toContain('45 minutes a day');
    const shown = await ana.slash('plan');
    expect(shown.ephemeral).toBe(true);
    expect((await shown.click('Clear the plan')).text).toContain('Your plan is cleared');
    expect((await ana.slash('plan')).text).toContain('no plan yet');
  });

  it('names a date that is none, and one that is over', async () => {
    const ana = bot.ana();
    expect((await ana.slash('plan', { date: 'tomorrow' })).text).toContain('cannot read “tomorrow” as a date');
    expect((await ana.slash('plan', { date: '2026-01-01' })).text).toContain('2026-01-01 is over');
  });
});
