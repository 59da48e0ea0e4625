import type { Job, TrainProgress } from '../../core/training/job.ts';
import { nextJob, type QueueLimits } from '../../core/training/queueing.ts';
import { type AttemptDeps, carryOut, settleAbandoned } from './attempt.ts';
import type { Reporter } from './reporter.ts';

interface RunningDeps extends AttemptDeps {
  reporter: Reporter;
  now: () => number;
  token: () => string;
  concurrency: number;
  limits: QueueLimits;
  /** Called when a job is not run here any more. */
  onFree: () => void;
}

interface Run {
  by: string;
  heldUntilMs: number;
  controller: AbortController;
  progress?: TrainProgress;
  ended: Promise<void>;
}

/** The jobs that this process runs. */
export interface Running {
  /** Starts as many as may run: first what a dead process left, then whose turn it is. */
  fill(): Promise<void>;
  /** Keeps hold of what runs, and ends what was cancelled, deleted or taken over elsewhere. */
  hold(): Promise<void>;
  /** Ends a run, if it is this process's, and waits for its end. */
  stop(id: string): Promise<void>;
  progressOf(id: string): TrainProgress | undefined;
  /** Ends all runs; their jobs wait again. */
  close(): Promise<void>;
}

export function createRunning(deps: RunningDeps): Running {
  const { records, reporter, now, token, concurrency } = deps;
  const runs = new Map<string, Run>();

  const begin = async (id: string): Promise<void> => {
    const by = token();
    const job = await records.claim(id, by);
    const heldUntilMs = job && (await records.renew(id, by));
    if (job && heldUntilMs !== undefined)
      runs.set(
        id,
        startRun({ job, by, heldUntilMs }, deps, () => runs.delete(id)),
      );
  };

  return {
    async fill() {
      for (const job of await records.running()) {
        if (runs.size >= concurrency) return;
        if (runs.has(job.id)) continue;
        const settled = await settleAbandoned(job, token(), deps);
        if (settled === 'again') await begin(job.id);
        else if (settled) reporter.report(settled);
      }
      while (runs.size < concurrency) {
        const [waiting, running, served] = [await records.waiting(), await records.running(), await records.started()];
        const next = nextJob({ waiting, running, served }, deps.limits);
        if (!next) return;
        await begin(next.id);
      }
    },
    async hold() {
      for (const [id, run] of runs) {
        const heldUntilMs = await records.renew(id, run.by).catch((error: unknown) => {
          // By now another process may have taken it; after a suspend, say, that is not so, and renewing succeeds.
          if (now() >= run.heldUntilMs) run.controller.abort();
          throw error;
        });
        if (heldUntilMs === undefined) run.controller.abort();
        else run.heldUntilMs = heldUntilMs;
      }
    },
    async stop(id) {
      const run = runs.get(id);
      run?.controller.abort();
      await run?.ended;
    },
    progressOf: (id) => runs.get(id)?.progress,
    async close() {
      const open = [...runs];
      for (const [, { controller }] of open) controller.abort();
      for (const [id, { by, ended }] of open) {
        await ended;
        await records.release(id, by);
      }
    },
  };
}

interface Held {
  job: Job;
  by: string;
  heldUntilMs: number;
}

function startRun({ job, by, heldUntilMs }: Held, deps: RunningDeps, onEnd: () => void): Run {
  const { reporter, log } = deps;
  const controller = new AbortController();
  const { signal } = controller;
  const run: Run = { by, heldUntilMs, controller, ended: Promise.resolve() };
  const onProgress = (progress: TrainProgress): void => {
    run.progress = progress;
    if (!signal.aborted) reporter.report(job, progress);
  };
  reporter.report(job);
  run.ended = carryOut(job, { by, signal, onProgress }, deps)
    .then((ended) => ended && reporter.report(ended))
    .catch((error: unknown) => log.error({ err: error, job: job.id }, 'a training job was not ended properly'))
    .finally(() => {
      onEnd();
      deps.onFree();
    });
  return run;
}
