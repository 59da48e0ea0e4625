import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import {
  CATALOGUE,
  installedBytes,
  loadWeights,
  WEIGHT_NAMES,
  type WeightName,
  weightFile,
} from '../../models/weights/catalogue.ts';
import { pullFile } from '../../models/weights/pull.ts';
import { WeightsError } from '../../models/weights/weights-error.ts';
import { readConfig } from '../config.ts';

const USAGE = `Usage: npm run -s weights -- list
       npm run -s weights -- verify
       npm run -s weights -- pull imagenet [--url MIRROR]`;

const IDLE_TIMEOUT_MS = 30_000;

/**
 * Lists, verifies and downloads the network's weights.
 *
 * @returns the exit code: 0 fine, 1 something is damaged or did not arrive, 2 not understood.
 */
export async function weightsCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = readConfig(env).WEIGHTS_DIR;
  const parsed = parse(args);
  if (!parsed) {
    console.error(USAGE);
    return 2;
  }
  try {
    if (parsed.action === 'pull') return await pull(parsed.name, folder, parsed.url);
    return await (parsed.action === 'list' ? list(folder) : verify(folder));
  } catch (error: unknown) {
    if (!(error instanceof WeightsError)) throw error;
    console.error(error.message);
    return 1;
  }
}

type Parsed = { action: 'list' | 'verify' } | { action: 'pull'; name: WeightName; url: string };

function parse(args: string[]): Parsed | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { url: { type: 'string' } } });
    const [action, wanted, ...rest] = positionals;
    if ((action === 'list' || action === 'verify') && wanted === undefined && !values.url) return { action };
    const name = WEIGHT_NAMES.find((known) => known === wanted);
    const url = name && (values.url ?? CATALOGUE[name].url);
    return action === 'pull' && name && url && rest.length === 0 ? { action, name, url } : undefined;
  } catch {
    return undefined;
  }
}

async function list(folder: string): Promise<number> {
  for (const name of WEIGHT_NAMES) {
    const bytes = await installedBytes(name, folder);
    const state = bytes === undefined ? `not here (npm run -s weights -- pull ${name})` : `${megabytes(bytes)} MB`;
    console.log(`${name.padEnd(9)} ${state}\n          ${CATALOGUE[name].about}`);
  }
  return 0;
}

async function verify(folder: string): Promise<number> {
  let exitCode = 0;
  for (const name of WEIGHT_NAMES) {
    if ((await installedBytes(name, folder)) === undefined) {
      console.log(`${name.padEnd(9)} not here`);
      continue;
    }
    try {
      const { sha256, classes, preprocessing } = await loadWeights(name, folder);
      console.log(`${name.padEnd(9)} right: ${classes} classes, ${preprocessing.size} px, sha256 ${sha256}`);
    } catch (error: unknown) {
      if (!(error instanceof WeightsError)) throw error;
      console.log(`${name.padEnd(9)} ${error.message}`);
      exitCode = 1;
    }
  }
  return exitCode;
}

async function pull(name: WeightName, folder: string, url: string): Promise<number> {
  const { sha256, maxBytes = Number.POSITIVE_INFINITY } = CATALOGUE[name];
  const file = weightFile(name, folder);
  if ((await installedBytes(name, folder)) !== undefined) {
    await loadWeights(name, folder);
    console.log(`${file} is here already, and right`);
    return 0;
  }
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {value} of {total} MB | {eta_formatted}',
    hideCursor: true,
  });
  bar.start(0, 0);
  try {
    const onProgress = (received: number, total = received) => {
      bar.setTotal(megabytes(total));
      bar.update(megabytes(received));
    };
    await pullFile({ url, file, sha256, maxBytes, idleTimeoutMs: IDLE_TIMEOUT_MS, onProgress });
  } finally {
    bar.stop();
  }
  const { classes } = await loadWeights(name, folder);
  console.log(`${file}: verified, ${classes} classes`);
  return 0;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
