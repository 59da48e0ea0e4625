import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import { type Chart, type DrawReply, type DrawRequest, drawReplySchema } from './protocol.ts';

/** Always the built file, under the tests too (they build first): Node 20 runs no TypeScript. */
const WORKER = path.join(packageRoot, 'dist/src/charts/worker.js');
/** A picture takes some 0.1 s; the first one waits for ECharts to load, a second or two on a slow machine. */
const TIMEOUT_MS = 15_000;
const MAX_HEAP_MB = 256;

interface DrawerOptions {
  timeoutMs?: number;
  workerFile?: string;
}

export interface ChartDrawer {
  /** @returns a PNG. @throws {ChartError} when it could not be drawn, or not in time; the next one can be all the same. */
  draw(chart: Chart): Promise<Buffer>;
  close(): Promise<void>;
}

/** A picture could not be drawn: a bug, or a machine that is far too slow. */
export class ChartError extends Error {
  override name = 'ChartError';
}

/**
 * Draws charts one after another in a thread of its own, which starts with the first chart, stays warm, and is replaced
 * when it hangs or dies. An idle one keeps no process alive.
 */
export function createChartDrawer(options: DrawerOptions = {}): ChartDrawer {
  const { timeoutMs = TIMEOUT_MS, workerFile = WORKER } = options;
  let worker: Worker | undefined;
  let lastId = 0;
  let isClosed = false;
  // One at a time: a chart that hangs must not take the ones behind it along.
  let queue: Promise<unknown> = Promise.resolve();

  const drawNext = async (chart: Chart): Promise<Buffer> => {
    if (isClosed) throw new ChartError('The chart drawer is closed');
    worker ??= new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    const request: DrawRequest = { id: ++lastId, chart };
    const reply = await exchange(worker, request, timeoutMs).catch(async (error: unknown) => {
      const broken = worker;
      worker = undefined;
      await broken?.terminate();
      throw error;
    });
    if (reply.type === 'failed') throw new ChartError(`A chart could not be drawn: ${reply.reason}`);
    return Buffer.from(reply.png);
  };

  return {
    draw(chart) {
      const drawn = queue.then(() => drawNext(chart));
      queue = drawn.catch(() => undefined);
      return drawn;
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

/** Sends a chart and waits for its answer. @throws {ChartError} when the thread dies or answers too late. */
function exchange(worker: Worker, request: DrawRequest, timeoutMs: number): Promise<DrawReply> {
  return new Promise<DrawReply>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) => settle(() => reject(new ChartError(reason, { cause })));
    const onMessage = (message: unknown): void => {
      const reply = drawReplySchema.safeParse(message);
      if (!reply.success) fail('The thread that draws answered something else', reply.error);
      else if (reply.data.id === request.id) settle(() => resolve(reply.data));
    };
    const onError = (error: unknown) => fail('The thread that draws broke down', error);
    const onExit = (code: number) => fail(`The thread that draws ended with ${code}`);
    const timer = setTimeout(() => fail(`A chart was not drawn within ${timeoutMs} ms`), timeoutMs);
    const settle = (tell: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
      tell();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    try {
      worker.postMessage(request);
    } catch (error: unknown) {
      fail('The chart is not plain data', error);
    }
  });
}
