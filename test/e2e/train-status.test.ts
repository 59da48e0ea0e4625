import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import type { Screen } from '../../src/local-discord/client.ts';
import { createFakeTraining } from './fake-training.ts';
import { type Started, startAll } from './start.ts';

const DAY_MS = 86_400_000;
const SAMPLE = { sample: 'stripes-or-checks' };
const EPOCH = { step: 'feature-extraction', round: 3, rounds: 5, epochs: 10, loss: 0.4137, accuracy: 0.875 };

describe('a run of /train', () => {
  let all: Started;
  let training: ReturnType<typeof createFakeTraining>;
  let laterMs: number;
  beforeEach(async () => {
    training = createFakeTraining();
    laterMs = 0;
    all = await startAll({
      now: () => Date.now() + laterMs,
      training: { runTraining: training.runTraining, pace: { editGapMs: 50, tickMs: 50, leaseMs: 1000 } },
    });
  });
  afterEach(async () => {
    await all.close();
    expect(all.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  const user = (name = 'ana') => all.d.user(name);
  const order = (name = 'ana', where = {}) => user(name).slash('train start', SAMPLE, where);
  const statusOf = (name = 'ana') => user(name).waitForMessage(/### (Waiting|Training): /, { dm: true });
  const editsOf = ({ message }: Screen) =>
    all.d.recorded.filter(({ method, path }) => method === 'PATCH' && path.endsWith(message.id));
  const remove = ({ message }: Screen) =>
    fetch(`${all.d.api}/v10/channels/${message.channel_id}/messages/${message.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bot ${all.d.token}` },
    });
  const said = async (match: RegExp, name = 'ana'): Promise<Screen[]> =>
    (await user(name).messages()).filter(({ text }) => match.test(text));

  it('shows how it goes in one message that is edited now and then, and its end in a new one', async () => {
    await order();
    const run = await training.next();
    for (let epoch = 1; epoch <= 60; epoch++) {
      run.progress({ ...EPOCH, epoch: Math.ceil(epoch / 6), fraction: epoch / 100, secondsLeft: 21 });
    }
    const status = await (await statusOf()).until(/epoch 10 of 10/);
    expect(status.text).toBe(
      [
        '### Training: Checks or stripes',
        '✅ 24 pictures ready',
        '▶️ **Head only**: 1,026 parameters train',
        '▰▰▰▰▰▰▱▱▱▱ round 3 of 5, epoch 10 of 10',
        'loss 0.41 · right while learning 88 %',
        '▫️ Then layer4 + head: 8,394,754',
        '-# About 20 s left. You can close Discord: I will message you.',
      ].join('\n'),
    );
    expect(editsOf(status).length).toBeLessThanOrEqual(3);
    run.progress({ step: 'all pictures', epoch: 2, epochs: 10, fraction: 0.9 });
    expect((await status.until(/epoch 2 of 10/)).text).toContain(
      [
        '✅ **Head only**: 1,026 parameters train',
        '✅ **layer4 + head**: 8,394,754 parameters train',
        '▶️ Once more, now on all pictures: this network is kept',
        '▰▰▰▰▰▰▰▰▰▱ epoch 2 of 10',
      ].join('\n'),
    );
    run.finish();
    const result = await user().waitForMessage(/your run is done/, { dm: true });
    expect(result.message.id).not.toBe(status.message.id);
    const id = await user().id();
    expect(result.message.mentions.map((one) => one.id)).toEqual([id]);
    expect(result.text).toContain(
      `<@${id}> your run is done\n## Checks or stripes: 36 of 40 right\nFine-tuning got 36 of 40`,
    );
    expect(result.text).toContain('**Random head** 19/40 = 48 % (33–63)\n**Nearest mean** 33/40 = 83 % (68–91)');
    expect(result.text).toContain('**layer4 + head** 36/40 = 90 % (77–96)\n8,394,754 train (75 %) · 2 s');
    expect(result.text.length).toBeLessThan(1000);
    expect(result.media).toHaveLength(2);
    expect(JSON.stringify(result.message.components)).toContain('"description":"Two curves"');
    expect(result.buttons).toEqual([
      ...['Classify a picture', 'Add pictures', 'Quiz me on it', 'Details', 'Download', 'Delete run'],
    ]);
    expect((await status.until(/Done: /)).buttons).toEqual([]);
    // Pictures are for one run alone.
    expect(await readdir(join(all.trainingFolder, 'jobs'))).toEqual([]);
  });

  it('leads on from its result: details with the receipt, the quiz, a new data set, the history', async () => {
    await order();
    (await training.next()).finish();
    const result = await user().waitForMessage(/your run is done/, { dm: true });
    const details = await result.click('Details');
    expect(details.text).toContain('**Head only → layer4 + head** 1 more right, 0 fewer: too few to tell from luck');
    const [url] = details.media;
    const receipt = await (await fetch(url!)).json();
    expect(receipt).toMatchObject({ format: 'warmstart-train-1', stages: [{ name: 'before' }, {}, { correct: 36 }] });
    expect((await result.click('Quiz me on it')).buttons).toContain('Answer');
    expect((await result.click('Add pictures')).text).toContain('were deleted when it ended, as promised');
    const history = await user().slash('train history');
    expect(history.text).toContain('**Checks or stripes** · 36 of 40 right');
    const reopened = await history.select('Open a run', 'Checks or stripes');
    expect(reopened.ephemeral).toBe(true);
    expect(reopened.text).not.toContain('<@');
    expect(reopened.media).toHaveLength(2);
  });

  it('is deleted with its messages, wherever they were opened, after one question', async () => {
    await order('ana', { dm: true });
    (await training.next()).finish();
    const result = await user().waitForMessage(/your run is done/, { dm: true });
    await (await user().slash('train history', {}, { dm: true })).select('Open a run', 'Checks or stripes');
    await result.click('Details');
    await result.click('Delete run');
    const asked = await result.click('Delete run');
    expect(asked.text).toContain('you cannot get them back');
    expect((await asked.click('Keep it')).text).toBe('Kept.');
    expect((await (await result.click('Delete run')).click('Delete it')).text).toContain('Deleted');
    expect(await said(/Checks or stripes: |seed|Done:|for good\?/i)).toEqual([]);
    expect(await readdir(join(all.trainingFolder, 'runs'))).toEqual([]);
    const history = await user().slash('train history');
    expect(history.text).toContain('You have no runs yet');
  });

  it('waits in line, says its place, and is cancelled while it waits and while it runs', async () => {
    await order();
    const first = await training.next();
    await order('ben');
    const waiting = await (await statusOf('ben')).until(/Next in line, about \d+ (s|min) to go/);
    const cancelled = await waiting.click('Cancel');
    expect(cancelled.text).toContain('Cancelled: Checks or stripes');
    expect(cancelled.text).toContain('`/train start` begins anew');
    expect((await (await statusOf()).click('Cancel')).text).toContain('Cancelled');
    expect(first.aborted).toBe(true);
    expect(await readdir(join(all.trainingFolder, 'jobs'))).toEqual([]);
    // Who cancels knows it: nothing rings.
    expect(await said(/<@/)).toEqual([]);
    expect((await user().slash('train cancel')).text).toContain('nothing to cancel');
    await order('ben');
    await training.next();
    expect((await user('ben').slash('train cancel')).text).toContain('Cancelled: **Checks or stripes**');
    expect((await user('ben').slash('train status')).text).toContain('None of your runs waits or trains');
  });

  it('is cancelled or done when both come at once, never half of each', async () => {
    for (const finishesFirst of [true, false]) {
      const before = (await said(/your run is done/)).length;
      await order();
      const run = await training.next();
      const status = await (await statusOf()).until(/### Training: /);
      const clicking = finishesFirst ? undefined : status.click('Cancel');
      run.finish();
      const { text } = await (clicking ?? status.click('Cancel'));
      const isCancelled = text.includes('You stopped this run');
      if (!isCancelled) expect(text).toMatch(/has ended already|Done: /);
      const history = async () => (await user().slash('train history')).text.split('\n')[1];
      await expect.poll(history).toContain(isCancelled ? '· cancelled' : '· 36 of 40 right');
      if (!isCancelled) await expect.poll(async () => (await said(/your run is done/)).length).toBe(before + 1);
      const runs = await readdir(join(all.trainingFolder, 'runs'));
      expect(runs.includes(run.job.id)).toBe(!isCancelled);
      expect(await readdir(join(all.trainingFolder, 'jobs'))).toEqual([]);
    }
  });

  it('lets two runs a person wait, and says so of a third', async () => {
    await order();
    await training.next();
    await order();
    await order();
    expect((await order()).text).toContain('You have 2 runs waiting already');
    expect(await readdir(join(all.trainingFolder, 'jobs'))).toHaveLength(3);
    const choices = await user().autocomplete('train cancel', 'run', '');
    expect(choices).toHaveLength(3);
    expect(choices[0]?.name).toMatch(/^Checks or stripes · \d{4}-/);
  });

  it('says in a sentence why it failed, and mentions the learner once', async () => {
    await order();
    (await training.next()).fail(new UserError('The training needed too much memory. Try fewer pictures.'));
    const end = await user().waitForMessage(/did not come to its end/, { dm: true });
    expect(end.text).toContain('Try fewer pictures.');
    expect(end.message.mentions).toHaveLength(1);
    expect((await end.click('Start again')).buttons).toContain('Add class');
    expect((await user().slash('train predict', { image: { name: 'a.png', data: 'x' } })).text).toContain(
      'None of your runs',
    );
  });

  it('goes to the channel without pictures when direct messages are closed, with them when their owner posts them', async () => {
    await user().set({ dmsClosed: true });
    const answer = await order();
    expect(answer.text).toContain('Your direct messages are closed to me');
    const run = await training.next();
    const status = await user('ben').waitForMessage(/### Training: /, { channel: 'general' });
    expect(status.ephemeral).toBe(false);
    expect((await status.click('Cancel')).text).toContain('belongs to somebody else');
    run.finish();
    const result = await user().waitForMessage(/your run is done/, { channel: 'general' });
    expect(result.media).toEqual([]);
    const bens = await result.as(user('ben'));
    for (const label of ['Post pictures here', 'Details', 'Classify a picture', 'Delete run']) {
      expect((await bens.click(label)).text).toContain('belongs to somebody else');
    }
    const posted = await result.click('Post pictures here');
    expect(posted.ephemeral).toBe(false);
    expect(posted.media).toHaveLength(2);
    await (await result.click('Delete run')).click('Delete it');
    expect(await said(/Checks or stripes/, 'ben')).toEqual([]);
  });

  it('shows its end with pictures in direct messages that were opened meanwhile', async () => {
    await user().set({ dmsClosed: true });
    await order();
    const run = await training.next();
    const status = await user().waitForMessage(/### Training: /, { channel: 'general' });
    await user().set({ dmsClosed: false });
    run.finish();
    const result = await user().waitForMessage(/your run is done/, { dm: true });
    expect(result.media).toHaveLength(2);
    expect((await status.until(/Done: /)).text).toContain('in the message that mentions you');
  });

  it('keeps what was learned for seven days', async () => {
    await order();
    (await training.next()).finish();
    const result = await user().waitForMessage(/your run is done/, { dm: true });
    laterMs = 6.9 * DAY_MS;
    await all.tick();
    expect((await result.click('Details')).text).toContain('details');
    laterMs = 7.1 * DAY_MS;
    await all.tick();
    expect((await result.click('Details')).text).toContain('no longer kept');
    expect(await readdir(join(all.trainingFolder, 'runs'))).toEqual([]);
    expect((await user().slash('train history')).text).toContain('**Checks or stripes** · done');
    // What cannot be deleted does not stay unnoticed.
    await rm(join(all.trainingFolder, 'runs'), { recursive: true });
    await all.tick();
    expect(all.log.splice(0).filter((line) => line.includes('could not be deleted'))).toHaveLength(1);
  });

  it('still trains where it may write nowhere, and shows the way', async () => {
    await user().set({ dmsClosed: true });
    await (await all.d.channel('general')).deny();
    expect((await order()).text).toContain('`/train status` shows how it goes');
    (await training.next()).finish();
    await expect.poll(async () => (await user().slash('train history')).text).toContain('36 of 40');
  });

  it('is not edited on after its message was deleted; /train status brings a new one', async () => {
    await order();
    const run = await training.next();
    const status = await statusOf();
    await remove(status);
    run.progress({ ...EPOCH, epoch: 1, fraction: 0.1 });
    await expect.poll(() => editsOf(status).some((edit) => edit.status === 404), { timeout: 5000 }).toBe(true);
    const before = editsOf(status).length;
    run.progress({ ...EPOCH, epoch: 2, fraction: 0.2 });
    // Who asks twice gets one new message all the same.
    const [shown] = await Promise.all([user().slash('train status'), user().slash('train status')]);
    expect(shown.text).toContain('epoch 2 of 10');
    const fresh = await user().waitForMessage(/epoch 2 of 10/, { dm: true });
    expect(editsOf(status)).toHaveLength(before);
    run.progress({ ...EPOCH, epoch: 3, fraction: 0.3 });
    await fresh.until(/epoch 3 of 10/);
    expect((await user().messages({ dm: true })).filter(({ text }) => text.includes('epoch 3'))).toHaveLength(1);
    run.finish();
    await user().waitForMessage(/your run is done/, { dm: true });
    await fresh.until(/Done: /);
  });

  it('goes on after a restart in the middle, and after the token of its command is long gone', async () => {
    await order();
    const first = await training.next();
    first.progress({ ...EPOCH, epoch: 1, fraction: 0.1 });
    const status = await (await statusOf()).until(/epoch 1 of 10/);
    await all.restart();
    expect(first.aborted).toBe(true);
    const second = await training.next();
    expect(second.job.id).toBe(first.job.id);
    expect(second.files).toEqual(first.files);
    second.progress({ ...EPOCH, epoch: 4, fraction: 0.4 });
    await status.until(/epoch 4 of 10/);
    second.finish();
    await user().waitForMessage(/your run is done/, { dm: true });
    expect(await said(/your run is done/)).toHaveLength(1);
  });

  it('is told once, though Discord took the message and said that it did not', async () => {
    await order();
    const run = await training.next();
    const { message } = await statusOf();
    all.d.faults.add({
      kind: 'drop-after-accepting',
      method: 'POST',
      route: `/channels/${message.channel_id}/messages`,
    });
    run.finish();
    await user().waitForMessage(/your run is done/, { dm: true });
    await expect.poll(async () => (await said(/Done: /)).length, { timeout: 15_000 }).toBe(1);
    expect(await said(/your run is done/)).toHaveLength(1);
    // It was found there, not sent again in the hope that Discord knows it.
    const sent = all.d.recorded.filter(({ body }) => JSON.stringify(body)?.includes('your run is done'));
    expect(sent).toHaveLength(1);
    expect(all.log.splice(0).filter((line) => line.includes('was not reported'))).toHaveLength(1);
  });
});
