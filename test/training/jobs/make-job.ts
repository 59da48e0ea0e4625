import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../../../src/core/training/job.ts';
import { trainingFolders } from '../../../src/training/jobs/folders.ts';
import type { Manifest } from '../../../src/training/manifest.ts';
import { drawPicture } from '../draw.ts';

let lastNumber = 0;

/** A job as the command makes it, not yet submitted. */
export function makeJob(changes: Partial<Job> = {}): Job {
  lastNumber++;
  return {
    id: `job${String(lastNumber).padStart(7, '0')}`,
    person: 'ana',
    channel: 'channel',
    title: 'Stripes',
    classes: ['across', 'along'],
    leftOut: [],
    pictures: 12,
    strategy: 'feature-extraction',
    seed: 1,
    createdAtMs: 1_800_000_000_000 + lastNumber,
    state: 'waiting',
    attempts: 0,
    told: false,
    ...changes,
  };
}

/** Writes what the command writes before it submits: drawn pictures of stripes, in two classes, with their manifest. */
export async function writePictures(root: string, job: Job): Promise<void> {
  const folder = trainingFolders(root).job(job.id);
  await mkdir(folder, { recursive: true });
  const manifest: Manifest = { classes: [] };
  for (const [c, name] of job.classes.entries()) {
    const pictures = Array.from({ length: job.pictures / job.classes.length }, (_, i) => ({
      name: `${name} ${i}.png`,
      file: `${c}-${i}`,
    }));
    for (const [i, { file }] of pictures.entries()) await writeFile(join(folder, file), await drawPicture(c === 0, i));
    manifest.classes.push({ name, pictures });
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
