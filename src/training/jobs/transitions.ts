import type { Table } from '../../store/table.ts';
import { hasEnded, type StoredJob, toJob } from './table.ts';

export type Outcome = { state: 'done' } | { state: 'failed'; reason: string };

interface TransitionDeps {
  table: Table<StoredJob>;
  now: () => number;
  leaseMs: number;
}

/** How a job changes hands and state: each an atomic update, so that of several at once one succeeds. */
export function createTransitions({ table, now, leaseMs }: TransitionDeps) {
  const lease = (by: string, ms = leaseMs) => ({ by, untilMs: now() + ms });
  const isFree = ({ lease: held }: StoredJob): boolean => held === undefined || held.untilMs <= now();
  const isOf = ({ lease: held }: StoredJob, by: string): boolean => held?.by === by;
  /** @returns the job afterwards if it was changed, and is `by`'s now */
  const change = async (id: string, by: string, fn: (job: StoredJob) => StoredJob | undefined) => {
    let isChanged = false;
    const job = await table.update(id, (current) => {
      const next = current && fn(current);
      isChanged = next !== undefined;
      return next;
    });
    return isChanged && job && isOf(job, by) ? toJob(job) : undefined;
  };

  return {
    /** Starts a job that waits, or one whose runner has died. @returns undefined when somebody else was first */
    claim: (id: string, by: string) =>
      change(id, by, (job) => {
        if (job.state !== 'waiting' && !(job.state === 'running' && isFree(job))) return undefined;
        return { ...job, state: 'running', attempts: job.attempts + 1, startedAtMs: now(), lease: lease(by) };
      }),
    /** Holds on to a job that is being run. @returns until when; undefined when it is not (any more) this holder's */
    async renew(id: string, by: string): Promise<number | undefined> {
      const job = await table.update(id, (current) => {
        if (current?.state !== 'running' || !isOf(current, by)) return undefined;
        const isFresh = (current.lease?.untilMs ?? 0) - now() > (leaseMs * 2) / 3;
        return isFresh ? undefined : { ...current, lease: lease(by) };
      });
      return job?.state === 'running' && isOf(job, by) ? job.lease?.untilMs : undefined;
    },
    /** Gives a job that was being run back to the queue; that start does not count. */
    release: (id: string, by: string) =>
      table.update(id, (job) => {
        if (job?.state !== 'running' || !isOf(job, by)) return undefined;
        // As if it had never begun: else its person would have had their turn.
        const { lease: _, startedAtMs: __, ...rest } = job;
        return { ...rest, state: 'waiting', attempts: Math.max(0, job.attempts - 1) };
      }),
    /** Ends a job that `by` runs, or that nobody runs any more. `by` then reports it. @returns undefined if it does not */
    end: (id: string, by: string, outcome: Outcome) =>
      change(id, by, (job) => {
        if (job.state !== 'running' || !(isOf(job, by) || isFree(job))) return undefined;
        return { ...job, ...outcome, endedAtMs: now(), lease: lease(by) };
      }),
    /** Ends a job that waits or runs, whoever runs it: they notice. @returns undefined when it has ended already */
    cancel: (id: string, by: string) =>
      change(id, by, (job) =>
        hasEnded(job) ? undefined : { ...job, state: 'cancelled', endedAtMs: now(), lease: lease(by) },
      ),
    /** Takes on the report of a job; each further try waits as long again as the job has been over. */
    claimReport: (id: string, by: string) =>
      change(id, by, (job) => {
        if (!hasEnded(job) || job.told || !isFree(job)) return undefined;
        return { ...job, lease: lease(by, Math.max(leaseMs, now() - (job.endedAtMs ?? 0))) };
      }),
  };
}
