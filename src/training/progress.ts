import type { Boundary } from '../../models/engine-interface.ts';
import type { Phase } from '../../models/freezing.ts';
import type { EpochProgress } from '../../models/transfer.ts';
import type { TrainProgress } from '../core/training/job.ts';

export type ReportProgress = (progress: TrainProgress) => void;

/** What an experiment will do, at most: early stopping may end a phase sooner. */
export interface Plan {
  pictures: number;
  views: number;
  rounds: number;
  phases: readonly Phase[];
  /** Whether one more network is trained, on all pictures. */
  trainsOnAll: boolean;
}

/** Decoding is this share of a run, roughly. */
const READING_SHARE = 0.05;
/** Drawing what came of it, too. */
const DRAWING_SHARE = 0.05;
/** An epoch's work a picture, in passes of one picture through the whole network: there and back, and Adam's steps. */
const EPOCH_WORK: Readonly<Record<Boundary, number>> = { features: 0.01, layer3: 1, layer2: 2, layer1: 3 };
/** Before this share is done, the time left would be a guess. */
const TELL_TIME_FROM = 0.05;

export function readingProgress(read: number, total: number): TrainProgress {
  return { step: 'reading pictures', fraction: (READING_SHARE * read) / Math.max(1, total) };
}

/**
 * Turns what an experiment has done into how far it is and how long it will take, by the work that each part is.
 * @param now milliseconds of any clock that only goes forward
 */
export function followExperiment(plan: Plan, report: ReportProgress, now: () => number) {
  const beganMs = now();
  const workOf = ({ boundary }: Phase, epochs: number) => plan.pictures * epochs * EPOCH_WORK[boundary];
  const body = plan.pictures * plan.views;
  const round = plan.phases.reduce((sum, phase) => sum + workOf(phase, phase.epochs), 0);
  const total = body + (plan.rounds + (plan.trainsOnAll ? 1 : 0)) * round;
  const doneBy = (roundIndex: number, { phase, epoch }: EpochProgress) => {
    const before = plan.phases.slice(
      0,
      plan.phases.findIndex(({ name }) => name === phase.name),
    );
    const earlier = before.reduce((sum, one) => sum + workOf(one, one.epochs), 0);
    return body + roundIndex * round + earlier + workOf(phase, epoch);
  };

  const tell = (done: number, details: Omit<TrainProgress, 'fraction' | 'secondsLeft'>): void => {
    const share = Math.min(1, done / total);
    const secondsLeft = ((now() - beganMs) / 1000) * (1 / share - 1);
    report({
      ...details,
      fraction: READING_SHARE + (1 - READING_SHARE - DRAWING_SHARE) * share,
      ...(share >= TELL_TIME_FROM && { secondsLeft }),
    });
  };
  return {
    views: (done: number) => tell(done, { step: 'frozen body' }),
    /** @param round from 0 */
    epoch(roundIndex: number, progress: EpochProgress): void {
      const { phase, epoch, loss, accuracy } = progress;
      const round = plan.rounds > 1 ? { round: roundIndex + 1, rounds: plan.rounds } : {};
      const details = { ...round, epoch, epochs: phase.epochs, loss, accuracy };
      tell(doneBy(roundIndex, progress), { step: phase.name, ...details });
    },
    epochOnAll(progress: EpochProgress): void {
      const { phase, epoch, loss, accuracy } = progress;
      tell(doneBy(plan.rounds, progress), { step: 'all pictures', epoch, epochs: phase.epochs, loss, accuracy });
    },
  };
}

export const drawingProgress: TrainProgress = { step: 'drawing pictures', fraction: 1 - DRAWING_SHARE };
export const doneProgress: TrainProgress = { step: 'done', fraction: 1 };
