import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { findChromium, findFaults, launchBrowser, openPage, screenshot } from '../playground/browser.ts';
import { type Started, startAll } from './start.ts';

const chromium = findChromium();
const PHONE = { viewport: { width: 390, height: 844 } };
const ANSWER =
  'I extract features when there are few labelled images that look like ImageNet: freeze the body and train a new head. ' +
  'With lots of images, over 10k, or a very different domain such as X-rays, I fine-tune.';

describe.skipIf(!chromium)('Warmstart in the playground', { timeout: 60_000 }, () => {
  let all: Started;
  let playground: Playground;
  let browser: Browser;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    [all, browser] = await Promise.all([startAll({ discord: { name: 'Warmstart' } }), launchBrowser(chromium ?? '')]);
    playground = await startPlayground({ localDiscord: all.d, port: 0 });
  });
  afterAll(async () => {
    await browser.close();
    await playground.close();
    await all.close();
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  const open = async (person: string, options = {}): Promise<Page> => {
    const { page, context, problems } = await openPage(browser, `${playground.url}#${person}`, options);
    closing.push(async () => {
      await context.close();
      expect(problems).toEqual([]);
    });
    return page;
  };
  const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / });
  const run = async (page: Page, command: string): Promise<void> => {
    await composer(page).fill(`${command} `);
    await page.getByRole('button', { name: 'Run' }).click();
  };
  const card = (page: Page) => page.getByRole('article').last();
  it('reads a lesson to its end, answers a question, shows the mark, and to nobody else', async () => {
    // As tall as a page and a mark together: the README shows this picture.
    const page = await open('Ana', { viewport: { width: 1200, height: 1480 } });
    await run(page, '/lesson');
    await card(page)
      .getByRole('button', { name: /Start reading/ })
      .click();
    const total = Number(
      /page 1 of (\d+)/.exec(
        (await card(page)
          .getByText(/page 1 of/)
          .textContent()) ?? '',
      )?.[1],
    );
    expect(total).toBeGreaterThan(5);
    for (let at = 2; at <= total; at++) {
      await card(page).getByRole('button', { name: /^Next/ }).click();
      await card(page)
        .getByText(new RegExp(`page ${at} of ${total}`))
        .waitFor();
    }
    await expect.poll(() => card(page).getByRole('button', { name: /^Next/ }).count()).toBe(0);
    await screenshot(page, 'lesson-end');
    await card(page).getByRole('button', { name: 'Contents' }).click();
    await card(page).getByRole('combobox').click();
    await page.getByRole('option', { name: /Strategy 2/ }).click();
    await card(page)
      .getByText(/Strategy 2/)
      .first()
      .waitFor();

    await composer(page).fill('/quiz ');
    await page.getByLabel('question').fill('feature extraction');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await card(page).getByRole('button', { name: 'Answer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(ANSWER);
    await screenshot(page, 'answer');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await page
      .getByText(/\d+ of 100/)
      .first()
      .waitFor();
    await screenshot(page, 'mark');
    // The button that opened the form went with the question; the focus is not lost with it.
    await expect.poll(() => page.evaluate('document.activeElement !== document.body')).toBe(true);
    expect(await page.getByText('Only you can see this').count()).toBeGreaterThan(0);

    await page.getByRole('radio', { name: 'Ben' }).click();
    await page.getByRole('navigation').getByText('Ben').waitFor();
    await composer(page).waitFor();
    expect(await page.getByText('Only you can see this').count()).toBe(0);
    expect(await page.getByText(/\d+ of 100/).count()).toBe(0);
  });

  it('runs a command and turns pages with the keyboard alone', async () => {
    const page = await open('Ben');
    await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
    for (let tries = 0; tries < 20 && !(await composer(page).evaluate((box) => box.matches(':focus'))); tries++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('/les');
    await page.keyboard.press('Enter');
    await page.keyboard.type('trans');
    await page.getByRole('option', { name: 'Transfer Learning' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await card(page)
      .getByRole('button', { name: /Start reading/ })
      .waitFor();
    for (let tries = 0; tries < 20 && !/Start reading/.test(await focused()); tries++) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await card(page)
      .getByText(/page 1 of/)
      .waitFor();
  });

  it.each([
    ['dark', 1280],
    ['light', 1280],
    ['dark', 390],
    ['light', 390],
  ] as const)('has no accessibility fault that axe finds in %s at %i pixels', async (colorScheme, width) => {
    const page = await open('Admin', { ...(width === 390 ? PHONE : {}), colorScheme });
    await run(page, '/quiz');
    await card(page).getByRole('button', { name: 'Answer' }).waitFor();
    await run(page, '/lesson');
    await card(page).getByRole('combobox').click();
    await page.getByRole('listbox').waitFor();
    await screenshot(page, `lesson-${colorScheme}-${width}`);
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await composer(page).fill('/');
    await page.getByRole('listbox').waitFor();
    await screenshot(page, `commands-${colorScheme}-${width}`);
    expect(await findFaults(page)).toEqual([]);
    await composer(page).fill('');
    await page.getByRole('button', { name: 'Answer' }).last().click();
    await page.getByRole('dialog').waitFor();
    await screenshot(page, `modal-${colorScheme}-${width}`);
    expect(await findFaults(page)).toEqual([]);
    // Nothing hangs over the edge.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('keeps the newest message in sight, however fast they come', async () => {
    const page = await open('Ben', PHONE);
    for (const command of ['/help', '/about', '/history', '/today']) await run(page, command);
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    const log = page.getByRole('log');
    const below = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await expect.poll(below).toBeLessThan(2);
  });

  it('talks to the bot in its direct channel', async () => {
    const page = await open('Ben');
    await page.getByRole('navigation').getByRole('button', { name: 'Warmstart' }).click();
    await page.getByRole('heading', { name: 'Warmstart', level: 1 }).waitFor();
    await run(page, '/help');
    await card(page).getByText('/lesson').first().waitFor();
    await screenshot(page, 'direct');
  });

  it('keeps the colours that were chosen', async () => {
    const page = await open('Ana', { colorScheme: 'dark' });
    const theme = (): Promise<string> => page.evaluate('document.documentElement.dataset.theme');
    await page.getByRole('button', { name: 'Use light colours' }).click();
    await expect.poll(theme).toBe('light');
    await page.reload();
    await expect.poll(theme).toBe('light');
  });

  it('opens the channels over the page on a phone', async () => {
    const page = await open('Ana', PHONE);
    const random = page.getByRole('button', { name: 'random' });
    expect(await random.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Channels' }).click();
    await random.waitFor();
    await screenshot(page, 'drawer-390');
    await random.click();
    await page.getByRole('heading', { name: 'random', exact: true }).waitFor();
    await expect.poll(() => random.isVisible()).toBe(false);
  });
});
