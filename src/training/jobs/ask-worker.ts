import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Logger } from 'pino';
import { UserError } from '../../core/errors.ts';
import { trainQueue } from '../../core/texts/train-queue.ts';
import type { TrainProgress } from '../../core/training/job.ts';
import { packageRoot } from '../../package-root.ts';
import { PictureError } from '../picture-error.ts';
import { type WorkerReply, type WorkerRequest, type WorkerResult, workerReplySchema } from '../worker/protocol.ts';
import { type Breach, supervise, type WorkerLimits } from './supervise.ts';

/** Always the built file, under the tests too (they build first): Node 20 runs no TypeScript. */
const WORKER = path.join(packageRoot, 'dist/src/training/worker/main.js');
/** Of V8 alone; tensors lie outside and are bounded by the memory of the process. */
const MAX_HEAP_MB = 512;
/** What is kept of its standard error, for the log. */
const MAX_STDERR = 4000;

interface Asking {
  limits: WorkerLimits;
  log: Logger;
  signal?: AbortSignal;
  onProgress?: (progress: TrainProgress) => void;
}

/**
 * Starts a process, has it do one thing and waits for its end.
 * @throws UserError with a sentence when it breaks, hangs or needs too much; the signal's reason when it is aborted.
 */
export async function askWorker(
  request: WorkerRequest,
  { limits, log, signal, onProgress }: Asking,
): Promise<WorkerResult> {
  signal?.throwIfAborted();
  const child = startWorker();
  log.debug({ child: child.pid, request: request.type }, 'a training process began');
  const said: { result?: Exclude<WorkerReply, { type: 'progress' }>; stderr: string } = { stderr: '' };
  child.stderr?.on('data', (chunk) => {
    said.stderr = (said.stderr + String(chunk)).slice(-MAX_STDERR);
  });
  const ended = supervise(child, { limits, signal });
  child.on('message', (message) => {
    const reply = workerReplySchema.safeParse(message);
    if (!reply.success) child.kill('SIGKILL');
    else if (reply.data.type === 'progress') onProgress?.(reply.data.progress);
    else said.result = reply.data;
  });
  // A process that is gone already says so by its end.
  child.send(request, () => undefined);
  const end = await ended;
  const { result, stderr } = said;
  signal?.throwIfAborted();
  if (result?.type === 'refused') throw new (result.isPicture ? PictureError : UserError)(result.reason);
  if (result && result.type !== 'failed') return result;
  log.error(
    { request: request.type, ...end, error: withoutPaths(result?.error ?? stderr) },
    'a training process failed',
  );
  throw new UserError(result ? trainQueue.broke : sentence(end.breach, limits));
}

function startWorker(): ChildProcess {
  // What it needs to know of the settings is in the request; secrets are not its business.
  const { DISCORD_TOKEN: _, GRADER_API_KEY: __, ...env } = process.env;
  return fork(WORKER, {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function sentence(breach: Breach | undefined, { runMs, memoryBytes }: WorkerLimits): string {
  switch (breach) {
    case 'memory':
      return trainQueue.tooMuchMemory(Math.round(memoryBytes / 1e6));
    case 'silent':
      return trainQueue.stuck;
    case 'time':
      return trainQueue.tooLong(Math.max(1, Math.round(runMs / 60_000)));
    case undefined:
      return trainQueue.crashed;
  }
}

/** People's files have names of our own in a job, but a log should not say where they lie either. */
function withoutPaths(text: string): string {
  return text.replace(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\s\\/:'")]+){2,}/g, (found) => path.basename(found));
}
