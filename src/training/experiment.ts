import { type Activations, computeActivations } from '../../models/activations.ts';
import type { AdamMemory } from '../../models/adam-kernel.ts';
import { type Boundary, boundarySize, type Engine, type Top } from '../../models/engine-interface.ts';
import { addForgettings, type Forgetting, measureForgetting } from '../../models/forgetting.ts';
import type { Phase } from '../../models/freezing.ts';
import { classifyByNearestMean } from '../../models/nearest-mean.ts';
import { seededRandom } from '../../models/random.ts';
import { softmaxRows } from '../../models/softmax.ts';
import {
  argmaxRows,
  type Epoch,
  type EpochProgress,
  memoryFor,
  newHead,
  predict,
  transfer,
  withTrained,
} from '../../models/transfer.ts';
import { cropsOf, viewOf } from '../../models/views.ts';
import type { PretrainedWeights } from '../../models/weights/catalogue.ts';
import { stratifiedFolds } from '../core/training/splits.ts';
import { exampleOf, type FirstRound, type LearnedNetworks, learnForNewPictures, type StageNetwork } from './learned.ts';
import { followExperiment, type ReportProgress } from './progress.ts';
import { type LabelledPicture, type Part, type SplitKind, splitPictures } from './split-pictures.ts';

/** Numbers that decide the result, all of them part of the receipt. */
export interface ExperimentSettings {
  seed: number;
  batchSize: number;
  /** Views of each picture, the plain one included; fewer where they would not fit in memory. */
  views: number;
}

export interface StageResult {
  name: string;
  /** The class that each tested picture was given, in the order of `tested`. */
  predictions: number[];
  /** Of each class, in the same order. */
  probabilities: number[][];
  seconds: number;
  /** What each epoch came to, fold by fold, until early stopping. */
  histories: Epoch[][];
}

export interface ExperimentResult {
  split: SplitKind;
  folds: number;
  views: number;
  /** Indices of the pictures that were judged on. */
  tested: number[];
  stages: StageResult[];
  nearestMean: number[];
  /** Absent when the body stayed frozen. */
  forgetting?: Forgetting;
  /** Absent unless asked for. */
  learned?: LearnedNetworks;
}

export interface Experiment {
  engine: Engine;
  weights: PretrainedWeights;
  classes: number;
  phases: readonly Phase[];
  pictures: readonly LabelledPicture[];
  settings: ExperimentSettings;
  /** Whether to give the networks too, for which a cross-validation trains once more. */
  keepsNetworks?: boolean;
  signal?: AbortSignal;
  onProgress: ReportProgress;
}

/** One part in so many of the training pictures decides when to stop. */
const VALIDATION_SHARE = 5;
const CACHE_BYTES = 200e6;

/** Trains and judges every stage of a strategy on the same pictures. */
export async function runExperiment(experiment: Experiment): Promise<ExperimentResult> {
  const { pictures, phases, settings, onProgress } = experiment;
  const { kind, parts } = splitPictures(pictures, settings.seed);
  const boundaries = [...new Set<Boundary>(['features', ...phases.map(({ boundary }) => boundary)])];
  const views = affordableViews(experiment, boundaries);
  const trainsOnAll = experiment.keepsNetworks === true && kind === 'cross-validation';
  const plan = { pictures: pictures.length, views, rounds: parts.length, phases, trainsOnAll };
  const progress = followExperiment(plan, onProgress, () => performance.now());

  const began = performance.now();
  const activations = await cacheActivations(experiment, { boundaries, views }, progress.views);
  const frozenSeconds = secondsSince(began);
  const stages: StageResult[] = ['before', ...phases.map(({ name }) => name)].map((name) => ({
    name,
    predictions: [],
    probabilities: [],
    seconds: name === 'before' ? frozenSeconds : 0,
    histories: [],
  }));
  const memory = memoryFor(phases, experiment.classes);
  const nearestMean: number[] = [];
  const forgettings: Forgetting[] = [];
  let firstRound: FirstRound | undefined;
  for (const [index, part] of parts.entries()) {
    const fold = { ...part, index, activations, views, memory };
    const outcome = await runFold(experiment, fold, (epoch) => progress.epoch(index, epoch));
    outcome.stages.forEach((stage, i) => {
      const merged = stages[i] as StageResult;
      merged.predictions.push(...stage.predictions);
      merged.probabilities.push(...stage.probabilities);
      merged.histories.push(...stage.histories);
      merged.seconds += stage.seconds;
    });
    nearestMean.push(...outcome.nearestMean);
    firstRound ??= { networks: outcome.networks, tested: part.tested };
    if (outcome.forgetting) forgettings.push(outcome.forgetting);
  }
  const rounds = { activations, views, memory, stages, trainsOnAll, onEpoch: progress.epochOnAll };
  const learned =
    experiment.keepsNetworks && firstRound && (await learnForNewPictures(experiment, { ...rounds, firstRound }));
  const tested = parts.flatMap((part) => part.tested);
  const forgetting = forgettings.length > 0 ? { forgetting: addForgettings(forgettings) } : {};
  return {
    split: kind,
    folds: parts.length,
    views,
    tested,
    stages,
    nearestMean,
    ...forgetting,
    ...(learned && { learned }),
  };
}

function affordableViews({ weights, pictures, settings }: Experiment, boundaries: readonly Boundary[]): number {
  const { size } = weights.preprocessing;
  const bytesAView = 4 * boundaries.reduce((sum, boundary) => sum + boundarySize(boundary, size), 0);
  return Math.max(1, Math.min(settings.views, Math.floor(CACHE_BYTES / (bytesAView * pictures.length))));
}

async function cacheActivations(
  { engine, weights, pictures, settings, signal }: Experiment,
  { boundaries, views }: { boundaries: readonly Boundary[]; views: number },
  onProgress: (done: number) => void,
): Promise<Activations> {
  const { size } = weights.preprocessing;
  const random = seededRandom(settings.seed + 1);
  const crops = pictures.map(({ picture }) => cropsOf(picture, { size, count: views, random }));
  return computeActivations({
    engine,
    tensors: weights.tensors,
    size,
    boundaries,
    viewCount: pictures.length * views,
    viewAt(view) {
      const [index, crop] = [Math.floor(view / views), view % views];
      const { picture } = pictures[index] as LabelledPicture;
      const chosen = crops[index]?.[crop];
      if (!chosen) throw new Error(`picture ${index} has no view ${crop}`);
      return viewOf(picture, chosen, weights.preprocessing);
    },
    batchSize: settings.batchSize,
    onProgress,
    ...(signal && { signal }),
  });
}

interface Fold extends Part {
  index: number;
  activations: Activations;
  views: number;
  memory: AdamMemory;
}

async function runFold(experiment: Experiment, fold: Fold, onEpoch: (progress: EpochProgress) => void) {
  const { engine, weights, classes, phases, pictures, settings, signal } = experiment;
  const { activations, views } = fold;
  const { batchSize } = settings;
  const random = seededRandom(settings.seed + 1000 * (fold.index + 1));
  const example = (i: number) => exampleOf(pictures[i]?.label ?? 0, i, views);
  const validationOf = stratifiedFolds(
    fold.training.map((i) => pictures[i] as LabelledPicture),
    VALIDATION_SHARE,
    random,
  );
  const tested = fold.tested.map(example);
  const common = { engine, activations, batchSize, ...(signal && { signal }) };
  const judge = async (top: Top, boundary: Boundary) => {
    const logits = await predict({ ...common, top, boundary, examples: tested });
    return { predictions: argmaxRows(logits, classes), probabilities: softmaxRows(logits, classes) };
  };

  let began = performance.now();
  const tensors = newHead(weights.tensors, classes, random);
  const untrained = await engine.openTop({ tensors, size: activations.size, boundary: 'features', classes });
  const before = await judge(untrained, 'features').finally(() => untrained.release());
  const stages: StageResult[] = [{ name: 'before', ...before, seconds: secondsSince(began), histories: [] }];
  const networks: StageNetwork[] = [];
  began = performance.now();
  const trained = await transfer({
    ...common,
    tensors,
    classes,
    phases,
    memory: fold.memory,
    training: fold.training.filter((_, i) => validationOf[i] !== 0).map(example),
    validation: fold.training.filter((_, i) => validationOf[i] === 0).map(example),
    random,
    onEpoch,
    async onPhase(phase, top, epochs) {
      const { name, boundary } = phase;
      stages.push({ name, ...(await judge(top, boundary)), seconds: secondsSince(began), histories: [[...epochs]] });
      if (experiment.keepsNetworks && fold.index === 0) {
        networks.push({ stage: name, tensors: withTrained(tensors, phase, top, classes) });
      }
      began = performance.now();
    },
  });
  const training = fold.training.map(example);
  const nearestMean = classifyByNearestMean({ activations, classes, training, tested });
  const lowest = phases.at(-1)?.boundary ?? 'features';
  if (lowest === 'features') return { stages, nearestMean, networks };
  const forgetting = await measureForgetting({
    ...common,
    original: weights.tensors,
    originalClasses: weights.classes,
    trained,
    boundary: lowest,
    views: tested.map(({ views: [plain = 0] }) => plain),
  });
  return { stages, nearestMean, networks, forgetting };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
