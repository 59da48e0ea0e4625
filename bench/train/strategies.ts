/**
 * What each strategy comes to on sets of real pictures: Warmstart, the same from a randomly initialised body, and
 * PyTorch from the same weights on the same views and splits. Prints a table: right answers over some splits, seconds of
 * one.
 *
 *     node bench/run.mjs bench/train/strategies.ts FOLDER [SEEDS]      (needs Debian's python3-torch)
 *
 * FOLDER holds sets, each a folder of class folders.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../models/engine.ts';
import { STRATEGIES, type StrategyName } from '../../models/freezing.ts';
import { seededRandom } from '../../models/random.ts';
import { parametersOf, STAGES, statisticsOf } from '../../models/resnet18.ts';
import { sizeOf, type Tensor, type Tensors } from '../../models/tensors.ts';
import { newHead } from '../../models/transfer.ts';
import { cropsOf, viewOf } from '../../models/views.ts';
import { loadWeights, weightFile } from '../../models/weights/catalogue.ts';
import { findDuplicates, groupDuplicates } from '../../src/core/training/duplicates.ts';
import { stratifiedFolds } from '../../src/core/training/splits.ts';
import { readDataset } from '../../src/training/dataset.ts';
import { runExperiment } from '../../src/training/experiment.ts';
import { listClassFolders } from '../../src/training/listing.ts';
import { DEFAULT_SETTINGS } from '../../src/training/train.ts';

const [, , root = '.', seeds = '3'] = process.argv;
const engine = await openEngine('onnx');
const weights = await loadWeights('embedded', 'data/weights');
const scratch = mkdtempSync(join(tmpdir(), 'strategies-'));

/** As torchvision initialises a ResNet: He's normal weights by the outputs, scale 1, shift 0, no statistics yet. */
function randomBody(seed: number): Tensors {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const fill = ({ name, shape }: { name: string; shape: readonly number[] }): [string, Tensor] => {
    const [out = 1, , height = 1, width = 1] = shape;
    const deviation = Math.sqrt(2 / (out * height * width));
    const isOne = name.endsWith('running_var') || (shape.length === 1 && name.endsWith('.weight'));
    const value = () => (shape.length === 4 ? deviation * normal() : isOne ? 1 : 0);
    return [name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, value) }];
  };
  const shapes = STAGES.flatMap((stage) => [...parametersOf(stage, weights.classes), ...statisticsOf(stage)]);
  return newHead(new Map(shapes.map(fill)), weights.classes, random);
}

async function readSet(name: string) {
  const data = await readDataset(await listClassFolders(join(root, name)), weights.preprocessing.resize, () => {});
  const groups = groupDuplicates(data.pictures.length, findDuplicates(data.pictures.map((one) => one.fingerprint)));
  const pictures = data.pictures.map(({ picture, className }, i) => ({
    picture,
    label: data.classes.indexOf(className),
    group: groups[i]!,
    isTest: false,
  }));
  return { pictures, classes: data.classes.length };
}
type Set = Awaited<ReturnType<typeof readSet>>;

/** Right answers and seconds of each stage, added over the splits. */
type Sums = Map<string, { right: number; tested: number; seconds: number }>;
function add(sums: Sums, stage: string, more: { right: number; tested: number; seconds: number }): void {
  const sum = sums.get(stage) ?? { right: 0, tested: 0, seconds: 0 };
  sums.set(stage, {
    right: sum.right + more.right,
    tested: sum.tested + more.tested,
    seconds: sum.seconds + more.seconds,
  });
}

async function run(
  { pictures, classes }: Set,
  spec: { strategy: StrategyName; seed: number; tensors: Tensors; sums: Sums },
) {
  const { strategy, seed, tensors, sums } = spec;
  const phases = STRATEGIES[strategy];
  const settings = { ...DEFAULT_SETTINGS, seed };
  const result = await runExperiment({
    ...{ engine, classes, phases, settings, pictures },
    weights: { ...weights, tensors },
    onProgress: () => undefined,
  });
  const right = (predictions: readonly number[]) =>
    predictions.filter((label, i) => label === pictures[result.tested[i]!]!.label).length;
  const tested = result.tested.length;
  add(sums, 'nearest class mean', { right: right(result.nearestMean), tested, seconds: 0 });
  let seconds = 0;
  for (const stage of result.stages) {
    seconds += stage.seconds;
    const last = strategy === 'gradual' && stage === result.stages.at(-1) ? 'gradual' : stage.name;
    if (!last.startsWith('unfreeze')) add(sums, last, { right: right(stage.predictions), tested, seconds });
  }
  return result.tested;
}

/** The same by PyTorch: the views that the engine sees, the same training, validation and test pictures. */
function runTorch({ pictures, classes }: Set, tested: readonly number[], { seed, sums }: { seed: number; sums: Sums }) {
  const { size } = weights.preprocessing;
  const count = DEFAULT_SETTINGS.views;
  const random = seededRandom(seed + 1);
  const crops = pictures.map(({ picture }) => cropsOf(picture, { size, count, random }));
  const views = pictures.flatMap(({ picture }, i) =>
    crops[i]!.map((crop) => Buffer.from(viewOf(picture, crop, weights.preprocessing).buffer)),
  );
  const own = pictures.map((_, i) => i).filter((i) => !tested.includes(i));
  const validationOf = stratifiedFolds(
    own.map((i) => pictures[i]!),
    5,
    seededRandom(seed + 1000),
  );
  const isValidation = (_: number, i: number) => validationOf[i] === 0;
  const job = {
    ...{ size, count, classes, seed, tested, phases: STRATEGIES['fine-tuning'], batchSize: DEFAULT_SETTINGS.batchSize },
    labels: pictures.map(({ label }) => label),
    training: own.filter((_, i) => !isValidation(_, i)),
    validation: own.filter(isValidation),
    weights: weightFile('embedded', ''),
  };
  writeFileSync(join(scratch, 'views.bin'), Buffer.concat(views));
  writeFileSync(join(scratch, 'job.json'), JSON.stringify(job));
  const output = execFileSync('/usr/bin/python3', ['bench/train/strategies.py', scratch]).toString();
  const stages: Record<string, { right: number; seconds: number }> = JSON.parse(output);
  for (const [name, stage] of Object.entries(stages)) add(sums, name, { ...stage, tested: tested.length });
}

const show = (who: string, sums: Sums) => {
  for (const [stage, { right, tested, seconds }] of sums) {
    const share = `${((100 * right) / tested).toFixed(1)} %`;
    console.log(
      `  ${who.padEnd(12)} ${stage.padEnd(20)} ${right}/${tested} = ${share}  ${(seconds / Number(seeds)).toFixed(1)} s`,
    );
  }
};
try {
  for (const name of readdirSync(root).filter((entry) => statSync(join(root, entry)).isDirectory())) {
    const set = await readSet(name);
    const [own, fromRandom, torch]: Sums[] = [new Map(), new Map(), new Map()] as [Sums, Sums, Sums];
    for (let seed = 1; seed <= Number(seeds); seed++) {
      const tested = await run(set, { strategy: 'fine-tuning', seed, tensors: weights.tensors, sums: own! });
      const gradual: Sums = new Map();
      await run(set, { strategy: 'gradual', seed, tensors: weights.tensors, sums: gradual });
      add(own!, 'gradual', gradual.get('gradual')!);
      await run(set, { strategy: 'fine-tuning', seed, tensors: randomBody(seed), sums: fromRandom! });
      runTorch(set, tested, { seed, sums: torch! });
    }
    console.log(`${name}: ${set.pictures.length} pictures, ${set.classes} classes, ${seeds} splits`);
    show('Warmstart', own!);
    show('random body', fromRandom!);
    show('PyTorch', torch!);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
