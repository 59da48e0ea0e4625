import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { drawSample } from '../../src/training/samples/samples.ts';
import { findChromium, findFaults, launchBrowser, openPage, screenshot } from '../playground/browser.ts';
import { type Started, startAll } from './start.ts';

const chromium = findChromium();
/** What the issue asks for is 30 s on two cores that have nothing else to do; the tests run two files at once. */
const MAX_SECONDS = 150;

describe.skipIf(!chromium)('/train in the playground', { timeout: 300_000 }, () => {
  let all: Started;
  let playground: Playground;
  let browser: Browser;
  beforeAll(async () => {
    [all, browser] = await Promise.all([startAll({ discord: { name: 'Warmstart' } }), launchBrowser(chromium ?? '')]);
    playground = await startPlayground({ localDiscord: all.d, port: 0 });
  });
  afterAll(async () => {
    await browser.close();
    await playground.close();
    await all.close();
  });

  const card = (page: Page) => page.getByRole('article').last();
  const shots = async (page: Page, name: string): Promise<void> => {
    const size = page.viewportSize();
    await screenshot(page, `${name}-1280`);
    expect(await findFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, `${name}-390`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    if (size) await page.setViewportSize(size);
  };
  const pick = (page: Page, pictures: { name: string; data: Uint8Array }[]) =>
    page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles(pictures.map(({ name, data }) => ({ name, mimeType: 'image/png', buffer: Buffer.from(data) })));

  it('leads from the command over two uploads to a result and a prediction', async () => {
    const { page, context, problems } = await openPage(browser, `${playground.url}#Ana`);
    const sample = await drawSample('sunny-or-rainy');
    const of = (className: string) =>
      sample.filter((one) => one.className === className).map(({ fileName, png }) => ({ name: fileName, data: png }));
    await page.getByRole('textbox', { name: /^Message / }).fill('/train start ');
    const beganMs = performance.now();
    await page.getByRole('button', { name: 'Run' }).click();
    await card(page).getByRole('button', { name: 'Add class' }).waitFor();
    await shots(page, 'train-start');
    for (const className of ['sunny', 'rainy']) {
      await card(page).getByRole('button', { name: 'Add class' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(className);
      await pick(page, of(className).slice(0, 10));
      if (className === 'rainy') await shots(page, 'train-form');
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await card(page)
        .getByText(/10 pictures added to/)
        .waitFor();
    }
    await shots(page, 'train-draft');
    await card(page).getByRole('button', { name: 'Train', exact: true }).click();
    await card(page).getByText('It is queued').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Warmstart' }).click();
    await page.getByText(/epoch \d+ of \d+/).waitFor({ timeout: 120_000 });
    await shots(page, 'train-progress');
    await page.getByRole('heading', { name: /of 20 right/ }).waitFor({ timeout: 120_000 });
    await card(page).getByRole('img').nth(2).waitFor();
    await shots(page, 'train-result');
    // As tall as the whole message: the README shows this picture.
    await page.setViewportSize({ width: 1000, height: 1010 });
    await screenshot(page, 'train-result-whole');
    await page.setViewportSize({ width: 1280, height: 800 });
    await card(page).getByRole('button', { name: 'Classify a picture' }).click();
    await pick(page, of('rainy').slice(10, 11));
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await page.getByText('It only knows sunny, rainy').waitFor({ timeout: 30_000 });
    await card(page).getByRole('img').first().waitFor();
    const seconds = (performance.now() - beganMs) / 1000;
    await shots(page, 'train-predict');
    mkdirSync('test-output', { recursive: true });
    writeFileSync('test-output/train-playground.txt', `${seconds.toFixed(1)} s from /train start to a prediction\n`);
    expect(seconds).toBeLessThan(MAX_SECONDS);
    expect(problems).toEqual([]);
    await context.close();
  });
});
