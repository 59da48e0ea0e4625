import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, TrainProgress } from '../../../src/core/training/job.ts';
import { createLogger } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { createTrainQueue, type TrainQueueOptions } from '../../../src/training/jobs/queue.ts';
import { createWorkerRunner, type WorkerRunnerOptions } from '../../../src/training/jobs/worker.ts';
import { makeJob, writePictures } from './make-job.ts';
import { until } from './until.ts';

export type OpenOptions = Partial<TrainQueueOptions> & { worker?: Partial<WorkerRunnerOptions> };
export type OpenQueue = Awaited<ReturnType<typeof openQueue>>;

/** A queue over a real store that trains in real processes, with a record of what it handed over. */
export async function openQueue(root: string, { worker, onChange, ...changes }: OpenOptions = {}) {
  const folder = changes.folder ?? join(root, 'training');
  const lines: Record<string, unknown>[] = [];
  const log = createLogger('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const store = await openStore({ path: join(root, 'store.sqlite') });
  let handed: { job: Job; progress: TrainProgress | undefined }[] = [];
  const runner = createWorkerRunner({ engine: 'onnx', weights: 'embedded', weightsFolder: root, log, ...worker });
  const queue = await createTrainQueue({
    ...{ store, folder, log, now: Date.now, runTraining: runner.train, tickMs: 100, leaseMs: 1000 },
    async onChange(job, progress) {
      handed.push({ job, progress });
      await onChange?.(job, progress);
      if (job.endedAtMs !== undefined) await queue.markTold(job.id);
    },
    ...changes,
  });
  await queue.start();
  let closed: Promise<void> | undefined;

  return {
    queue,
    runner,
    store,
    folder,
    root,
    lines,
    handed: (id: string) => handed.filter(({ job }) => job.id === id),
    /** Lets go of what was recorded. */
    forget() {
      [handed, lines.length] = [[], 0];
    },
    close() {
      closed ??= queue.close().then(() => store.close());
      return closed;
    },
    /** Writes a job's pictures and submits it. */
    async order(details: Partial<Job> = {}): Promise<Job> {
      const job = makeJob(details);
      await writePictures(folder, job);
      await queue.submit(job);
      return job;
    },
    /** Waits until the job is in this state, and told of if it has ended. */
    reaches: (id: string, state: Job['state'], withinMs?: number): Promise<Job> =>
      until(
        `${id} is ${state}`,
        async () => {
          const job = await queue.get(id);
          return job?.state === state && job.told === (job.endedAtMs !== undefined) ? job : undefined;
        },
        withinMs,
      ),
    /** The process that trains a job, once it has begun to report. */
    async workerOf(id: string): Promise<number> {
      await until(`${id} reports`, () => queue.progressOf(id));
      return lines.findLast(({ msg }) => msg === 'a training process began')?.child as number;
    },
    files: async (name: 'jobs' | 'runs') => (await readdir(join(folder, name))).sort(),
  };
}
