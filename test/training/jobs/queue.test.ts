import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { explainStartError } from '../../../src/start-error.ts';
import type { RunTraining } from '../../../src/training/jobs/attempt.ts';
import { openFolders } from '../../../src/training/jobs/folders.ts';
import { jobTable } from '../../../src/training/jobs/table.ts';
import { receiptSchema } from '../../../src/training/receipt.ts';
import { makeJob, writePictures } from './make-job.ts';
import { pretendToTrain } from './pretend-to-train.ts';
import { startQueue } from './start-queue.ts';
import { isAlive, until } from './until.ts';

describe('the training queue', { timeout: 180_000 }, () => {
  it('takes a job from the order to the report, and leaves the run and none of the pictures', async () => {
    const t = await startQueue();
    const job = await t.order();
    const ended = await t.reaches(job.id, 'done');
    expect(ended).toMatchObject({ ...job, state: 'done', attempts: 1, told: true });
    const states = t.handed(job.id).map((one) => one.job.state);
    expect(states).toEqual([...states.slice(1).map(() => 'running'), 'done']);
    const progress = t.handed(job.id).flatMap((one) => one.progress ?? []);
    expect(progress.map(({ step }) => step)).toContain('feature-extraction');
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(await t.files('jobs')).toEqual([]);
    expect(await t.files('runs')).toEqual([job.id]);
    const file = join(t.folder, 'runs', job.id, 'receipt.json');
    const receipt = receiptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(receipt.data.classes).toEqual(['across', 'along']);
    expect(await t.queue.ofPerson('ana')).toEqual([ended]);
  });

  it('cancels what runs and what waits within two seconds, and goes on with the next', async () => {
    const t = await startQueue();
    const [first, second] = [await t.order({ strategy: 'gradual' }), await t.order()];
    const third = await t.order({ person: 'ben' });
    const pid = await t.workerOf(first.id);
    // Ben has not had a turn yet.
    expect(await t.queue.positionOf(third.id)).toMatchObject({ position: 1 });
    expect(await t.queue.positionOf(second.id)).toMatchObject({ position: 2 });
    const began = performance.now();
    expect(await t.queue.cancel(second.id)).toMatchObject({ state: 'cancelled' });
    expect(await t.queue.cancel(first.id)).toMatchObject({ state: 'cancelled' });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(isAlive(pid)).toBe(false);
    expect(await t.queue.cancel(first.id)).toBeUndefined();
    await t.reaches(third.id, 'done');
    await t.reaches(first.id, 'cancelled');
    await t.reaches(second.id, 'cancelled');
    expect(await t.files('jobs')).toEqual([]);
    expect(await t.files('runs')).toEqual([third.id]);
    expect(t.handed(second.id).map((one) => one.job.state)).toEqual(['cancelled']);
  });

  it('takes two waiting jobs a person and no third, however fast they come', async () => {
    const t = await startQueue();
    const running = await t.order({ strategy: 'gradual' });
    await t.workerOf(running.id);
    const jobs = ['Cats *or* dogs', 'Cups', 'Shoes', 'Birds'].map((title) => makeJob({ title }));
    for (const job of jobs) await writePictures(t.folder, job);
    const orders = await Promise.allSettled(jobs.map((job) => t.queue.submit(job)));
    expect(orders.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    const refusal = orders.find((order) => order.status === 'rejected')?.reason;
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal.message).toContain('You have 2 runs waiting already (“Cups”, “Cats \\*or\\* dogs”)');
    expect(refusal.message).toContain('/train cancel');
    await expect(t.order({ person: 'ben' })).resolves.toBeDefined();
  });

  it('says why a job failed, and keeps the pictures of none', async () => {
    const t = await startQueue();
    const job = makeJob({ pictures: 4 });
    await writePictures(t.folder, job);
    await t.queue.submit(job);
    expect((await t.reaches(job.id, 'failed')).reason).toMatch(/^Too few pictures/);
    const lost = makeJob({ person: 'ben' });
    await t.queue.submit(lost);
    expect((await t.reaches(lost.id, 'failed')).reason).toContain('Something in the training broke');
    expect(JSON.stringify(t.lines)).toContain('ENOENT');
    expect(JSON.stringify(t.lines)).not.toContain(t.root);
    expect(await t.files('jobs')).toEqual([]);
    expect(await t.files('runs')).toEqual([]);
  });

  it('brings the end of a job again until it is told, also after a restart, and marks it once', async () => {
    let [isDown, tries] = [true, 0];
    const onChange = async ({ endedAtMs }: { endedAtMs?: number | undefined }): Promise<void> => {
      if (endedAtMs !== undefined) tries++;
      if (isDown && endedAtMs !== undefined) throw new Error('Discord is down');
    };
    const t = await startQueue({ onChange, leaseMs: 200, runTraining: pretendToTrain });
    const job = await t.order();
    await until('it is tried again', () => (tries >= 2 ? true : undefined));
    await t.close();
    isDown = false;
    const again = await startQueue({ onChange, leaseMs: 200, runTraining: pretendToTrain }, t.root);
    expect(await again.reaches(job.id, 'done')).toMatchObject({ told: true });
    expect(again.handed(job.id)).toHaveLength(1);
    expect(await again.queue.markTold(job.id)).toBe(false);
  });

  it('gives back what runs when it is closed; the next start does not count as a second try', async () => {
    const t = await startQueue();
    const job = await t.order();
    const pid = await t.workerOf(job.id);
    await t.close();
    expect(isAlive(pid)).toBe(false);
    const again = await startQueue({}, t.root);
    expect(await again.reaches(job.id, 'done')).toMatchObject({ attempts: 1 });
  });

  it('runs again once what a dead process ran, ends what it had finished, and then gives up', async () => {
    const t = await startQueue({ runTraining: pretendToTrain });
    const folder = await readFile(join(t.folder, 'name'), 'utf8');
    const dead = { by: 'a process that died', untilMs: Date.now() - 1 };
    const left = async (person: string, attempts: number) => {
      const job = makeJob({ person, attempts, state: 'running', startedAtMs: Date.now() - 5000 });
      await writePictures(t.folder, job);
      return { ...job, folder, lease: dead };
    };
    const [once, finished, twice] = [await left('ana', 1), await left('ben', 2), await left('cleo', 2)];
    await mkdir(join(t.folder, 'runs', finished.id));
    for (const { id } of [once, twice]) await mkdir(join(t.folder, 'runs', `${id}.partial-of-the-dead`));
    const table = t.store.table(jobTable);
    for (const job of [once, finished, twice]) await table.create(job.id, job);
    expect(await t.reaches(once.id, 'done')).toMatchObject({ attempts: 2 });
    expect(await t.reaches(finished.id, 'done')).toMatchObject({ attempts: 2 });
    expect((await t.reaches(twice.id, 'failed')).reason).toContain('restarted twice');
    expect(await t.files('jobs')).toEqual([]);
    expect(await t.files('runs')).toEqual([once.id, finished.id].sort());
  });

  it('goes on with a run over which the machine was suspended', async () => {
    let sleptMs = 0;
    const t = await startQueue({ now: () => Date.now() + sleptMs });
    const job = await t.order();
    await t.workerOf(job.id);
    sleptMs = 3_600_000;
    expect(await t.reaches(job.id, 'done')).toMatchObject({ attempts: 1 });
  });

  it('removes a run that is asked for, with everything of it', async () => {
    const t = await startQueue();
    const [done, running] = [await t.order(), await t.order({ strategy: 'gradual' })];
    await t.reaches(done.id, 'done');
    const pid = await t.workerOf(running.id);
    for (const { id } of [done, running]) expect(await t.queue.remove(id)).toBe(true);
    expect(isAlive(pid)).toBe(false);
    expect(await t.queue.remove(done.id)).toBe(false);
    expect(await t.queue.ofPerson('ana')).toEqual([]);
    expect([...(await t.files('jobs')), ...(await t.files('runs'))]).toEqual([]);
  });

  it('stops training for a person who is forgotten', async () => {
    const t = await startQueue();
    const job = await t.order({ strategy: 'gradual' });
    const pid = await t.workerOf(job.id);
    await t.store.forgetPerson('ana');
    await until('it has ended', () => (isAlive(pid) || existsSync(join(t.folder, 'jobs', job.id)) ? undefined : true));
  });

  it('removes at its start what a dead process left, and nothing that may still be needed', async () => {
    const t = await startQueue({ runTraining: pretendToTrain });
    const done = await t.order();
    await t.reaches(done.id, 'done');
    await t.close();
    const make = async (path: string, hoursOld = 0): Promise<string> => {
      const folder = join(t.folder, path);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'x'), '');
      const seconds = Date.now() / 1000 - hoursOld * 3600;
      await utimes(folder, seconds, seconds);
      return folder;
    };
    const gone = [
      ...[await make(`jobs/${done.id}`), await make('jobs/stray00000', 2), await make('runs/stray00000')],
      await make(`runs/${done.id}.partial-1`),
    ];
    const fresh = await make('jobs/fresh00000');
    await startQueue({}, t.root);
    expect(gone.filter((path) => existsSync(path))).toEqual([]);
    expect([fresh, join(t.folder, 'runs', done.id, 'receipt.json')].filter((path) => !existsSync(path))).toEqual([]);
  });
});

it('says at the start which setting is wrong when nothing can be written', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'folders-')), 'a-file');
  await writeFile(file, 'x');
  const error = await openFolders(join(file, 'training')).catch((thrown: unknown) => thrown);
  expect(explainStartError(error)).toMatch(
    /TRAINING_DIR holds ".*a-file.training", where nothing can be written \(ENOTDIR\)/,
  );
  await rm(file);
});

describe('two bots on one database and one folder', { timeout: 180_000 }, () => {
  it('never run a job twice', async () => {
    const trained: string[] = [];
    const runTraining: RunTraining = async (job, run) => {
      trained.push(job.id);
      await pretendToTrain(job, run);
    };
    const one = await startQueue({ runTraining });
    const two = await startQueue({ runTraining }, one.root);
    const people = ['ana', 'ben', 'cleo', 'dan', 'eve'];
    const jobs = [];
    for (const [i, person] of people.entries()) jobs.push(await (i % 2 ? one : two).order({ person }));
    for (const { id } of jobs) expect(await one.reaches(id, 'done')).toMatchObject({ attempts: 1 });
    expect(trained.sort()).toEqual(jobs.map(({ id }) => id));
    for (const { id } of jobs) {
      expect([...one.handed(id), ...two.handed(id)].filter(({ job }) => job.endedAtMs !== undefined)).toHaveLength(1);
    }
  });

  it('can cancel what the other runs', async () => {
    const one = await startQueue();
    const two = await startQueue({}, one.root);
    const long = await one.order({ strategy: 'gradual' });
    const runner = await until('one of them runs it', () => [one, two].find(({ queue }) => queue.progressOf(long.id)));
    const pid = await runner.workerOf(long.id);
    await (runner === one ? two : one).queue.cancel(long.id);
    await until('the other has noticed', () => (isAlive(pid) ? undefined : true), 2000);
  });

  it('leaves jobs alone whose pictures lie in another folder', async () => {
    const here = await startQueue({ runTraining: pretendToTrain });
    const runTraining: RunTraining = (_job, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const elsewhere = await startQueue({ folder: join(here.root, 'elsewhere'), runTraining }, here.root);
    const [first, second] = [await elsewhere.order(), await elsewhere.order({ person: 'ben' })];
    await until('the other runs its first', async () =>
      (await here.queue.get(first.id))?.attempts ? true : undefined,
    );
    const own = await here.order({ person: 'cleo' });
    await here.reaches(own.id, 'done');
    expect(await here.queue.get(second.id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });
});
