import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type OpenOptions, type OpenQueue, openQueue } from './open-queue.ts';

/** @param root of another queue, to share its store and its folder */
export async function startQueue(options: OpenOptions = {}, root?: string): Promise<OpenQueue> {
  const own = root ?? mkdtempSync(join(tmpdir(), 'queue-'));
  const opened = await openQueue(own, options);
  onTestFinished(async () => {
    await opened.close();
    await rm(own, { recursive: true, force: true });
  });
  return opened;
}
