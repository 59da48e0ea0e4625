import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingFolders } from '../../../src/training/jobs/folders.ts';
import { PictureError } from '../../../src/training/picture-error.ts';
import { drawPicture } from '../draw.ts';
import { startQueue } from './start-queue.ts';
import { until } from './until.ts';

describe('the process that trains', { timeout: 180_000 }, () => {
  it('gives way to everything else, and knows no secret of the bot', async () => {
    process.env.DISCORD_TOKEN = 'a-secret-of-the-bot';
    const t = await startQueue();
    const job = await t.order({ strategy: 'gradual' });
    const pid = await t.workerOf(job.id);
    delete process.env.DISCORD_TOKEN;
    await until('it trains', () => (t.queue.progressOf(job.id)?.epoch ? true : undefined));
    expect(getPriority(pid)).toBe(10);
    if (process.platform === 'linux') {
      const threads = execFileSync('ps', ['-L', '-o', 'ni=,comm=', '-p', String(pid)])
        .toString()
        .trim()
        .split('\n');
      // What computes was started after the priority was set.
      expect(threads.filter((line) => line.trim().startsWith('10')).length).toBeGreaterThan(1);
      expect(execFileSync('cat', [`/proc/${pid}/environ`]).toString()).not.toContain('a-secret-of-the-bot');
    }
  });

  it('fails its job alone when it crashes', async () => {
    const t = await startQueue();
    const [job, next] = [await t.order({ strategy: 'gradual' }), await t.order({ person: 'ben' })];
    process.kill(await t.workerOf(job.id), 'SIGSEGV');
    expect((await t.reaches(job.id, 'failed')).reason).toContain('ended unexpectedly');
    await t.reaches(next.id, 'done');
    expect(t.lines.find(({ msg }) => msg === 'a training process failed')).toMatchObject({ signal: 'SIGSEGV' });
  });

  it('fails its job alone when it hangs', async () => {
    const t = await startQueue({ worker: { limits: { silentMs: 8000 } } });
    const [job, next] = [await t.order({ strategy: 'gradual' }), await t.order({ person: 'ben' })];
    process.kill(await t.workerOf(job.id), 'SIGSTOP');
    expect((await t.reaches(job.id, 'failed')).reason).toContain('came to a standstill');
    await t.reaches(next.id, 'done');
  });

  it('fails its job when it needs too much memory, or too long', async () => {
    const small = await startQueue({ worker: { limits: { memoryBytes: 60e6 } } });
    const job = await small.order();
    expect((await small.reaches(job.id, 'failed')).reason).toContain('more than the 60 MB of memory');
    const short = await startQueue({ worker: { limits: { runMs: 600 } } });
    const long = await short.order({ strategy: 'gradual' });
    expect((await short.reaches(long.id, 'failed')).reason).toContain('took longer than 1 minute');
  });

  it('classifies a picture with what a run has learned, and says what is wrong with one that is none', async () => {
    const t = await startQueue();
    const { id } = await t.order();
    await t.reaches(id, 'done');
    const runFolder = trainingFolders(t.folder).run(id);
    const [pictureFile, outFile] = [join(t.root, 'picture'), join(t.root, 'looked-at.png')];
    await writeFile(pictureFile, await drawPicture(true, 30));
    const prediction = await t.runner.predict({ runFolder, pictureFile, outFile });
    expect(prediction.className).toBe('across');
    expect(prediction.probabilities.map(({ className }) => className)).toEqual(['across', 'along']);
    await writeFile(pictureFile, 'no picture');
    await expect(t.runner.predict({ runFolder, pictureFile, outFile })).rejects.toBeInstanceOf(PictureError);
    const gone = t.runner.predict({ runFolder: join(t.root, 'gone'), pictureFile, outFile });
    await expect(gone).rejects.toThrow('no longer kept');
  });

  it('says what would train', async () => {
    const { runner } = await startQueue();
    expect(await runner.describeEngine()).toMatchObject({ engine: 'onnx', device: expect.stringMatching(/./) });
  });
});
