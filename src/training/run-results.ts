import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDownload } from './artifacts/download.ts';
import { readRun, readRunFile } from './artifacts/run-folder.ts';
import { trainingFolders } from './jobs/folders.ts';
import type { WorkerRunner } from './jobs/worker.ts';
import type { Receipt } from './receipt.ts';

interface ShownPicture {
  /** A file's name. */
  name: string;
  data: Buffer;
  /** What it shows, in words. */
  alt: string;
}

/** What a finished run left behind. */
export interface RunResult {
  receipt: Receipt;
  /** Curves, confusion, mistakes, heat maps. */
  pictures: ShownPicture[];
}

export interface Classified {
  /** The likeliest first; the shares add up to 1. */
  classes: { name: string; share: number }[];
  /** Where the network looked. */
  heatMap: ShownPicture | undefined;
}

/** What is done with finished runs. Each throws UserError when the run's files are gone. */
export interface RunResults {
  read(run: string): Promise<RunResult>;
  receipt(run: string): Promise<Receipt>;
  /** @throws PictureError when the picture cannot be used */
  classify(run: string, picture: Buffer): Promise<Classified>;
  /** What trained, as files that Discord takes, and how to load them. */
  download(run: string): Promise<{ name: string; data: Buffer }[]>;
}

const HEAT_MAP = 'heat-map.png';

interface RunResultsDeps {
  /** `TRAINING_DIR`. */
  folder: string;
  predict: WorkerRunner['predict'];
}

export function createRunResults({ folder, predict }: RunResultsDeps): RunResults {
  const folderOf = (run: string): string => trainingFolders(folder).run(run);
  return {
    receipt: async (run) => (await readRun(folderOf(run))).receipt,
    async read(run) {
      const { receipt, pictures } = await readRun(folderOf(run));
      const read = async ({ file, alt }: (typeof pictures)[number]): Promise<ShownPicture> => {
        return { name: file, alt, data: await readRunFile(folderOf(run), file) };
      };
      return { receipt, pictures: await Promise.all(pictures.map(read)) };
    },
    async classify(run, picture) {
      // Among the drafts, whose sweep finds it should the bot end meanwhile.
      await mkdir(join(folder, 'drafts'), { recursive: true });
      const own = await mkdtemp(join(folder, 'drafts', 'predict-'));
      try {
        const files = { runFolder: folderOf(run), pictureFile: join(own, 'picture'), outFile: join(own, HEAT_MAP) };
        await writeFile(files.pictureFile, picture);
        const { probabilities, alt } = await predict(files);
        return {
          classes: probabilities.map(({ className: name, probability }) => ({ name, share: probability })),
          heatMap: await readHeatMap(files.outFile, alt),
        };
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },
    async download(run) {
      const files = await makeDownload(folderOf(run));
      return files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes) }));
    },
  };
}

/** A prediction stands without its picture. */
async function readHeatMap(file: string, alt: string): Promise<ShownPicture | undefined> {
  const data = await readFile(file).catch(() => undefined);
  return data && { name: HEAT_MAP, data, alt };
}
