import { openEngine } from '../../../models/engine.ts';
import { UserError } from '../../core/errors.ts';
import type { TrainProgress } from '../../core/training/job.ts';
import { predictWith } from '../artifacts/predict.ts';
import { listManifest } from '../listing.ts';
import { PictureError } from '../picture-error.ts';
import { DEFAULT_SETTINGS, train } from '../train.ts';
import { type WorkerReply, type WorkerRequest, type WorkerResult, workerRequestSchema } from './protocol.ts';

/** A status message is edited every other second at most. */
const PROGRESS_EVERY_MS = 250;

/** Does what the parent process asks, answers and ends. */
export async function serve(message: unknown): Promise<void> {
  const reply = await handle(message).catch((error: unknown): WorkerReply => {
    if (error instanceof UserError) {
      return { type: 'refused', reason: error.message, isPicture: error instanceof PictureError };
    }
    return { type: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  });
  // Ending before it is written would lose it.
  process.send?.(reply, () => process.disconnect());
}

async function handle(message: unknown): Promise<WorkerResult> {
  const request = workerRequestSchema.parse(message);
  switch (request.type) {
    case 'train':
      return runTrain(request);
    case 'predict':
      return { type: 'predicted', prediction: await predictWith(request) };
    case 'describe-engine':
      return { type: 'engine', label: (await openEngine(request.engine)).label };
  }
}

async function runTrain(request: Extract<WorkerRequest, { type: 'train' }>): Promise<WorkerResult> {
  const { jobFolder, outFolder, seed } = request;
  await train({
    ...request,
    pictures: await listManifest(jobFolder),
    settings: { ...DEFAULT_SETTINGS, seed },
    onSkipped: () => undefined,
    onNote: () => undefined,
    onProgress: throttle(send),
    saveTo: outFolder,
  });
  return { type: 'trained' };
}

function send(progress: TrainProgress): void {
  process.send?.({ type: 'progress', progress } satisfies WorkerReply);
}

/** Lets a new step through at once, and of one step a few a second. */
function throttle(report: (progress: TrainProgress) => void): (progress: TrainProgress) => void {
  let [step, lastMs]: [string | undefined, number] = [undefined, 0];
  return (progress) => {
    const nowMs = performance.now();
    if (progress.step === step && nowMs - lastMs < PROGRESS_EVERY_MS) return;
    [step, lastMs] = [progress.step, nowMs];
    report(progress);
  };
}
