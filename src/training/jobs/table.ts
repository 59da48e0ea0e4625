import { z } from 'zod';
import { type Job, jobSchema } from '../../core/training/job.ts';
import type { TableDefinition } from '../../store/table.ts';

/** A job as it is stored: with whose it is at the moment. */
const storedJobSchema = jobSchema.extend({
  /** The training folder that has its files (see folders.ts). */
  folder: z.string(),
  /** Who is at it, running it or reporting its end. Nobody else touches it before `untilMs`. */
  lease: z.object({ by: z.string(), untilMs: z.number() }).optional(),
});
export type StoredJob = z.infer<typeof storedJobSchema>;

const orderAt = (ms: number, id: string): string => `${new Date(ms).toISOString()} ${id}`;
export const hasEnded = ({ state }: Pick<Job, 'state'>): boolean => state !== 'waiting' && state !== 'running';

export const jobTable: TableDefinition<StoredJob> = {
  name: 'train-jobs',
  version: 1,
  schema: storedJobSchema,
  personOf: ({ person }) => person,
  indexes: {
    person: ({ person, createdAtMs, id }) => ({ scope: person, order: orderAt(createdAtMs, id) }),
    active: (job) =>
      hasEnded(job) ? undefined : { scope: `${job.folder} ${job.state}`, order: orderAt(job.createdAtMs, job.id) },
    started: ({ folder, startedAtMs, id }) =>
      startedAtMs === undefined ? undefined : { scope: folder, order: orderAt(startedAtMs, id) },
    untold: (job) =>
      hasEnded(job) && !job.told ? { scope: job.folder, order: orderAt(job.endedAtMs ?? 0, job.id) } : undefined,
  },
};

export function toJob({ folder: _, lease: __, ...job }: StoredJob): Job {
  return job;
}
