import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createTrainCommand } from '../commands/train.ts';
import { createTrainMessages } from '../commands/train-messages.ts';
import { createOrders, type Samples } from '../commands/train-order.ts';
import type { EngineChoice } from '../models/engine.ts';
import type { EngineLabel } from '../models/engine-interface.ts';
import { firstInstalled, type WeightName } from '../models/weights/catalogue.ts';
import type { Course } from './core/course.ts';
import type { Channel } from './discord/channel.ts';
import type { Command } from './discord/command.ts';
import type { Store } from './store/table.ts';
import { sweepRuns } from './training/artifacts/sweep.ts';
import { createDrafts } from './training/intake/drafts.ts';
import { createFetchAttachment } from './training/intake/fetch-attachment.ts';
import type { RunTraining } from './training/jobs/attempt.ts';
import { trainingFolders } from './training/jobs/folders.ts';
import { createTrainQueue } from './training/jobs/queue.ts';
import { createWorkerRunner } from './training/jobs/worker.ts';
import { createRunMessages } from './training/run-messages.ts';
import { createRunResults } from './training/run-results.ts';
import { drawSample, listSamples } from './training/samples/samples.ts';

/** How networks are trained, and where their files lie. */
export interface TrainingSettings {
  /** `TRAINING_DIR`. */
  folder: string;
  /** Hosts that attachments may come from. */
  cdnHosts: readonly string[];
  engine: EngineChoice;
  weightsFolder: string;
  /** What was learned is kept up to this size in all. */
  trainedMaxBytes: number;
  /** Instead of a process that trains. */
  runTraining?: RunTraining;
  /** Other intervals than usual: between edits of a status, between looks at the queue, until a process is taken for dead. */
  pace?: { editGapMs?: number; tickMs?: number; leaseMs?: number };
}

interface TrainingDeps extends TrainingSettings {
  store: Store;
  course: Course;
  channel: Channel;
  log: Logger;
  now: () => number;
  random: () => number;
  nonce: () => string;
}

export interface Training {
  command: Command;
  /** What trains. @throws when it cannot be found out */
  describe(): Promise<EngineLabel & { weights: WeightName }>;
  /** Goes on with the runs that wait. */
  start(): Promise<void>;
  /** Deletes what is too old. */
  sweep(): Promise<void>;
  /** Ends what runs, which then waits for the next start. */
  stop(): Promise<void>;
}

/** A file takes no longer than this, on a slow line. */
const FETCH_TIMEOUT_MS = 60_000;
/** What was learned is kept for so long. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Puts `/train` together. @throws when `folder` cannot be made or the store cannot be read. */
export async function createTraining(deps: TrainingDeps): Promise<Training> {
  const { store, folder, course, channel, log, now, random, nonce } = deps;
  const { editGapMs, ...queuePace } = deps.pace ?? {};
  const runner = createWorkerRunner(deps);
  const describeEngine = remembered(runner.describeEngine);
  const drafts = createDrafts({ store, folder: join(folder, 'drafts'), now, newId });
  const fetchAttachment = createFetchAttachment({ hosts: deps.cdnHosts, timeoutMs: FETCH_TIMEOUT_MS });
  const queue = await createTrainQueue({
    ...{ store, folder, now, log, ...queuePace, runTraining: deps.runTraining ?? runner.train },
    onChange: (job) => messages.onChange(job),
  });
  const lesson = course.lessons.find(({ sections }) => sections.some(({ handsOn }) => handsOn))?.id;
  const places = createRunMessages(store);
  const results = createRunResults({ folder, predict: runner.predict });
  const messages = createTrainMessages({
    ...{ queue, channel, places, results, lesson, log, nonce },
    ...(editGapMs !== undefined && { editGapMs }),
  });
  const orders = createOrders({ queue, drafts, fetchAttachment, samples, folder, now, random, newId });
  return {
    command: createTrainCommand({
      ...{ queue, messages, places, results, fetchAttachment, lesson, nonce, drafts, samples, orders },
    }),
    describe: async () => ({ ...(await describeEngine()), weights: await firstInstalled(deps.weightsFolder) }),
    start: queue.start,
    async sweep() {
      const limits = { nowMs: now(), maxBytes: deps.trainedMaxBytes, maxAgeMs: KEPT_MS };
      const swept = [drafts.sweep(), sweepRuns(trainingFolders(folder).run(''), limits)];
      for (const one of await Promise.allSettled(swept)) {
        // Pictures that stay longer than was promised must not stay unnoticed.
        if (one.status === 'rejected') log.error({ err: one.reason }, 'old pictures or runs could not be deleted');
      }
    },
    async stop() {
      // First, since the queue waits until its changes are shown.
      await messages.settle();
      await queue.close();
    },
  };
}

/** What was found out once holds until the bot is started anew; what failed is tried again. */
function remembered<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

const newId = (): string => randomUUID().replaceAll('-', '').slice(0, 10);

const samples: Samples = {
  list: listSamples(),
  async draw(name) {
    const known = listSamples().find((sample) => sample.name === name);
    if (!known) return undefined;
    const pictures = await drawSample(known.name);
    return pictures.map(({ className, fileName, png }) => ({ className, name: fileName, data: Buffer.from(png) }));
  },
};
