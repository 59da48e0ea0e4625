import type { Job, TrainProgress } from './job.ts';

/** How much of the queue one person may take, and how long it may grow. */
export interface QueueLimits {
  runningAPerson: number;
  waitingAPerson: number;
  waitingInAll: number;
}

export const QUEUE_LIMITS: QueueLimits = { runningAPerson: 1, waitingAPerson: 2, waitingInAll: 100 };

export type Queued = Pick<Job, 'id' | 'person' | 'server' | 'createdAtMs'>;

export interface QueueState<J extends Queued = Queued> {
  waiting: readonly J[];
  running: readonly Queued[];
  /** What was started lately, the latest first, whether it still runs or not: whose turn it is follows from it. */
  served: readonly Queued[];
}

/** Direct messages wait together, as one server does: else they would be a way past everybody in a server. */
const serverOf = ({ server }: Queued): string => server ?? 'direct';
const personOf = ({ person }: Queued): string => person;

/**
 * The job that starts next: servers take turns, so do the people of a server, and a person's own go oldest first.
 * Whoever was served longest ago, or never, is next; between equals the job that has waited longest decides.
 *
 * @returns undefined when nothing waits, or only people who have enough running already
 */
export function nextJob<J extends Queued>(state: QueueState<J>, limits: QueueLimits): J | undefined {
  const running = countBy(state.running, personOf);
  const free = state.waiting.filter(({ person }) => (running.get(person) ?? 0) < limits.runningAPerson).sort(byAge);
  const server = nextInTurn(free.map(serverOf), state.served.map(serverOf));
  const ofServer = free.filter((job) => serverOf(job) === server);
  // A person of two servers has one turn.
  const person = nextInTurn(ofServer.map(personOf), state.served.map(personOf));
  return ofServer.find((job) => job.person === person);
}

/** All waiting jobs in the order in which they will start if nobody comes or goes. */
export function startingOrder<J extends Queued>(state: QueueState<J>, limits: QueueLimits): J[] {
  const order: J[] = [];
  let { waiting, served } = state;
  for (;;) {
    // What runs now will have ended by then, or its person could never be next.
    const next = nextJob({ waiting, running: [], served }, limits);
    if (!next) return order;
    order.push(next);
    waiting = waiting.filter(({ id }) => id !== next.id);
    served = [next, ...served];
  }
}

/** A run that went through. */
export interface PastRun extends Pick<Job, 'strategy' | 'pictures'> {
  ms: number;
}

export interface RunningNow {
  job: Pick<Job, 'strategy' | 'pictures'>;
  elapsedMs: number;
  progress: TrainProgress | undefined;
}

/** Before anything has run here: `fine-tuning` on two cores, measured. */
const FIRST_GUESS_MS_A_PICTURE = 1000;

/** How long a run will take: the middle of what a picture took before, in runs of the same strategy where there are. */
export function estimateRunMs(job: Pick<Job, 'strategy' | 'pictures'>, past: readonly PastRun[]): number {
  const alike = past.filter(({ strategy }) => strategy === job.strategy);
  const perPicture = (alike.length > 0 ? alike : past)
    .map(({ ms, pictures }) => ms / Math.max(1, pictures))
    .sort((a, b) => a - b);
  return job.pictures * (perPicture[Math.floor(perPicture.length / 2)] ?? FIRST_GUESS_MS_A_PICTURE);
}

interface WaitSpec {
  /** What starts before, in its order. */
  ahead: readonly Pick<Job, 'strategy' | 'pictures'>[];
  running: readonly RunningNow[];
  past: readonly PastRun[];
  concurrency: number;
}

/** How long until a job starts, when so much is ahead of it. */
export function estimateWaitMs({ ahead, running, past, concurrency }: WaitSpec): number {
  const freeInMs = running.map((run) => remainingMs(run, past));
  while (freeInMs.length < concurrency) freeInMs.push(0);
  for (const job of ahead) {
    freeInMs.sort((a, b) => a - b);
    freeInMs.push((freeInMs.shift() ?? 0) + estimateRunMs(job, past));
  }
  return Math.min(...freeInMs);
}

function remainingMs({ job, elapsedMs, progress }: RunningNow, past: readonly PastRun[]): number {
  if (progress?.secondsLeft !== undefined) return progress.secondsLeft * 1000;
  return Math.max(0, estimateRunMs(job, past) - elapsedMs);
}

/** The one that was served longest ago, or never; of those never served the first. @param served the latest first */
function nextInTurn(candidates: readonly string[], served: readonly string[]): string | undefined {
  let best: { name: string; ago: number } | undefined;
  for (const name of new Set(candidates)) {
    const at = served.indexOf(name);
    const ago = at === -1 ? Number.POSITIVE_INFINITY : at;
    if (!best || ago > best.ago) best = { name, ago };
  }
  return best?.name;
}

function byAge(a: Queued, b: Queued): number {
  return a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
