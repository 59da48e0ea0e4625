import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Block, Lesson, Section } from '../../src/core/lesson.ts';
import { PAGE_CHARACTERS, pagesOf } from '../../src/core/pages.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import type { LocalUser, Screen } from '../../src/local-discord/client.ts';
import { makeLesson } from '../make-lesson.ts';
import { type Started, startAll } from './start.ts';

let all: Started;
const { lessons: real } = await loadLessons('lessons');
const transfer = real.find(({ id }) => id === 'transfer-learning')!;

beforeAll(async () => {
  all = await startAll();
});
afterEach(() => {
  const bugs = all.log.splice(0).filter((line) => JSON.parse(line).level >= 50);
  expect(bugs).toEqual([]);
});
afterAll(() => all.close());

let people = 0;

/** Somebody who has read nothing yet, with the bot started anew on these lessons. */
async function withLessons(lessons: Lesson[], name?: string): Promise<LocalUser> {
  await all.restart(lessons);
  people += 1;
  return all.d.user(name ?? `reader-${people}`);
}

const text = (markdown: string): Block => ({ kind: 'text', markdown });
const section = (id: string, ...blocks: Block[]): Section => ({ id, title: `The ${id}`, handsOn: false, blocks });
const long = (word: string) => text(`${word} `.repeat(120).trim());
const small = makeLesson({
  id: 'small',
  title: 'Small Steps',
  sections: [section('start', long('one'), long('two'), long('three')), section('end', text('The end.'))],
});

const pageNumber = (screen: Screen) => Number(screen.text.match(/page (\d+) of \d+/)?.[1]);
const withoutCode = (shown: string) => shown.replace(/```[\s\S]*?```/g, '');

describe('reading', () => {
  test('a lesson from its overview to its end, on a phone', async () => {
    const ana = await withLessons(real);
    let screen = await ana.slash('lesson', { topic: 'transfer-learning' });
    expect(screen.ephemeral).toBe(true);
    for (const objective of transfer.objectives) expect(screen.text).toContain(objective);
    for (const { title } of transfer.sections) expect(screen.text).toContain(title);

    const pages = pagesOf(transfer);
    screen = await screen.click('Start reading');
    for (const page of pages) {
      expect(pageNumber(screen)).toBe(page.number);
      expect(screen.text).toContain(page.markdown);
      expect(screen.ephemeral).toBe(true);
      const [, ...body] = screen.text.split('\n');
      if (page.number < pages.length) {
        expect(withoutCode(body.join('\n')).length).toBeLessThanOrEqual(PAGE_CHARACTERS);
        screen = await screen.click('Next');
      }
    }
    expect(screen.text).toContain('That was the whole lesson.');
    expect(screen.buttons).toEqual(['◀', 'Contents', 'Answer it yourself', 'Quiz me on this', 'Share']);
    expect(pageNumber(await screen.click('◀'))).toBe(pages.length - 1);
  });

  test('the whole text reaches the learner, the answers behind spoilers', async () => {
    const shown = pagesOf(transfer)
      .map(({ markdown }) => markdown)
      .join('\n');
    for (const { title } of transfer.sections) expect(shown).toContain(`## ${title}`);
    for (const question of transfer.questions) {
      expect(shown).toContain(`### ${question.text}`);
      for (const paragraph of question.modelAnswer.split('\n\n')) expect(shown).toContain(`||${paragraph}||`);
    }
  });

  test('the contents list the headings of the section one is in, and lead there and back', async () => {
    const ana = await withLessons(real);
    const page = await ana.slash('lesson', { topic: 'transfer-learning', section: 'Strategy 1: feature extraction' });
    const contents = await (await page.click('Next')).click('Contents');
    expect(contents.text).toContain('**Strategy 1: feature extraction** (you are here)');
    const [select] = contents.selects;
    expect(select!.options.length).toBeLessThanOrEqual(25);
    expect(select!.options.map(({ label }) => label.trim())).toContain('Why k-fold?');
    const jumped = await contents.select(
      'Jump to',
      select!.options.find(({ label }) => label.includes('Why k-fold?'))!.value,
    );
    expect(jumped.text).toContain('### Why k-fold?');
    const back = await (await jumped.click('Contents')).click(`Back to page ${pageNumber(jumped)}`);
    expect(back.text).toBe(jumped.text);
  });

  test('two clicks at once do no harm', async () => {
    const ana = await withLessons([small]);
    const page = await (await ana.slash('lesson')).click('Start reading');
    const [first, second] = await Promise.all([page.click('Next'), page.click('Next')]);
    expect([pageNumber(first), pageNumber(second)]).toEqual([2, 2]);
  });

  test('in direct messages nothing is hidden, and there is nobody to share with', async () => {
    const ana = await withLessons([small]);
    const overview = await ana.slash('lesson', {}, { dm: true });
    expect(overview.ephemeral).toBe(false);
    const page = await overview.click('Start reading');
    expect(page.buttons).toEqual(['Contents', 'Next ▶']);
  });

  test('several lessons are listed, none is said', async () => {
    const ana = await withLessons([small, ...real]);
    const list = await ana.slash('lesson');
    expect(list.text).toContain('**Small Steps**');
    const chosen = await list.select('Choose a lesson', 'Transfer Learning');
    expect(chosen.text).toContain('## Transfer Learning');
    await all.restart([]);
    expect((await ana.slash('lesson')).text).toContain('There are no lessons yet');
  });

  test('the hands-on section leads to training', async () => {
    const ana = await withLessons(real);
    const page = await ana.slash('lesson', { section: 'Hands-on: ResNet-18' });
    const answer = await page.click('Train it yourself');
    expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining('Train a network') });
  });
});

describe('after a restart', () => {
  test('old messages go on', async () => {
    const ana = await withLessons([small]);
    const page = await (await ana.slash('lesson')).click('Start reading');
    await all.restart([small]);
    expect(pageNumber(await page.click('Next'))).toBe(2);
  });

  test('a section that got shorter gives its nearest page, one that is gone the contents', async () => {
    const ana = await withLessons([small]);
    const inStart = await (await ana.slash('lesson')).click('Start reading');
    const inEnd = await ana.slash('lesson', { section: 'The end' });
    const toShare = await ana.slash('lesson', { section: 'The end' });
    const toContents = await ana.slash('lesson', { section: 'The end' });
    await all.restart([{ ...small, sections: [section('start', text('Short now.')), section('new', text('New.'))] }]);

    expect((await inStart.click('Next')).text).toMatch(/This is the nearest page[\s\S]*Short now\./);
    expect((await inEnd.click('◀')).text).toMatch(/This is the nearest page[\s\S]*Short now\./);
    expect(await toShare.click('Share')).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining('older version'),
    });
    expect((await toContents.click('Contents')).text).toContain('- The new · page 2');
  });

  test('a place whose section is gone leads to the contents', async () => {
    const ana = await withLessons([small]);
    const inEnd = await (await ana.slash('lesson', { section: 'The end' })).click('◀');
    await all.restart([{ ...small, sections: [section('new', text('New.'))] }]);
    const gone = await inEnd.click('Next');
    expect(gone.text).toMatch(/has changed since[\s\S]*- The new · page 1/);
    expect((await gone.click('Start reading')).text).toContain('New.');
  });

  test('a lesson that is gone is said to be', async () => {
    const ana = await withLessons([small]);
    const overview = await ana.slash('lesson');
    await all.restart(real);
    const answer = await overview.click('Start reading');
    expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining('taken out of the course') });
  });
});

describe('finding', () => {
  test('topics and sections are offered while one types, slips forgiven', async () => {
    const ana = await withLessons([small, ...real]);
    expect(await ana.autocomplete('lesson', 'topic', '')).toHaveLength(2);
    const [topic] = await ana.autocomplete('lesson', 'topic', 'transfr lerning');
    expect(topic).toMatchObject({ name: 'Transfer Learning', value: 'transfer-learning' });
    const [near] = await ana.autocomplete('lesson', 'section', 'gradul unfreez', { topic: 'transfer-learning' });
    expect(near!.name).toBe('Strategy 2 › Gradual unfreezing');
    const page = await ana.slash('lesson', { topic: 'transfer-learning', section: String(near!.value) });
    expect(page.text).toContain('### Gradual unfreezing');
    const sections = await ana.autocomplete('lesson', 'section', '', { topic: 'small' });
    expect(sections.map(({ name }) => name)).toEqual(['The start', 'The end']);
  });

  test('what does not exist is answered with what comes near', async () => {
    const ana = await withLessons([small, ...real]);
    const topic = await ana.slash('lesson', { topic: '@everyone transfr' });
    expect(topic).toMatchObject({ ephemeral: true, text: expect.stringContaining('Did you mean') });
    expect((await ana.slash('lesson', { topic: 'Transfer Lernin' })).text).toContain(
      'Did you mean **Transfer Learning**?',
    );
    const unknown = await ana.slash('lesson', { topic: 'small', section: 'The ent' });
    expect(unknown.text).toContain('no section called “The ent”');
    expect(unknown.text).toContain('**The end**');
  });

  test('words are found in the text, and a result opens', async () => {
    const ana = await withLessons(real);
    const results = await ana.slash('lesson', { search: 'catastrofic forgetting' });
    expect(results.text).toContain('“catastrophic forgetting”');
    expect(results.text).toContain('Nothing has “catastrofic forgetting”');
    expect(results.text).toMatch(/> .*\*\*catastrophic\*\* \*\*forgetting\*\*/i);
    const opened = await results.select('Open a page', results.selects[0]!.options[0]!.value);
    expect(opened.text).toMatch(/forgetting/i);
    expect(opened.buttons).toContain('Contents');
  });

  test('nothing found, with nobody pinged', async () => {
    const ana = await withLessons(real);
    const none = await ana.slash('lesson', { search: 'qwxzyk @everyone **b**' });
    expect(none).toMatchObject({ ephemeral: true, text: expect.stringContaining('\\*\\*b\\*\\*') });
    expect(none.message.mention_everyone).toBe(false);
  });
});

describe('sharing', () => {
  test('posts a copy that everybody can read on from by themselves', async () => {
    const ana = await withLessons(real, '**@everyone** ana');
    const page = await ana.slash('lesson', { section: 'Interview preparation' });
    const mine = await page.click('Share');
    expect(mine.buttons).toContain('Shared');
    expect(mine.buttonDetails.find(({ label }) => label === 'Shared')?.disabled).toBe(true);

    const ben = all.d.user('ben');
    const copy = await ben.waitForMessage(/shares a page/);
    expect(copy.text).toContain('\\*\\*@everyone\\*\\* ana');
    expect(copy.message.mention_everyone).toBe(false);
    expect(copy.text).toContain(`||${transfer.questions[0]!.modelAnswer.split('\n\n')[0]}||`);
    expect(copy.buttons).toEqual(['Read this lesson']);
    const own = await copy.click('Read this lesson');
    expect(own.ephemeral).toBe(true);
    expect(pageNumber(own)).toBe(pageNumber(page));
    expect((await ben.look(copy.message.id)).text).toBe(copy.text);
  });
});
