import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Job, TrainProgress } from '../../core/training/job.ts';
import { QUEUE_LIMITS, type QueueLimits } from '../../core/training/queueing.ts';
import type { Store } from '../../store/table.ts';
import type { RunTraining } from './attempt.ts';
import { openFolders, removeFolder, sweepFolders, trainingFolders } from './folders.ts';
import { createLoop } from './loop.ts';
import { createJobRecords, type JobRecords } from './records.ts';
import { createReporter, type OnChange } from './reporter.ts';
import { createRunning } from './running.ts';
import { hasEnded } from './table.ts';
import { admit, placeOf } from './waiting.ts';

/**
 * The jobs of `/train`, from the order to the report. Behind this interface a queue on another database (Redis, say) can
 * take this one's place.
 */
export interface TrainQueue {
  /**
   * Takes a job whose folder is written. It is on disk when this resolves.
   * @throws UserError when its person, or everybody together, has too many waiting
   */
  submit(job: Job): Promise<void>;
  /** Ends a job, waiting or running. @returns undefined when there is no such job, or it has ended already */
  cancel(id: string): Promise<Job | undefined>;
  get(id: string): Promise<Job | undefined>;
  /** Newest first, at most a hundred. */
  ofPerson(person: string): Promise<Job[]>;
  /** How far a job is that runs in this process; undefined before it has said so. */
  progressOf(id: string): TrainProgress | undefined;
  /** From 1, which is next; undefined when it does not wait. */
  positionOf(id: string): Promise<{ position: number; waitMs: number } | undefined>;
  /** Remembers the message that shows how a job goes. */
  setStatus(id: string, place: NonNullable<Job['status']>): Promise<void>;
  /**
   * Says that the learner was told how it ended; only then does `onChange` stop bringing the job.
   * @returns whether it was this call that marked it
   */
  markTold(id: string): Promise<boolean>;
  /** Removes a job with all that it left behind; one that runs is ended first. @returns whether there was one */
  remove(id: string): Promise<boolean>;
  /** Goes on with what an earlier process left, and works from then on. */
  start(): Promise<void>;
  /** Ends what runs, which goes back to the head of the queue, and waits for reports under way. */
  close(): Promise<void>;
}

export interface TrainQueueOptions {
  store: Store;
  /** `TRAINING_DIR`; made when it is not there. */
  folder: string;
  runTraining: RunTraining;
  onChange: OnChange;
  now: () => number;
  log: Logger;
  /** How many jobs this process runs at once. */
  concurrency?: number;
  limits?: QueueLimits;
  /** A process that has not been heard of for so long is taken for dead. */
  leaseMs?: number;
  /** How often the queue looks for what others did, and says that it is alive. */
  tickMs?: number;
  /** A new random token: by it a claim is known as one's own. */
  token?: () => string;
}

/** Stray files are looked for at the start, and then so often. */
const SWEEP_EVERY_MS = 600_000;

/** @throws StoreError when the store cannot be read. */
export async function createTrainQueue(options: TrainQueueOptions): Promise<TrainQueue> {
  const { store, folder, now, log, concurrency = 1, limits = QUEUE_LIMITS } = options;
  const { leaseMs = 10_000, tickMs = 1000, token = randomUUID } = options;
  const folders = trainingFolders(folder);
  const records = createJobRecords({ store, folder: await openFolders(folder), now, leaseMs });
  const common = { ...options, records, folders, concurrency, limits, token };
  const reporter = createReporter(common);
  const running = createRunning({ ...common, reporter, onFree: () => loop.wake() });
  const sweep = createSweep(common);
  let isStumbling = false;
  const loop = createLoop(async () => {
    try {
      await running.hold();
      await running.fill();
      await reporter.retry();
      await sweep();
      if (isStumbling) log.info('the training queue goes on');
      isStumbling = false;
    } catch (error: unknown) {
      // Once, and not every second for as long as a disk is full.
      if (!isStumbling) log.error({ err: error }, 'the training queue stumbles; it goes on trying');
      isStumbling = true;
    }
  });
  // One at a time, so that two orders at once cannot both be a person's last.
  let submitting: Promise<unknown> = Promise.resolve();
  const add = async (job: Job): Promise<void> => {
    await admit(job, { records, limits });
    await records.add(job);
  };

  return {
    async submit(job) {
      const submitted = submitting.then(() => add(job));
      submitting = submitted.catch(() => undefined);
      await submitted;
      loop.wake();
    },
    async cancel(id) {
      const job = await records.cancel(id, token());
      if (!job) return undefined;
      await running.stop(id);
      await removeFolder(folders.job(id));
      reporter.report(job);
      return job;
    },
    get: records.get,
    ofPerson: records.ofPerson,
    progressOf: running.progressOf,
    positionOf: (id) => placeOf(id, { ...common, progressOf: running.progressOf }),
    setStatus: records.setStatus,
    markTold: records.markTold,
    async remove(id) {
      await records.cancel(id, token());
      await running.stop(id);
      const removed = await records.remove(id);
      for (const path of [folders.job(id), folders.run(id)]) await removeFolder(path);
      return removed;
    },
    async start() {
      await sweep();
      loop.start(tickMs);
    },
    async close() {
      await loop.stop();
      await running.close();
      await reporter.settled();
    },
  };
}

/** @returns removes stray files, when it is time. */
function createSweep({ folder, records, now, log }: TrainQueueOptions & { records: JobRecords }): () => Promise<void> {
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  const stateOf = async (id: string) => {
    const job = await records.get(id);
    return job && (hasEnded(job) ? 'ended' : 'active');
  };
  return async () => {
    if (now() - sweptAtMs < SWEEP_EVERY_MS) return;
    sweptAtMs = now();
    const removed = await sweepFolders(folder, { stateOf, nowMs: now() });
    if (removed > 0) log.info({ folders: removed }, 'removed what earlier runs had left behind');
  };
}
