import { rename } from 'node:fs/promises';
import type { Logger } from 'pino';
import { UserError } from '../../core/errors.ts';
import { trainQueue } from '../../core/texts/train-queue.ts';
import type { Job, TrainProgress } from '../../core/training/job.ts';
import { exists, removeFolder, type TrainingFolders } from './folders.ts';
import type { JobRecords } from './records.ts';
import { hasEnded } from './table.ts';
import type { Outcome } from './transitions.ts';

export interface TrainingRun {
  /** The job's pictures and their manifest. */
  jobFolder: string;
  /** To be made: what the run leaves behind. */
  outFolder: string;
  /** Aborted when the run is no longer wanted; it must end within a second or two. */
  signal: AbortSignal;
  onProgress: (progress: TrainProgress) => void;
}

/** Trains. @throws UserError with a sentence for the learner; every other error is a bug. */
export type RunTraining = (job: Job, run: TrainingRun) => Promise<void>;

/** A run that a crash of the bot cut short is started once more. */
const MAX_ATTEMPTS = 2;

export interface AttemptDeps {
  records: JobRecords;
  folders: TrainingFolders;
  runTraining: RunTraining;
  log: Logger;
}

interface Attempt {
  /** Who holds the job. */
  by: string;
  signal: AbortSignal;
  onProgress: (progress: TrainProgress) => void;
}

/**
 * Runs a job that is held, and records how it ended. An aborted one is left as it is: whoever aborted knows why.
 * @returns the job when it was this attempt that ended it
 */
export async function carryOut(job: Job, attempt: Attempt, deps: AttemptDeps): Promise<Job | undefined> {
  const { records, folders, runTraining } = deps;
  const { by, signal } = attempt;
  const outFolder = folders.partial(job.id, by);
  const outcome = await runTraining(job, { ...attempt, jobFolder: folders.job(job.id), outFolder })
    .then(async (): Promise<Outcome> => {
      if (!signal.aborted) await rename(outFolder, folders.run(job.id));
      return { state: 'done' };
    })
    .catch((error: unknown): Outcome => {
      if (error instanceof UserError) return { state: 'failed', reason: error.message };
      if (!signal.aborted) deps.log.error({ err: error, job: job.id }, 'a training job failed');
      return { state: 'failed', reason: trainQueue.broke };
    });
  await removeFolder(outFolder);
  const ended = signal.aborted ? undefined : await records.end(job.id, by, outcome);
  await cleanUp(job.id, deps);
  return ended;
}

/**
 * Decides about a job whose process has died: it may have been through but for the record, or have had its second try.
 * @returns 'again' when it should be run again; else the job as it has ended now, or undefined: it is somebody else's
 */
export async function settleAbandoned(job: Job, by: string, deps: AttemptDeps): Promise<Job | 'again' | undefined> {
  const isFinished = await exists(deps.folders.run(job.id));
  if (!isFinished && job.attempts < MAX_ATTEMPTS) return 'again';
  const outcome: Outcome = isFinished ? { state: 'done' } : { state: 'failed', reason: trainQueue.gaveUp };
  const ended = await deps.records.end(job.id, by, outcome);
  if (ended) await cleanUp(job.id, deps);
  return ended;
}

/** Of an ended job no pictures stay, nor what a dead attempt has half written; only one that is done leaves a run. */
async function cleanUp(id: string, { records, folders }: AttemptDeps): Promise<void> {
  const job = await records.get(id);
  if (!job || hasEnded(job)) {
    for (const path of [folders.job(id), ...(await folders.partialsOf(id))]) await removeFolder(path);
  }
  if (!job || job.state === 'cancelled' || job.state === 'failed') await removeFolder(folders.run(id));
}
