import { UserError } from '../../core/errors.ts';
import { trainQueue } from '../../core/texts/train-queue.ts';
import type { Job, TrainProgress } from '../../core/training/job.ts';
import { estimateWaitMs, type PastRun, type QueueLimits, startingOrder } from '../../core/training/queueing.ts';
import { plain } from '../../discord/markdown.ts';
import type { JobRecords } from './records.ts';

const MAX_TITLE = 40;

/** @throws UserError when a job has to stay outside; it says what is in the way. */
export async function admit(
  { person }: Job,
  { records, limits }: { records: JobRecords; limits: QueueLimits },
): Promise<void> {
  const own = (await records.ofPerson(person)).filter(({ state }) => state === 'waiting');
  if (own.length >= limits.waitingAPerson) {
    const titles = own.map(({ title }) => `“${plain(title, MAX_TITLE)}”`).join(', ');
    throw new UserError(trainQueue.tooMany(own.length, titles));
  }
  if ((await records.countWaiting()) >= limits.waitingInAll) throw new UserError(trainQueue.full);
}

interface PlaceDeps {
  records: JobRecords;
  progressOf(id: string): TrainProgress | undefined;
  now: () => number;
  concurrency: number;
  limits: QueueLimits;
}

/** @returns where a job stands among those that wait, from 1, and how long it will probably wait */
export async function placeOf(id: string, { records, progressOf, now, concurrency, limits }: PlaceDeps) {
  const [waiting, running, served] = [await records.waiting(), await records.running(), await records.started()];
  const order = startingOrder({ waiting, running, served }, limits);
  const at = order.findIndex((job) => job.id === id);
  if (at === -1) return undefined;
  const waitMs = estimateWaitMs({
    ahead: order.slice(0, at),
    running: running.map((job) => ({
      job,
      elapsedMs: now() - (job.startedAtMs ?? now()),
      progress: progressOf(job.id),
    })),
    past: served.flatMap(toPastRun),
    concurrency,
  });
  return { position: at + 1, waitMs };
}

function toPastRun({ state, strategy, pictures, startedAtMs, endedAtMs }: Job): PastRun[] {
  if (state !== 'done' || startedAtMs === undefined || endedAtMs === undefined) return [];
  return [{ strategy, pictures, ms: endedAtMs - startedAtMs }];
}
