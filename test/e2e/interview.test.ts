import { describe, expect, it } from 'vitest';
import type { Screen } from '../../src/local-discord/client.ts';
import { heading, lessons, modelAnswerTo, questions, useBot } from './use-bot.ts';

const place = ({ text }: Screen): string => /question \d+ of \d+/.exec(text)?.[0] ?? 'none';

describe('/interview', () => {
  const bot = useBot();
  const setUp = (name = 'ana') => bot.d.user(name).slash('interview');
  const start = async (name = 'ana') => (await (await setUp(name)).select('How many', '3 questions')).click('Start');
  const answer = async (screen: Screen, text: string): Promise<Screen> =>
    (await screen.click('Answer')).submit({ answer: text });
  /** Skips what comes until the scorecard. */
  const skipAll = async (screen: Screen): Promise<Screen> =>
    screen.buttons.includes('Skip') ? skipAll(await screen.click('Skip')) : screen;

  it('asks one question after the other for the learner alone, and ends with a scorecard that leads on', async () => {
    const first = await start();
    expect(first.ephemeral).toBe(true);
    expect(place(first)).toBe('question 1 of 3');
    expect(first.text).not.toContain('Your time ends');
    const second = await answer(first, modelAnswerTo(first));
    expect(second.text).toContain('Question 1 answered.');
    expect(place(second)).toBe('question 2 of 3');
    expect(second.text).not.toContain('of 100');
    const third = await second.click('Skip');
    expect(third.text).toContain('Question 2 skipped.');
    const followUp = await answer(third, 'no idea');
    expect(followUp.text).toContain('follow-up');
    const card = await skipAll(followUp);
    expect(card.text).toContain('Follow-up skipped; your first answer counts.');
    expect(card.text).toMatch(/## Your interview: \d+ of 100/);
    expect(card.media).toHaveLength(1);
    expect(JSON.stringify(card.message)).toMatch(/Bars from 0 to 100\. The whole interview: \d+\. By topic: /);
    expect(card.text).toMatch(/\*\*–\*\* .+ · skipped/);
    expect(card.text).toContain('**Your strongest point**\n✅');
    expect(card.text).toContain('**Your weakest point**\n❌');
    const section = card.buttons.find((label) => lessons[0]!.sections.some(({ title }) => title.startsWith(label)));
    expect((await card.click(section!)).text).toContain('Transfer Learning ›');
    const mark = await card.select('See how', card.selects[0]!.options[0]!.label);
    expect(mark.text).toContain('Your answer');
    expect(mark.buttons).toContain('How marked?');
  });

  it('asks for a point that was missed, and marks what is added together with the first answer', async () => {
    const first = await start();
    const followUp = await answer(first, 'no idea');
    expect(heading(followUp)).toBe(heading(first));
    expect(followUp.text).toMatch(/Go on from here: \*\*.+ …\*\*/);
    const modal = await followUp.click('Answer');
    expect(modal.text).toContain('Go on from here');
    const card = await skipAll(await modal.submit({ answer: modelAnswerTo(first) }));
    expect(card.text).toMatch(/\*\*\d+\*\* .+ \(\d+ before the follow-up\)/);
    const [, last, before] = /\*\*(\d+)\*\* .+ \((\d+) before/.exec(card.text) ?? [];
    expect(Number(last)).toBeGreaterThan(Number(before));
    const history = await bot.d.user('ana').slash('history');
    expect(history.text.match(/\*\*\d+\*\*/g)).toHaveLength(2);
    expect(history.text.match(/ · practice/g)).toHaveLength(1);
  });

  it('goes on after a restart, from its buttons and from the command', async () => {
    const second = await (await start()).click('Skip');
    await bot.restart();
    const again = await setUp();
    expect(again.text).toContain('You left this interview open');
    expect(heading(again)).toBe(heading(second));
    const third = await second.click('Skip');
    expect(place(third)).toBe('question 3 of 3');
    // The older message does not lead back.
    expect(place(await again.click('Answer'))).toBe('question 3 of 3');
  });

  it('marks a late answer all the same, and says how late it was', async () => {
    const setup = await (await setUp()).select('Time limit', '1 minute a question');
    const first = await setup.click('Start');
    expect(first.text).toContain(`Your time ends <t:${bot.nowMs / 1000 + 60}:R>`);
    const modal = await first.click('Answer');
    bot.nowMs += 72_000;
    const second = await modal.submit({ answer: modelAnswerTo(first) });
    expect(second.text).toContain('Question 1 answered · 12 s late');
    expect(second.text).toContain(`Your time ends <t:${bot.nowMs / 1000 + 60}:R>`);
    const card = await skipAll(second);
    expect(card.text).toMatch(/\*\*\d+\*\* .+ · 12 s late/);
  });

  it('takes double clicks as one: Start, Skip and the same answer', async () => {
    const setup = await setUp();
    const started = await Promise.all([setup.click('Start'), setup.click('Start')]);
    expect(heading(started[0]!)).toBe(heading(started[1]!));
    const skipped = await Promise.all([started[0]!.click('Skip'), started[0]!.click('Skip')]);
    expect(skipped.map(place)).toEqual(['question 2 of 5', 'question 2 of 5']);
    const modals = [await skipped[0]!.click('Answer'), await skipped[1]!.click('Answer')];
    const text = modelAnswerTo(skipped[0]!);
    const answers = await Promise.all(modals.map((modal) => modal.submit({ answer: text })));
    expect(answers.map(place)).toEqual(['question 3 of 5', 'question 3 of 5']);
    expect((await bot.d.user('ana').slash('history')).text.match(/\*\*\d+\*\*/g)).toHaveLength(1);
  });

  it('is one at a time: Start in an older message leads to where one is', async () => {
    const setups = [await setUp(), await setUp()];
    const second = await (await setups[0]!.click('Start')).click('Skip');
    const same = await setups[1]!.click('Start');
    expect(place(same)).toBe('question 2 of 5');
    expect(heading(same)).toBe(heading(second));
  });

  it('asks what was never answered before what was', async () => {
    const setup = await setUp();
    const topic = setup.selects
      .find(({ placeholder }) => placeholder === 'All topics')!
      .options.find(({ label }) => {
        const { id } = lessons[0]!.sections.find(({ title }) => title === label)!;
        return questions.filter(({ see }) => see === id).length > 3;
      })!.label;
    const { id } = lessons[0]!.sections.find(({ title }) => title === topic)!;
    const about = questions.filter(({ see }) => see === id);
    for (const known of about.slice(3)) await bot.answer(known.id, 'no idea');
    await setup.select('All topics', topic);
    let screen = await start();
    const asked: string[] = [];
    while (screen.buttons.includes('Skip')) {
      asked.push(heading(screen));
      screen = await screen.click('Skip');
    }
    const fresh = about.slice(0, 3).map(({ text }) => text);
    expect(asked.sort()).toEqual(fresh.sort());
  });

  it('gives the text back when another answer to the same question was first', async () => {
    const first = await start();
    const modals = [await first.click('Answer'), await first.click('Answer')];
    await modals[0]!.submit({ answer: modelAnswerTo(first) });
    const late = await modals[1]!.submit({ answer: 'my other thought' });
    expect(late.text).toContain('been past this question');
    expect(late.text).toContain('my other thought');
  });

  it('ends early with a scorecard of what was answered, and can be taken up again', async () => {
    const nothing = await (await start()).click('End interview');
    expect(nothing.text).toContain('before the first answer');
    const again = await nothing.click('Go on after all');
    expect(place(again)).toBe('question 1 of 3');
    const card = await (await answer(again, modelAnswerTo(again))).click('End interview');
    expect(card.text).toContain('2 questions were not answered');
    expect(card.text).toMatch(/Your interview: \d+ of 100/);
    const last = await (await setUp()).click('Last scorecard');
    expect(last.text).toContain('2 questions were not answered');
    const resumed = await card.click('Go on after all');
    expect(place(resumed)).toBe('question 2 of 3');
    expect(resumed.media).toEqual([]);
  });

  it('asks about the chosen topics only, and says when too few questions fit', async () => {
    const setup = await setUp();
    const topic = setup.selects.find(({ placeholder }) => placeholder === 'All topics')!.options[0]!.label;
    const section = lessons[0]!.sections.find(({ title }) => title === topic)!;
    const narrowed = await setup.select('All topics', topic);
    const here = questions.filter(({ see }) => see === section.id);
    const begun = await narrowed.click('Start');
    if (here.length < 3) expect(begun.text).toContain('and an interview needs 3');
    else expect(here.map(({ text }) => text)).toContain(heading(begun));
    const hard = await (await narrowed.select('All topics')).select('How hard', 'hard');
    const few = questions.filter(({ difficulty }) => difficulty === 'hard').length;
    const asked = await hard.click('Start');
    if (few < 3) expect(asked.text).toContain(`Only ${few} question`);
    else expect(asked.text).toContain('question 1 of');
  });

  it('skips a question that was taken out of the lesson, and gives its answer back', async () => {
    const first = await start();
    const modal = await first.click('Answer');
    const gone = heading(first);
    await bot.restart(
      lessons.map((lesson) => ({ ...lesson, questions: lesson.questions.filter(({ text }) => text !== gone) })),
    );
    const told = await modal.submit({ answer: 'precious words' });
    expect(told.text).toContain('precious words');
    expect(place(await setUp())).toBe('question 2 of 3');
  });

  it('refuses an answer of blanks without leaving the question', async () => {
    const first = await start();
    expect((await answer(first, '  \n ')).text).toContain('was empty');
    expect(place(await setUp())).toBe('question 1 of 3');
  });
});
