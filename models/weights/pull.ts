import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { WeightsError } from './weights-error.ts';

export interface Pull {
  url: string;
  /** Where the whole, verified file goes; until then it grows beside it as `.part`. */
  file: string;
  /** The sha256 that the file must have, or its beginning. */
  sha256: string;
  maxBytes: number;
  /** Give up when nothing has arrived for so long. */
  idleTimeoutMs: number;
  /** Bytes that are there, and in all where the server says so. */
  onProgress: (received: number, total: number | undefined) => void;
}

/**
 * Downloads a file: goes on where an earlier try stopped, verifies, then renames, so that `file` is never half there.
 * What has arrived is kept when the connection breaks and thrown away when it is not the right file.
 * @throws WeightsError
 */
export async function pullFile(pull: Pull): Promise<void> {
  const part = `${pull.file}.part`;
  await mkdir(dirname(pull.file), { recursive: true });
  const output = await open(part, 'a+');
  try {
    await download(pull, output);
    await output.sync();
  } finally {
    await output.close();
  }
  const sha256 = await sha256Of(part);
  if (!sha256.startsWith(pull.sha256)) {
    await rm(part);
    throw new WeightsError(`${pull.url} gave another file: its sha256 is ${sha256}, not ${pull.sha256}…`);
  }
  await rename(part, pull.file);
}

/** The sha256 of a file, in hexadecimal digits, without holding the file in memory. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function download(pull: Pull, output: FileHandle): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), pull.idleTimeoutMs);
  try {
    const present = (await output.stat()).size;
    const headers = present > 0 ? { range: `bytes=${present}-` } : {};
    const response = await fetch(pull.url, { headers, signal: controller.signal });
    // The part is already whole: what is left is to verify it.
    if (response.status === 416) return void (await response.body?.cancel());
    const start = await startOf(response, present, output, pull.url);
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const total = Number.isNaN(length) ? undefined : start + length;
    let received = start;
    for await (const chunk of response.body ?? []) {
      received += chunk.length;
      if (received > pull.maxBytes) throw new WeightsError(`${pull.url} is larger than ${pull.maxBytes} bytes`);
      await output.write(chunk);
      pull.onProgress(received, total);
      timer.refresh();
    }
    if (total !== undefined && received !== total) throw new Error(`${received} of ${total} bytes arrived`);
  } catch (error: unknown) {
    if (error instanceof WeightsError) throw error;
    const reason = controller.signal.aborted ? `nothing came for ${pull.idleTimeoutMs / 1000} s` : causeOf(error);
    throw new WeightsError(
      `downloading ${basename(pull.file)} stopped (${reason}); the same command goes on from there`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Where in the file the response begins; a server that does not resume makes it start anew. */
async function startOf(response: Response, present: number, output: FileHandle, url: string): Promise<number> {
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  if (response.status === 206 && Number(range?.[1]) === present) return present;
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new WeightsError(`${url} answered ${response.status} ${response.statusText}`);
  }
  await output.truncate(0);
  return 0;
}

function causeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message
    ? cause.message
    : String(error instanceof Error ? error.message : error);
}
