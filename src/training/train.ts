import { ENGINE_CHOICES, type EngineChoice, openEngine } from '../../models/engine.ts';
import { STRATEGIES, type StrategyName } from '../../models/freezing.ts';
import { loadWeights, type WeightName } from '../../models/weights/catalogue.ts';
import { UserError } from '../core/errors.ts';
import { countClasses, describeImbalance } from '../core/training/balance.ts';
import { type DuplicatePair, findDuplicates, groupDuplicates } from '../core/training/duplicates.ts';
import { NEEDED } from '../core/training/picture-check.ts';
import { saveRun } from './artifacts/save-run.ts';
import { arrangedAs, type Dataset, type DatasetPicture, hashPictures, readDataset } from './dataset.ts';
import { type ExperimentSettings, runExperiment } from './experiment.ts';
import { judgeResult } from './judge.ts';
import { type Listing, printable } from './listing.ts';
import { doneProgress, drawingProgress, type ReportProgress, readingProgress } from './progress.ts';
import type { Receipt } from './receipt.ts';

export interface TrainRequest {
  /** What is learned from; a part of it is held back to judge on, unless there is `test`. */
  pictures: Listing;
  test?: Listing;
  strategy: StrategyName;
  weights: WeightName | 'auto';
  weightsFolder: string;
  engine: EngineChoice;
  settings: ExperimentSettings;
  /** Its phases are run again. Other pictures, weights or engines than its own are refused. */
  receipt?: Receipt;
  /** A folder for what the run leaves behind, made where it is missing; without one only the receipt is given. */
  saveTo?: string;
  onSkipped: (file: string, reason: string) => void;
  onNote: (note: string) => void;
  onProgress: ReportProgress;
  signal?: AbortSignal;
}

export const DEFAULT_SETTINGS = { batchSize: 16, views: 4 } as const;

/**
 * Reads the pictures, checks them, trains and judges.
 * @throws UserError when too little can be used, or it is not what the receipt names.
 */
export async function train(request: TrainRequest): Promise<Receipt> {
  const weights = await loadWeights(request.weights, request.weightsFolder);
  const { own, test } = await readRequested(request, weights.preprocessing.resize);
  const engine = await openEngine(request.engine);
  const data = dataOf(own, test);
  const weightsLabel = { name: weights.name, sha256: weights.sha256, size: weights.preprocessing.size };
  checkAgainst(request.receipt, { data, weights: weightsLabel, engine: engine.label });
  if (request.receipt && request.receipt.engine.device !== engine.label.device) {
    request.onNote(
      `The receipt is of another device (${request.receipt.engine.device}): the numbers may differ a little.`,
    );
  }
  const imbalance = describeImbalance(countClasses(own.pictures.map(({ className }) => printable(className))));
  if (imbalance) request.onNote(imbalance);

  const pictures = [...own.pictures, ...(test?.pictures ?? [])];
  const pairs = findDuplicates(pictures.map(({ fingerprint }) => fingerprint));
  const duplicates = toldOnce(pictures, pairs).map((pair) => describeDuplicate(pictures, pair, own.pictures.length));
  for (const duplicate of duplicates) request.onNote(duplicate);
  const groups = groupDuplicates(pictures.length, pairs);
  const phases = request.receipt?.phases ?? STRATEGIES[request.strategy];
  const classes = own.classes.length;
  const labels = pictures.map(({ className }) => own.classes.indexOf(className));
  const result = await runExperiment({
    engine,
    weights,
    classes,
    phases,
    settings: request.settings,
    keepsNetworks: request.saveTo !== undefined,
    pictures: pictures.map(({ picture }, i) => ({
      picture,
      label: labels[i] as number,
      group: groups[i] as number,
      isTest: i >= own.pictures.length,
    })),
    onProgress: request.onProgress,
    ...(request.signal && { signal: request.signal }),
  });
  const receipt: Receipt = {
    format: 'warmstart-train-1',
    strategy: request.strategy,
    phases: [...phases],
    weights: weightsLabel,
    engine: engine.label,
    settings: { ...request.settings, views: result.views },
    split: { kind: result.split, folds: result.folds },
    data: { ...data, duplicates, labelConflicts: pairs.filter((pair) => isConflict(pictures, pair)).length },
    ...judgeResult(result, { phases, labels, classes }),
    ...(result.learned && { network: { of: result.learned.of, epochs: result.learned.epochs } }),
  };
  if (request.saveTo !== undefined && result.learned) {
    request.onProgress(drawingProgress);
    const signal = request.signal && { signal: request.signal };
    await saveRun(request.saveTo, { receipt, result, learned: result.learned, weights, engine, pictures, ...signal });
  }
  request.onProgress(doneProgress);
  return receipt;
}

/** Reads what was asked for, says what is left out, and checks that enough remains. */
async function readRequested(
  request: TrainRequest,
  resize: number,
): Promise<{ own: Dataset; test: Dataset | undefined }> {
  const total = request.pictures.pictures.length + (request.test?.pictures.length ?? 0);
  let read = 0;
  const onPicture = () => {
    request.signal?.throwIfAborted();
    request.onProgress(readingProgress(++read, total));
  };
  const own = checkClasses(await readDataset(request.pictures, resize, onPicture));
  const test = request.test
    ? onlyKnownClasses(await readDataset(request.test, resize, onPicture), own.classes)
    : undefined;
  for (const { file, reason } of [...own.skipped, ...(test?.skipped ?? [])]) request.onSkipped(printable(file), reason);
  for (const note of [...own.notes, ...(test?.notes ?? [])]) request.onNote(note);
  if (own.classes.length < NEEDED.classes) throw new UserError(tooFew(own));
  if (test?.pictures.length === 0) throw new UserError('no picture of the test folder can be used');
  const listed = request.receipt?.data;
  return {
    own: listed ? arrangedAs(own, listed.pictures) : own,
    test: test && listed?.test ? arrangedAs(test, listed.test.pictures) : test,
  };
}

/** Leaves out the classes that have too few pictures; each of their pictures is skipped by name. */
function checkClasses(dataset: Dataset): Dataset {
  const countOf = (name: string) => dataset.pictures.filter(({ className }) => className === name).length;
  const small = new Set(dataset.classes.filter((name) => countOf(name) < NEEDED.pictures));
  const reason = (name: string) =>
    `its class ${name} has only ${countOf(name)} usable pictures, ${NEEDED.pictures} are needed`;
  return withoutPictures(dataset, ({ className }) => (small.has(className) ? reason(className) : undefined));
}

function onlyKnownClasses(dataset: Dataset, classes: readonly string[]): Dataset {
  return withoutPictures(dataset, ({ className }) =>
    classes.includes(className) ? undefined : `the class ${className} is not one that was trained`,
  );
}

function withoutPictures(dataset: Dataset, reasonFor: (picture: DatasetPicture) => string | undefined): Dataset {
  const pictures = dataset.pictures.filter((picture) => reasonFor(picture) === undefined);
  const skipped = dataset.pictures.flatMap((picture) => {
    const reason = reasonFor(picture);
    return reason === undefined ? [] : [{ file: picture.file, reason }];
  });
  const classes = dataset.classes.filter((name) => pictures.some(({ className }) => className === name));
  return { ...dataset, classes, pictures, skipped: [...dataset.skipped, ...skipped] };
}

function tooFew({ classes }: Dataset): string {
  const has = classes.length === 0 ? 'no class has' : `only the class ${classes.join()} has`;
  return (
    `Too few pictures: ${has} ${NEEDED.pictures} that can be used. Make a folder for each class, at least ` +
    `${NEEDED.classes}, with at least ${NEEDED.pictures} pictures in each.`
  );
}

type ReadData = Omit<Receipt['data'], 'duplicates' | 'labelConflicts'>;

function dataOf(own: Dataset, test: Dataset | undefined): ReadData {
  const listed = ({ pictures }: Dataset) =>
    pictures.map(({ className, file, sha256 }) => ({ class: className, file, sha256 }));
  return {
    classes: own.classes,
    sha256: hashPictures(own.pictures),
    pictures: listed(own),
    ...(test && { test: { sha256: hashPictures(test.pictures), pictures: listed(test) } }),
    skipped: [...own.skipped, ...(test?.skipped ?? [])],
  };
}

function checkAgainst(
  receipt: Receipt | undefined,
  now: { data: ReadData; weights: Receipt['weights']; engine: Receipt['engine'] },
): void {
  if (!receipt) return;
  const refuse = (what: string) => new UserError(`The receipt is of ${what}, so its numbers would not come out again.`);
  if (receipt.data.sha256 !== now.data.sha256) throw refuse('other pictures than those of this folder');
  if (receipt.data.test?.sha256 !== now.data.test?.sha256) throw refuse('another test folder');
  if (receipt.weights.sha256 !== now.weights.sha256) throw refuse(`other weights (${receipt.weights.name})`);
  const nameOf = ({ engine, provider }: Receipt['engine']) => `${engine} on ${provider}`;
  if (nameOf(receipt.engine) !== nameOf(now.engine)) throw refuse(`another engine (${nameOf(receipt.engine)})`);
}

/** A receipt names the engine that was used. */
export function engineOf(receipt: Receipt): EngineChoice {
  return ENGINE_CHOICES.find((choice) => choice === receipt.engine.engine) ?? 'auto';
}

/** Of many that are like a picture, one in each class is named. */
function toldOnce(pictures: readonly DatasetPicture[], pairs: readonly DuplicatePair[]): DuplicatePair[] {
  const told = new Set<string>();
  return pairs.filter(({ first, second }) => {
    const key = JSON.stringify([second, pictures[first]?.className]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

function isConflict(pictures: readonly DatasetPicture[], { first, second }: DuplicatePair): boolean {
  return pictures[first]?.className !== pictures[second]?.className;
}

function describeDuplicate(pictures: readonly DatasetPicture[], pair: DuplicatePair, ownCount: number): string {
  const [first, second] = [pictures[pair.first], pictures[pair.second]] as [DatasetPicture, DatasetPicture];
  const name = ({ className, file }: DatasetPicture) => printable(`${className}/${file}`);
  const how = pair.exact ? 'are the same picture' : 'look like the same picture';
  const names = `${name(first)} and ${name(second)} ${how}`;
  if (isConflict(pictures, pair)) return `A labelling mistake? ${names}, in two classes.`;
  if (pair.first < ownCount && pair.second >= ownCount) return `${names}: it is learned from and judged on.`;
  return `${names}; they are kept on one side of the split.`;
}
