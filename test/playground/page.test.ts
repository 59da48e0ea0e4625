import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDiscordClient, localDiscord } from '../../src/local-discord/client.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { findChromium, launchBrowser, openPage, screenshot } from './browser.ts';
import { startShowcaseBot } from './showcase-bot.ts';

const NO_ANSWER_MS = 3100;
const chromium = findChromium();

/** A file in the hand of the browser's drag and drop. */
const dragged = (page: Page, name: string) =>
  page.evaluateHandle((fileName) => {
    // The browser's own class, which Node does not have.
    const { DataTransfer } = globalThis as unknown as { DataTransfer: new () => { items: { add(file: File): void } } };
    const data = new DataTransfer();
    data.items.add(new File(['twotwo'], fileName, { type: 'text/plain' }));
    return data;
  }, name);

describe.skipIf(!chromium)('the playground page', { timeout: 60_000 }, () => {
  let d: LocalDiscordClient;
  let playground: Playground;
  let bot: Awaited<ReturnType<typeof startShowcaseBot>>;
  let browser: Browser;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    d = await localDiscord({ name: 'Showcase', clock: 'fake' });
    [playground, bot, browser] = await Promise.all([
      startPlayground({ localDiscord: d, port: 0 }),
      startShowcaseBot(d),
      launchBrowser(chromium ?? ''),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await playground.close();
    await d.close();
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  /** A page on a channel of its own, so that no test sees another's messages. */
  const open = async (person = 'Ana', options = {}, channel?: string): Promise<Page> => {
    const name = channel ?? `c${Math.trunc(performance.now() * 1000)}`;
    if (channel === undefined) await d.addChannel(name);
    const { page, context, problems } = await openPage(browser, `${playground.url}#${person}`, options);
    closing.push(async () => {
      await context.close();
      expect(problems).toEqual([]);
    });
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    return page;
  };
  const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / });
  const run = async (page: Page, command: string): Promise<void> => {
    await composer(page).fill(`${command} `);
    await page.getByRole('button', { name: 'Run' }).click();
  };
  const last = (page: Page) => page.getByRole('article').last();

  it('says what to type while a channel is empty, and keeps to plain messages otherwise', async () => {
    const page = await open();
    await expect.poll(() => page.getByRole('log').textContent()).toContain('/embed');
    await composer(page).fill('Hello **world**');
    await composer(page).press('Enter');
    await last(page).getByText('world').waitFor();
    expect(await last(page).locator('strong').textContent()).toBe('world');
    expect(await composer(page).inputValue()).toBe('');
    expect(await page.getByText('Type one of these').count()).toBe(0);
  });

  it('renders Markdown without any HTML of the sender', async () => {
    const page = await open();
    await run(page, '/text');
    const message = last(page);
    await message.getByRole('heading', { name: 'Heading one' }).waitFor();
    expect(await message.locator('li').allTextContents()).toEqual([
      'first',
      expect.stringMatching(/^second/),
      'nested',
      'one',
      'two',
    ]);
    expect(await message.locator('ol > li').count()).toBe(2);
    expect(await message.locator('pre').textContent()).toBe('for x in range(3):\n    print("hello", x)  # comment');
    expect(await message.locator('pre .hljs-keyword').first().textContent()).toBe('for');
    expect(await message.locator('blockquote').innerText()).toMatch(/^a quote\nof two lines\n?$/);
    expect(await message.getByRole('link', { name: 'a masked link' }).getAttribute('href')).toBe('https://example.com');
    expect(await message.locator('time.timestamp').getAttribute('datetime')).toBe('2026-11-25T09:30:00.000Z');
    expect(await message.textContent()).toContain('<script>alert(1)</script>');
    const spoiler = message.getByRole('button', { name: 'Spoiler: show it' });
    await spoiler.click();
    expect(await message.locator('.spoiler.shown').textContent()).toBe('a spoiler');
    await screenshot(page, 'markdown');
  });

  it('shows every kind of component, and reports buttons and selects', async () => {
    const page = await open();
    await run(page, '/show');
    const message = page.getByRole('article').first();
    await message.getByRole('button', { name: 'Primary' }).waitFor();
    expect(await message.getByRole('button', { name: 'Off' }).isDisabled()).toBe(true);
    expect(await message.getByRole('link', { name: 'Link' }).getAttribute('href')).toBe('https://example.com');
    await expect
      .poll(() => message.locator('img').evaluateAll((all) => all.map((one) => one.naturalWidth)))
      .toEqual([320, 320, 320]);
    await screenshot(page, 'components');
    await message.getByRole('button', { name: 'Aside' }).click();
    await page.getByText('used aside').waitFor();

    const one = message.getByRole('combobox', { name: 'Choose a fruit' });
    await one.click();
    await page.getByRole('option', { name: 'Pear' }).click();
    await page.getByText('used one: pear').waitFor();

    const many = message.getByRole('combobox', { name: 'Choose two letters' });
    await many.focus();
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await screenshot(page, 'select');
    await page.keyboard.press('Tab');
    await page.getByText('used many: a c').waitFor();

    await message.getByRole('button', { name: 'Enlarge: Red' }).click();
    await page.getByRole('dialog', { name: 'Image' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog').getByText('Blue').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('shows embeds, mentions and files', async () => {
    const page = await open();
    await run(page, '/embed');
    await page.getByRole('link', { name: 'A title' }).waitFor();
    expect(await last(page).textContent()).toContain('@Ana');
    const file = await (
      await page.request.get((await page.getByRole('link', { name: 'notes.txt' }).getAttribute('href')) ?? '')
    ).text();
    expect(file).toBe('some notes');
    await screenshot(page, 'embed');
  });

  it('fills options of every type by keyboard, with live autocomplete', async () => {
    const page = await open();
    await composer(page).focus();
    await page.keyboard.type('/opt');
    await page.getByRole('option', { name: /\/options/ }).waitFor();
    await page.keyboard.press('Tab');
    // A required option left empty keeps the command from being sent.
    await page.keyboard.press('Enter');
    await page.getByText('This option is required.').waitFor();
    await page.keyboard.type('hey');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ap');
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['Apple', 'Apricot']);
    await screenshot(page, 'autocomplete');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('lar');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByText('At most 9.').waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tr');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ana');
    await page.keyboard.press('Enter');
    await page.getByLabel('file').setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Run' }).press('Enter');
    await page.getByText('word hey').waitFor();
    expect(await last(page).locator('.markdown').innerText()).toBe(
      'word hey\nfruit apricot\nsize large\ncount 1\nloud true\nwho ana\nfile cat.png',
    );
    expect(await composer(page).evaluate((box) => box.matches(':focus'))).toBe(true);
  });

  it('fills a modal, with files by picker and by drag and drop', async () => {
    const page = await open();
    await run(page, '/form');
    const dialog = page.getByRole('dialog', { name: 'A form' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('Short').evaluate((box) => box.matches(':focus'))).toBe(true);
    await page.keyboard.type('ab');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.getByText('At least 3 characters are needed.').waitFor();
    await screenshot(page, 'modal-faulty');
    await dialog.getByLabel('Short').fill('abc');
    await dialog.getByLabel('Long').fill('two\nlines');
    await dialog.getByRole('combobox', { name: 'Level' }).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog
      .getByLabel('Pictures')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('one') });
    await dialog.locator('.file-drop').dispatchEvent('drop', { dataTransfer: await dragged(page, 'b.txt') });
    await dialog.getByText('b.txt').waitFor();
    await screenshot(page, 'modal');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('level hard').waitFor();
    expect(await last(page).locator('.markdown').innerText()).toBe(
      'short abc\nlong two\nlines\nlevel hard\nfiles a.txt 3, b.txt 6',
    );
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('keeps the focus in a modal and closes it with Escape', async () => {
    const page = await open();
    await run(page, '/form');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let count = 0; count < 12; count++) {
      await page.keyboard.press('Tab');
      // The browser's own controls take a turn too; what is under the dialog never does.
      expect(await page.locator('.app :focus:not(dialog *):not(dialog)').count()).toBe(0);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it('shows what is on its way, and what got no answer', async () => {
    const page = await open();
    await run(page, '/slow');
    await page.getByText('Showcase is thinking…').waitFor();
    bot.endSlow();
    await page.getByText('Here at last').waitFor();
    expect(await page.getByText('thinking').count()).toBe(0);
    await run(page, '/silent');
    await page.getByText('Sending command…').waitFor();
    d.advance(NO_ANSWER_MS);
    await page.getByText('The application did not respond').waitFor();
    await run(page, '/show');
    const unanswered = page.getByRole('button', { name: 'No answer' });
    await unanswered.click();
    await expect.poll(() => unanswered.getAttribute('aria-busy')).toBe('true');
    d.advance(NO_ANSWER_MS);
    await page.getByText('This interaction failed').waitFor();
    await screenshot(page, 'failed');
  });

  it('attaches files to a message', async () => {
    const page = await open();
    await page
      .getByLabel('Attach files')
      .setInputFiles({ name: 'n.txt', mimeType: 'text/plain', buffer: Buffer.from('hi') });
    await page.getByText('n.txt').waitFor();
    await page.getByRole('log').dispatchEvent('drop', { dataTransfer: await dragged(page, 'd.txt') });
    await page.getByText('d.txt').waitFor();
    await page.getByRole('button', { name: 'Remove n.txt' }).click();
    await composer(page).press('Enter');
    await last(page).getByRole('link', { name: 'd.txt' }).waitFor();
    expect(await last(page).getByRole('link').count()).toBe(1);
  });

  it('lets one be somebody else, who sees nothing that is not theirs', async () => {
    const page = await open();
    await run(page, '/text');
    await page.getByText('Only you can see this').waitFor();
    await page.getByRole('radio', { name: 'Ben' }).click();
    await page.getByRole('navigation').getByText('Ben').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('Only you can see this').count()).toBe(0);
    // The switch keeps the focus, so the arrows go on from there.
    await page.keyboard.press('ArrowLeft');
    await page.getByText('Only you can see this').waitFor();
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => page.getByText('Only you can see this').count()).toBe(0);
  });

  it('comes back after the server was away', async () => {
    const page = await open();
    const port = Number(new URL(playground.url).port);
    await playground.close();
    await page.getByText('The connection was lost').waitFor();
    playground = await startPlayground({ localDiscord: d, port });
    await expect.poll(() => page.getByText('The connection was lost').count(), { timeout: 10_000 }).toBe(0);
    await composer(page).fill('still here');
    await composer(page).press('Enter');
    await last(page).getByText('still here').waitFor();
  });
});
