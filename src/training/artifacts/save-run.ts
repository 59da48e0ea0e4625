import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FinishedRun } from './finished-run.ts';
import { RUN_FILES } from './run-folder.ts';
import { drawRun } from './run-pictures.ts';
import { trainedPart } from './trained.ts';
import { encodeTrained } from './trained-files.ts';

/**
 * Writes what a run leaves behind into a folder, which is made where it is missing: see `docs/train.md`.
 * @throws the signal's reason when it is aborted.
 */
export async function saveRun(folder: string, run: FinishedRun): Promise<void> {
  const { receipt, learned, weights } = run;
  await mkdir(folder, { recursive: true });
  const { classes } = receipt.data;
  const described = { classes, strategy: receipt.strategy, boundary: learned.boundary, weights };
  const id = createHash('sha256').update(JSON.stringify(receipt)).digest('hex').slice(0, 16);
  for (const { name, bytes } of encodeTrained(trainedPart(learned.trained, described), id)) {
    await writeFile(join(folder, name), bytes);
  }
  const pictures = await drawRun(run);
  for (const { file, png } of pictures) await writeFile(join(folder, file), png);
  await writeJson(
    join(folder, RUN_FILES.pictures),
    pictures.map(({ file, alt }) => ({ file, alt })),
  );
  await writeJson(join(folder, RUN_FILES.receipt), receipt);
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
