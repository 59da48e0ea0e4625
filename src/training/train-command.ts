import { access, constants, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { ENGINE_CHOICES, EngineError } from '../../models/engine.ts';
import { STRATEGY_NAMES } from '../../models/freezing.ts';
import { WEIGHT_NAMES } from '../../models/weights/catalogue.ts';
import { WeightsError } from '../../models/weights/weights-error.ts';
import { readConfig } from '../config.ts';
import { UserError } from '../core/errors.ts';
import type { TrainProgress } from '../core/training/job.ts';
import { listClassFolders } from './listing.ts';
import type { ReportProgress } from './progress.ts';
import { type Receipt, receiptSchema } from './receipt.ts';
import { DEFAULT_SETTINGS, engineOf, train } from './train.ts';
import { formatReport } from './train-report.ts';

const USAGE = `Usage: npm run -s train -- FOLDER [options]
FOLDER holds a folder of pictures for each class.
  --strategy ${STRATEGY_NAMES.join(' | ')}   (fine-tuning)
  --weights auto | ${WEIGHT_NAMES.join(' | ')}   (auto: imagenet when it has been pulled)
  --engine ${ENGINE_CHOICES.join(' | ')}   (what ENGINE says, or auto)
  --seed N   (1)
  --test FOLDER   judge on these pictures instead of a part of FOLDER
  --json FILE   write the receipt: every setting, hash and result
  --save FOLDER   write what was learned, the receipt and the pictures of the result
  --receipt FILE   run again what a receipt describes, on the same pictures`;

const optionsSchema = z.object({
  strategy: z.enum(STRATEGY_NAMES).optional(),
  weights: z.enum(['auto', ...WEIGHT_NAMES]).optional(),
  engine: z.enum(ENGINE_CHOICES).optional(),
  seed: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional(),
  test: z.string().min(1).optional(),
  json: z.string().min(1).optional(),
  save: z.string().min(1).optional(),
  receipt: z.string().min(1).optional(),
});
type Options = z.infer<typeof optionsSchema> & { folder: string };

/**
 * `train FOLDER`: transfer learning without Discord.
 *
 * @returns the exit code: 0 trained (files may have been skipped), 1 it could not be, 2 not understood.
 */
export async function trainCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = parse(args);
  if (typeof options === 'string') {
    console.error(`${options}\n${USAGE}`);
    return 2;
  }
  let output: Output | undefined;
  const bar = new SingleBar({ format: '{bar} {percentage} % | {what}', hideCursor: true, clearOnComplete: true });
  try {
    // A path that cannot be written has to be said before the minutes of training.
    output = options.json === undefined ? undefined : await openOutput(options.json);
    if (options.save !== undefined) await openFolder(options.save);
    bar.start(1, 0, { what: '' });
    const receipt = await run(options, readConfig(env), (progress) => {
      bar.update(progress.fraction, { what: inWords(progress) });
    });
    bar.stop();
    console.log(formatReport(receipt));
    await output?.write(`${JSON.stringify(receipt, null, 2)}\n`);
    return 0;
  } catch (error: unknown) {
    bar.stop();
    await output?.abandon();
    if (!(error instanceof UserError || error instanceof WeightsError || error instanceof EngineError)) throw error;
    console.error(error.message);
    return 1;
  }
}

interface Output {
  write(text: string): Promise<void>;
  /** Leaves no empty file behind. */
  abandon(): Promise<void>;
}

/** @throws UserError when the file cannot be written. */
async function openOutput(file: string): Promise<Output> {
  const existed = await stat(file).then(
    () => true,
    () => false,
  );
  try {
    await (await open(file, 'a')).close();
  } catch (error: unknown) {
    throw new UserError(`cannot write ${file}: ${(error as Error).message}`, { cause: error });
  }
  return {
    write: (text) => writeFile(file, text),
    abandon: () => (existed ? Promise.resolve() : rm(file, { force: true })),
  };
}

/** @throws UserError when nothing can be written there. */
async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error: unknown) {
    throw new UserError(`cannot write into ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

function parse(args: string[]): Options | string {
  try {
    const string = { type: 'string' } as const;
    const names = Object.keys(optionsSchema.shape);
    const options = Object.fromEntries(names.map((name) => [name, string]));
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const parsed = optionsSchema.safeParse(values);
    const [folder, ...rest] = positionals;
    if (!parsed.success) return parsed.error.issues.map(({ path }) => `--${path.join()} is not understood`).join('\n');
    if (folder === undefined || rest.length > 0) return 'One folder is expected';
    const { strategy, weights, engine, seed, receipt } = parsed.data;
    if (receipt && (strategy ?? weights ?? engine ?? seed) !== undefined) {
      return 'A receipt decides strategy, weights, engine and seed';
    }
    return { ...parsed.data, folder };
  } catch (error: unknown) {
    return (error as Error).message;
  }
}

async function run(
  options: Options,
  config: ReturnType<typeof readConfig>,
  onProgress: ReportProgress,
): Promise<Receipt> {
  const receipt = options.receipt ? await readReceipt(options.receipt) : undefined;
  return train({
    pictures: await listClassFolders(options.folder),
    strategy: receipt?.strategy ?? options.strategy ?? 'fine-tuning',
    weights: receipt?.weights.name ?? options.weights ?? 'auto',
    weightsFolder: config.WEIGHTS_DIR,
    engine: receipt ? engineOf(receipt) : (options.engine ?? config.ENGINE),
    settings: receipt?.settings ?? { ...DEFAULT_SETTINGS, seed: options.seed ?? 1 },
    onSkipped: (file, reason) => console.error(`${file}: ${reason}`),
    onNote: (note) => console.log(note),
    onProgress,
    ...(options.test !== undefined && { test: await listClassFolders(options.test) }),
    ...(options.save !== undefined && { saveTo: options.save }),
    ...(receipt && { receipt }),
  });
}

/** 'fine-tuning 2/5, 12 s left' */
function inWords({ step, round, rounds, secondsLeft }: TrainProgress): string {
  const place = round === undefined ? step : `${step} ${round}/${rounds}`;
  return secondsLeft === undefined ? place : `${place}, ${Math.ceil(secondsLeft)} s left`;
}

async function readReceipt(file: string): Promise<Receipt> {
  try {
    return receiptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error: unknown) {
    throw new UserError(`${file} is no receipt of this command, or cannot be read`, { cause: error });
  }
}
