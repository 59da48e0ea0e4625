import type { Engine } from '../../../models/engine-interface.ts';
import type { Picture } from '../../../models/views.ts';
import type { PretrainedWeights } from '../../../models/weights/catalogue.ts';
import type { ExperimentResult } from '../experiment.ts';
import type { LearnedNetworks } from '../learned.ts';
import type { Receipt } from '../receipt.ts';

/** A run that has ended well, with all that its pictures are drawn from. */
export interface FinishedRun {
  receipt: Receipt;
  result: ExperimentResult;
  learned: LearnedNetworks;
  weights: PretrainedWeights;
  engine: Engine;
  /** All of them, in the order of the result's indices. */
  pictures: readonly { path: string; className: string; picture: Picture }[];
  signal?: AbortSignal;
}
