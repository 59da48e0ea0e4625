import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Screen } from '../../src/local-discord/client.ts';
import { drawPicture } from '../training/draw.ts';
import { makeZip } from '../training/intake/make-zip.ts';
import { createFakeTraining } from './fake-training.ts';
import { type Started, startAll } from './start.ts';

const HOUR_MS = 3_600_000;
const file = (name: string, data: Buffer) => ({ name, data });
const stripes = (isAcross: boolean, from: number, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => file(`${from + i}.png`, await drawPicture(isAcross, from + i))),
  );

describe('/train start', () => {
  let all: Started;
  let nowMs: number;
  let training: ReturnType<typeof createFakeTraining>;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 10, 24, 9);
    training = createFakeTraining();
    all = await startAll({
      now: () => nowMs,
      training: { runTraining: training.runTraining, pace: { editGapMs: 50, tickMs: 50, leaseMs: 1000 } },
    });
  });
  afterEach(async () => {
    await all.close();
    expect(all.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    // What people call their files and classes is their own business.
    expect(all.log.join('')).not.toMatch(/\.(png|jpg|heic|svg|gif)|along|across/i);
  });

  const ana = () => all.d.user('ana');
  const begin = () => ana().slash('train start');
  const addClass = async (screen: Screen, name: string, pictures: { name: string; data: Buffer }[]): Promise<Screen> =>
    (await screen.click('Add class')).submit({ 'What is in these pictures?': name, Pictures: pictures });
  const foldersOf = (kind: string): Promise<string[]> => readdir(join(all.trainingFolder, kind)).catch(() => []);

  it('leads through a data set of one’s own, class by class, and names what it cannot use', async () => {
    const first = await begin();
    expect(first.ephemeral).toBe(true);
    expect(first.buttons[0]).toMatch(/^Use the sample/);
    const modal = await first.click('Add class');
    expect(modal.fields.map(({ label }) => label)).toEqual(['What is in these pictures?', 'Pictures']);
    const one = await modal.submit({
      'What is in these pictures?': '**along**',
      Pictures: [
        ...(await stripes(false, 0, 4)),
        file('IMG_2.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
        file('cut.png', (await drawPicture(false, 9)).subarray(0, 300)),
      ],
    });
    expect(one.text).toContain('\\*\\*along\\*\\*** 4 pictures · add 1 more');
    expect(one.text).toMatch(/Left out: `IMG_2.heic` \(a HEIC picture .*\), `cut.png` \(a damaged PNG file/);
    expect(one.buttonDetails.find(({ label }) => label === 'Train')?.disabled).toBe(true);
    const two = await addClass(one, 'across', await stripes(true, 0, 6));
    expect(two.text).toContain('**across** 6 pictures');
    const more = await two.click('Add pictures');
    expect(more.fields[0]?.options.map(({ label }) => label)).toEqual(['**along**', 'across']);
    // The class that lacks some is chosen already.
    const three = await more.submit({ Pictures: await stripes(false, 4, 2) });
    expect(three.text).toContain('✅ 12 pictures of 2 classes ready');
    const other = await begin();
    const chosen = await three.select('How to train', 'Head only');
    // A double click trains once.
    const [said, again] = await Promise.all([chosen.click('Train'), chosen.click('Train')]);
    expect(again.text).toContain('`/train start` begins a new one');
    expect(said.text).toMatch(/It is queued: https:\/\/discord\.com\/channels\/@me\/\d+\/\d+ shows how it goes/);
    const run = await training.next();
    expect(run.job).toMatchObject({ classes: ['**along**', 'across'], pictures: 12, strategy: 'feature-extraction' });
    expect(run.files).toHaveLength(13);
    const status = await ana().waitForMessage(/Training: /, { dm: true });
    expect(status.text).toContain('✅ 12 pictures ready, 2 left out');
    expect(status.text).toContain('`IMG_2.heic`');
    expect(await foldersOf('drafts')).toEqual([]);
    // What is trained is no draft any more.
    expect((await other.click('Train')).text).toContain('`/train start` begins a new one');
    expect((await begin()).buttons[0]).toMatch(/^Use the sample/);
  });

  it('checks the data set: balance, copies and labelling mistakes, which can be taken out there', async () => {
    const along = await stripes(false, 0, 6);
    const again = await sharp(along[1]!.data).jpeg({ quality: 90 }).toBuffer();
    const one = await addClass(await begin(), 'along', [
      ...along,
      file('again.jpg', again),
      file('copy.png', along[0]!.data),
    ]);
    const two = await addClass(one, 'across', [...(await stripes(true, 0, 5)), file('wrong.png', along[2]!.data)]);
    expect(two.text).toContain('One picture seems to be in two classes: **Check** names it.');
    const checked = await two.click('Check');
    expect(checked.text).toContain('A labelling mistake? `2.png` (along) and `wrong.png` (across)');
    expect(checked.text).toContain('`0.png` (along) and `copy.png` (along) are the same picture');
    expect(checked.text).toContain('`1.png` (along) and `again.jpg` (along) look alike');
    const mended = await checked.select('Take pictures out …', 'wrong.png', 'copy.png', 'again.jpg');
    expect(mended.text).toContain('Nothing to mend');
    expect(mended.text).toContain('✅ 11 pictures of 2 classes ready');
    const small = await (await addClass(mended, 'dots', await stripes(true, 20, 2))).click('Check');
    expect(small.text).toContain('✅ 11 pictures of 2 classes ready');
    expect(small.text).toContain('**dots** lacks 3 pictures; without them it is left out');
    await small.click('Train');
    const { job } = await training.next();
    expect(job.classes).toEqual(['along', 'across']);
    expect(job.leftOut.map(({ reason }) => reason)).toContain('its class dots has fewer than 5 usable pictures');
  });

  it('keeps a draft over a restart and for 24 hours, one a person, and lets nobody else at it', async () => {
    const one = await addClass(await begin(), 'along', await stripes(false, 0, 5));
    await all.restart();
    const again = await begin();
    expect(again.text).toContain('begun a data set already');
    expect(again.text).toContain('**along** 5 pictures');
    expect((await all.d.user('ben').slash('train start')).text).not.toContain('along');
    const dm = await ana().slash('train start', {}, { dm: true });
    expect(dm.text).toContain('**along** 5 pictures');
    nowMs += 25 * HOUR_MS;
    await all.tick();
    expect(await foldersOf('drafts')).toEqual([]);
    expect((await one.click('Check')).text).toContain('older than 24 hours');
    const fresh = await begin();
    const discarded = await (await addClass(fresh, 'x', await stripes(false, 0, 1))).click('Discard');
    expect(discarded.text).toContain('your pictures are deleted');
    expect(await foldersOf('drafts')).toEqual([]);
  });

  it('refuses a nameless class, says what is used of an animation, and when no file can be used', async () => {
    const nameless = await addClass(await begin(), '   ', await stripes(false, 0, 1));
    expect(nameless.text).toContain('had no name');
    const gif = await sharp([await drawPicture(false, 0), await drawPicture(true, 0)], { join: { animated: true } })
      .gif()
      .toBuffer();
    const moving = await addClass(await begin(), 'moving', [file('loop.gif', gif)]);
    expect(moving.text).toContain('`loop.gif`: animated (2 frames); only the first frame is used');
    expect((await moving.click('Check')).text).toContain('only the first frame is used');
    await moving.click('Discard');
    const none = await addClass(await begin(), 'cats', [file('a.svg', Buffer.from('<svg xmlns="x"/>'))]);
    expect(none.text).toContain('could use none of these');
    expect(none.text).toContain('an SVG drawing');
    expect(none.buttons[0]).toMatch(/^Use the sample/);
  });

  it('trains a zip, and says by name what it left out of it', async () => {
    const entries = [
      ...(await stripes(false, 0, 5)).map(({ name, data }) => ({ name: `set/along/${name}`, data })),
      ...(await stripes(true, 0, 5)).map(({ name, data }) => ({ name: `set/across/${name}`, data })),
      { name: 'set/across/moved.png', data: await drawPicture(false, 0) },
      { name: 'set/across/twice.png', data: await drawPicture(true, 1) },
      { name: 'set/along/inner.zip', data: makeZip([{ name: 'a/b.jpg', data: 'x' }]) },
      { name: '../../evil.jpg', data: 'x' },
      { name: '__MACOSX/set/along/._0.png', data: 'x' },
    ];
    const said = await ana().slash('train start', { images: file('set.zip', makeZip(entries)) });
    expect(said.text).toContain('A labelling mistake? `0.png` (along) and `moved.png` (across)');
    expect(said.text).toContain('Alike, so judged together: `1.png` (across) and `twice.png` (across)');
    const run = await training.next();
    expect(run.job).toMatchObject({ title: 'Along or across', pictures: 12, strategy: 'fine-tuning' });
    const status = await ana().waitForMessage(/Training: /, { dm: true });
    expect(status.text).toMatch(/`evil.jpg` \(its path leads out of the zip\)/);
    expect(status.text).toMatch(/`inner.zip` \(an archive, not a picture/);
    expect(await foldersOf('drafts')).toEqual([]);
  });

  it.each([
    ['a picture instead of a zip', async () => drawPicture(false, 0), 'not a zip file'],
    [
      'too few pictures',
      async () => makeZip([{ name: 'cats/a.png', data: await drawPicture(false, 0) }]),
      'at least 2 classes',
    ],
    ['text for pictures', async () => makeZip([{ name: 'cats/a.png', data: 'text' }]), '`a.png` (not a picture'],
  ])('says what is wrong with %s, and keeps nothing', async (_what, make, said) => {
    const answer = await ana().slash('train start', { images: file('set.zip', await make()) });
    expect(answer.text).toContain(said);
    expect(await foldersOf('drafts')).toEqual([]);
    expect(await foldersOf('jobs')).toEqual([]);
  });

  it('takes a double click on a sample as one', async () => {
    const first = await begin();
    const [said, again] = await Promise.all([first.click(/Stripes or checks/), first.click(/Stripes or checks/)]);
    expect(said.text).toContain('It is queued');
    expect(again.text).toContain('`/train start` begins a new one');
    expect((await training.next()).job.title).toBe('Checks or stripes');
    expect(await foldersOf('jobs')).toHaveLength(1);
  });

  it('is opened by the lesson’s own button', async () => {
    const lesson = await ana().slash('lesson', { section: 'Train it yourself' });
    const opened = await lesson.click('Train it yourself');
    expect(opened.buttons).toContain('Add class');
    expect(opened.ephemeral).toBe(true);
  });
});
