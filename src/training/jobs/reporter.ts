import type { Logger } from 'pino';
import type { Job, TrainProgress } from '../../core/training/job.ts';
import type { JobRecords } from './records.ts';

/**
 * Called when a job's state changes and when it gets on, with the job as it is stored then; `progress` only while it
 * runs. One call at a time for each job; what happens during a call comes together in the next. A job that has ended is
 * brought again, in this process or a later one, until `markTold` was called for it. A crash between a message and the
 * mark would bring it once too often: send with a nonce made of the job's id.
 */
export type OnChange = (job: Job, progress?: TrainProgress) => void | Promise<void>;

/** Discord has not taken it for a day: the learner sees it in `/train history`. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

interface ReporterDeps {
  records: JobRecords;
  onChange: OnChange;
  now: () => number;
  log: Logger;
  token: () => string;
}

export interface Reporter {
  report(job: Job, progress?: TrainProgress): void;
  /** Hands over the ended ones that nobody has told and nobody is telling. */
  retry(): Promise<void>;
  /** Resolves when what was handed over is dealt with. */
  settled(): Promise<void>;
}

interface Box {
  next: { progress: TrainProgress | undefined } | undefined;
  emptied: Promise<void>;
}

export function createReporter({ records, onChange, now, log, token }: ReporterDeps): Reporter {
  const boxes = new Map<string, Box>();

  const empty = async (id: string, box: Box): Promise<void> => {
    while (box.next) {
      const { progress } = box.next;
      box.next = undefined;
      try {
        const job = await records.get(id);
        if (job?.state === 'running') await onChange(job, progress);
        else if (job) await onChange(job);
      } catch (error: unknown) {
        log.error({ err: error, job: id }, 'a change of a training job was not reported');
      }
    }
    boxes.delete(id);
  };
  const report = ({ id }: Job, progress?: TrainProgress): void => {
    const known = boxes.get(id);
    const box: Box = known ?? { next: undefined, emptied: Promise.resolve() };
    box.next = { progress };
    if (known) return;
    boxes.set(id, box);
    box.emptied = empty(id, box);
  };

  return {
    report,
    async retry() {
      for (const { id, endedAtMs = 0 } of await records.untold()) {
        if (boxes.has(id)) continue;
        if (now() - endedAtMs > GIVE_UP_AFTER_MS) {
          log.warn({ job: id }, 'nobody could be told how a training job ended');
          await records.markTold(id);
          continue;
        }
        const job = await records.claimReport(id, token());
        if (job) report(job);
      }
    },
    async settled() {
      await Promise.allSettled([...boxes.values()].map(({ emptied }) => emptied));
    },
  };
}
