import type { Logger } from 'pino';
import type { EngineChoice } from '../../../models/engine.ts';
import type { EngineLabel } from '../../../models/engine-interface.ts';
import type { WeightName } from '../../../models/weights/catalogue.ts';
import { UserError } from '../../core/errors.ts';
import { trainQueue } from '../../core/texts/train-queue.ts';
import type { Prediction } from '../artifacts/predict.ts';
import { askWorker } from './ask-worker.ts';
import type { RunTraining } from './attempt.ts';
import type { WorkerLimits } from './supervise.ts';

const LIMITS: WorkerLimits = { runMs: 600_000, silentMs: 120_000, memoryBytes: 1.5e9 };
/** A prediction takes a second or two; with the training beside it a few times that. */
const PREDICT_WITHIN_MS = 60_000;
/** People who wait longer than that for one would rather be told. */
const MAX_WAITING_PREDICTIONS = 20;

export interface WorkerRunnerOptions {
  engine: EngineChoice;
  weights?: WeightName | 'auto';
  /** Where pulled weights lie. */
  weightsFolder: string;
  log: Logger;
  limits?: Partial<WorkerLimits>;
}

export interface PredictFiles {
  /** What a run left behind. */
  runFolder: string;
  pictureFile: string;
  /** Where a picture of what the network looked at goes. */
  outFile: string;
}

/** What is done in a process of its own, a fresh one each time: its memory goes back to the system with it. */
export interface WorkerRunner {
  train: RunTraining;
  /** One at a time. @throws UserError, as PictureError where the picture cannot be used */
  predict(files: PredictFiles): Promise<Prediction>;
  /** What would train. @throws when it cannot be found out */
  describeEngine(): Promise<EngineLabel>;
}

export function createWorkerRunner(options: WorkerRunnerOptions): WorkerRunner {
  const { engine, weights = 'auto', weightsFolder, log } = options;
  const limits = { ...LIMITS, ...options.limits };
  let [predicting, waiting]: [Promise<unknown>, number] = [Promise.resolve(), 0];
  const predictNow = async (files: PredictFiles): Promise<Prediction> => {
    const within = { ...limits, runMs: PREDICT_WITHIN_MS };
    const result = await askWorker({ type: 'predict', ...files, weightsFolder, engine }, { limits: within, log });
    if (result.type !== 'predicted') throw new Error(`asked for a prediction, the worker answered ${result.type}`);
    return result.prediction;
  };

  return {
    async train({ strategy, seed }, { jobFolder, outFolder, signal, onProgress }) {
      const request = { type: 'train', jobFolder, outFolder, strategy, seed, weights, weightsFolder, engine } as const;
      await askWorker(request, { limits, log, signal, onProgress });
    },
    async predict(files) {
      if (waiting >= MAX_WAITING_PREDICTIONS) throw new UserError(trainQueue.busy);
      waiting++;
      const predicted = predicting.then(() => predictNow(files)).finally(() => waiting--);
      predicting = predicted.catch(() => undefined);
      return predicted;
    },
    async describeEngine() {
      const result = await askWorker({ type: 'describe-engine', engine }, { limits, log });
      if (result.type !== 'engine') throw new Error(`asked for the engine, the worker answered ${result.type}`);
      return result.label;
    },
  };
}
