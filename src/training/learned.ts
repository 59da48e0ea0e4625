import type { Activations } from '../../models/activations.ts';
import type { AdamMemory } from '../../models/adam-kernel.ts';
import type { Boundary } from '../../models/engine-interface.ts';
import type { Phase } from '../../models/freezing.ts';
import { seededRandom } from '../../models/random.ts';
import type { Tensors } from '../../models/tensors.ts';
import { type Epoch, type EpochProgress, type Example, newHead, transfer } from '../../models/transfer.ts';
import type { Experiment, StageResult } from './experiment.ts';

/** A network as it was after a stage. */
export interface StageNetwork {
  stage: string;
  tensors: Tensors;
}

/** The first round of judging: heat maps have to be of pictures that the network has not seen. */
export interface FirstRound {
  /** One for each stage that trains. */
  networks: StageNetwork[];
  /** Indices of the pictures that it was judged on. */
  tested: number[];
}

/** The networks that are kept of a run. */
export interface LearnedNetworks {
  /** For new pictures. */
  trained: Tensors;
  /** Which one that is: trained once more on all pictures after a cross-validation, else the one that was judged. */
  of: 'all-pictures' | 'judged';
  /** Epochs of each phase that made it. */
  epochs: number[];
  /** Up to here every network is the one that training started from. */
  boundary: Boundary;
  firstRound: FirstRound;
}

interface Rounds {
  activations: Activations;
  memory: AdamMemory;
  /** Of each picture. */
  views: number;
  stages: readonly StageResult[];
  firstRound: FirstRound;
  trainsOnAll: boolean;
  onEpoch: (progress: EpochProgress) => void;
}

/** The network for pictures to come, made or chosen after the rounds of judging. */
export async function learnForNewPictures(experiment: Experiment, rounds: Rounds): Promise<LearnedNetworks> {
  const { engine, weights, classes, pictures, settings, signal } = experiment;
  const { activations, memory, views, stages, firstRound, trainsOnAll, onEpoch } = rounds;
  const boundary = experiment.phases.at(-1)?.boundary ?? 'features';
  const histories = stages.slice(1).map((stage) => stage.histories);
  if (!trainsOnAll) {
    const trained = firstRound.networks.at(-1)?.tensors ?? weights.tensors;
    return { trained, of: 'judged', epochs: histories.map(([only]) => keptEpoch(only ?? [])), boundary, firstRound };
  }
  const phases = medianPhases(experiment.phases, histories);
  const random = seededRandom(settings.seed + 2);
  const trained = await transfer({
    ...{ engine, classes, phases, activations, memory, random, onEpoch, batchSize: settings.batchSize },
    tensors: newHead(weights.tensors, classes, random),
    training: pictures.map(({ label }, i) => exampleOf(label, i, views)),
    validation: [],
    onPhase: async () => undefined,
    ...(signal && { signal }),
  });
  return { trained, of: 'all-pictures', epochs: phases.map(({ epochs }) => epochs), boundary, firstRound };
}

/** A picture with its class, as rows of the activations. */
export function exampleOf(label: number, picture: number, views: number): Example {
  return { label, views: Array.from({ length: views }, (_, view) => picture * views + view) };
}

/** The epoch that a phase went back to, from 1: the one of the lowest validation loss, or the last without one. */
export function keptEpoch(history: readonly Epoch[]): number {
  const losses = history.map(({ validationLoss = Infinity, tooEarly }) => (tooEarly ? Infinity : validationLoss));
  const lowest = Math.min(...losses);
  return lowest < Infinity ? losses.indexOf(lowest) + 1 : history.length;
}

/**
 * Each phase for the median number of epochs that the rounds kept: with nothing held out, nothing else says when to
 * stop.
 * @param histories of each phase, round by round.
 */
export function medianPhases(phases: readonly Phase[], histories: readonly (readonly Epoch[][])[]): Phase[] {
  return phases.map((phase, i) => {
    const kept = (histories[i] ?? []).map(keptEpoch).sort((a, b) => a - b);
    return { ...phase, epochs: kept[Math.floor(kept.length / 2)] ?? phase.epochs };
  });
}
