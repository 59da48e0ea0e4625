import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { Job, TrainProgress } from '../../../src/core/training/job.ts';
import { createLogger } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { createTrainQueue, type TrainQueueOptions } from '../../../src/training/jobs/queue.ts';
import { createWorkerRunner, type WorkerRunnerOptions } from '../../../src/training/jobs/worker.ts';
import { makeJob, writePictures } from './make-job.ts';

type Options = Partial<TrainQueueOptions> & { worker?: Partial<WorkerRunnerOptions>; root?: string };

/** A queue over a real store that trains in real processes. */
export async function startQueue({ worker, root = mkdtempSync(join(tmpdir(), 'queue-')), ...changes }: Options = {}) {
  const folder = join(root, 'training');
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const store = await openStore({ path: join(root, 'store.sqlite') });
  /** What was handed over, and the progress told of each job. */
  const changesOf = new Map<string, Job[]>();
  const progressOf = new Map<string, TrainProgress[]>();
  const runner = createWorkerRunner({ engine: 'onnx', weights: 'embedded', weightsFolder: root, log, ...worker });
  const queue = await createTrainQueue({
    ...{ store, folder, log, now: Date.now, runTraining: runner.train, tickMs: 100, leaseMs: 1000 },
    async onChange(job, progress) {
      changesOf.set(job.id, [...(changesOf.get(job.id) ?? []), job]);
      if (progress) progressOf.set(job.id, [...(progressOf.get(job.id) ?? []), progress]);
      if (job.endedAtMs !== undefined) await queue.markTold(job.id);
    },
    ...changes,
  });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await queue.close();
    await store.close();
  };
  onTestFinished(async () => {
    await close();
    await rm(root, { recursive: true, force: true });
  });
  await queue.start();

  return {
    queue,
    runner,
    store,
    folder,
    root,
    lines,
    changesOf: (id: string) => changesOf.get(id) ?? [],
    progressOf: (id: string) => progressOf.get(id) ?? [],
    close,
    /** Writes a job's pictures and submits it. */
    async order(details: Partial<Job> = {}): Promise<Job> {
      const job = makeJob(details);
      await writePictures(folder, job);
      await queue.submit(job);
      return job;
    },
    /** Waits until the job is in this state, and told of if it has ended. */
    async reaches(id: string, state: Job['state']): Promise<Job> {
      return vi.waitFor(
        async () => {
          const job = await queue.get(id);
          expect(job).toMatchObject({ state, told: job?.endedAtMs !== undefined });
          return job as Job;
        },
        { timeout: 30_000, interval: 20 },
      );
    },
    /** The process that trains, once it has begun to report. */
    async workerPid(id: string): Promise<number> {
      await vi.waitFor(() => expect(progressOf.get(id)?.length).toBeGreaterThan(0), { timeout: 20_000, interval: 10 });
      return lines.filter(({ msg }) => msg === 'a training process began').at(-1)?.child as number;
    },
    files: async (name: 'jobs' | 'runs') => (await readdir(join(folder, name))).sort(),
  };
}
