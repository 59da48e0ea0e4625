import { type Boundary, OPEN_STAGES } from './engine-interface.ts';
import { countParameters } from './resnet18.ts';

export const STRATEGY_NAMES = ['feature-extraction', 'fine-tuning', 'gradual'] as const;
export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** Some epochs with the same part of the network frozen, with a fresh Adam. */
export interface Phase {
  name: string;
  /** Where the frozen part ends. */
  boundary: Boundary;
  epochs: number;
  /** The phase stops after so many epochs without a lower validation loss. */
  patience: number;
  /** No earlier epoch is gone back to, whatever its validation loss; absent: 1. */
  leastEpochs?: number | undefined;
  /** Adam's learning rates. */
  headRate: number;
  bodyRate: number;
}

/** An epoch of the head alone costs next to nothing, since its inputs are kept. */
const HEAD: Phase = {
  name: 'feature-extraction',
  boundary: 'features',
  epochs: 120,
  patience: 20,
  // With a handful of pictures the validation loss is often lowest before anything is learned.
  leastEpochs: 30,
  headRate: 2e-3,
  bodyRate: 0,
};

const open = (name: string, boundary: Boundary, epochs: number, bodyRate: number): Phase => ({
  name,
  boundary,
  epochs,
  patience: 5,
  headRate: 1e-4,
  bodyRate,
});

/**
 * What trains, and when. The head always comes first: gradients of a random head would wreck the features below it.
 * Each further phase starts from what the one before has learned, and opened stages stay open.
 */
export const STRATEGIES: Readonly<Record<StrategyName, readonly Phase[]>> = {
  'feature-extraction': [HEAD],
  'fine-tuning': [HEAD, open('fine-tuning', 'layer3', 10, 5e-5)],
  gradual: [
    HEAD,
    open('unfreeze-layer4', 'layer3', 6, 5e-5),
    open('unfreeze-layer3', 'layer2', 4, 3e-5),
    open('unfreeze-layer2', 'layer1', 4, 1e-5),
  ],
};

/** How many numbers train in a phase. */
export function countTrainable({ boundary }: Phase, classes: number): number {
  return countParameters(OPEN_STAGES[boundary], classes);
}
