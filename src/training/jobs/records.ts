import type { Job } from '../../core/training/job.ts';
import type { Store } from '../../store/table.ts';
import { jobTable, toJob } from './table.ts';
import { createTransitions } from './transitions.ts';

/** Enough for a person's history, and to see whose turn it is. */
const MAX_LISTED = 100;

/** The jobs as they are stored. Every change is atomic, and what has ended stays as it ended. */
export type JobRecords = ReturnType<typeof createJobRecords>;

interface RecordsDeps {
  store: Store;
  /** This process's training folder; jobs of others are only read, told and cancelled. */
  folder: string;
  now: () => number;
  /** For how long a holder that says nothing is believed to be at it. */
  leaseMs: number;
}

export function createJobRecords({ store, folder, now, leaseMs }: RecordsDeps) {
  const table = store.table(jobTable);
  const listed = async (index: string, scope: string, descending = false): Promise<Job[]> =>
    (await table.list(index, scope, { limit: MAX_LISTED, descending })).map(({ value }) => toJob(value));

  return {
    ...createTransitions({ table, now, leaseMs }),
    /** @throws Error when the id is taken. */
    async add(job: Job): Promise<void> {
      if (!(await table.create(job.id, { ...job, folder }))) throw new Error(`Two jobs were given the id ${job.id}`);
    },
    async get(id: string): Promise<Job | undefined> {
      const job = await table.get(id);
      return job && toJob(job);
    },
    /** Newest first. */
    ofPerson: (person: string) => listed('person', person, true),
    /** Oldest first. */
    waiting: () => listed('active', `${folder} waiting`),
    running: () => listed('active', `${folder} running`),
    /** Latest start first; those that have ended too. */
    started: () => listed('started', folder, true),
    /** Ended, and nobody was told yet. */
    untold: () => listed('untold', folder),
    countWaiting: () => table.count('active', `${folder} waiting`),

    async setStatus(id: string, status: NonNullable<Job['status']>): Promise<void> {
      await table.update(id, (job) => job && { ...job, status });
    },
    /** @returns whether it was this call that marked it */
    async markTold(id: string): Promise<boolean> {
      let marked = false;
      await table.update(id, (job) => {
        marked = job?.told === false;
        return job && marked ? { ...job, told: true } : undefined;
      });
      return marked;
    },
    remove: (id: string) => table.delete(id),
  };
}
