/**
 * The bot and its training queue in one process, as `npm start` has them, with its event loop watched. Told `train` it
 * trains one job after another, told `rest` it stops; each time it answers with the delays since it was told last.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { startBot } from '../../src/bot.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { createLogger } from '../../src/log.ts';
import { openQueue } from '../../test/training/jobs/open-queue.ts';

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: apiUrl = '' } = process.env;
const root = mkdtempSync(join(tmpdir(), 'event-loop-'));
const t = await openQueue(root, { tickMs: 1000, leaseMs: 10_000 });
const { lessons } = await loadLessons('lessons');
const clocks = { now: Date.now, random: Math.random };
const bot = await startBot({
  ...{ token, apiUrl, lessons, ...clocks },
  store: t.store,
  log: createLogger('error'),
  version: 'bench',
  // Its own queue stays empty: the one above shows what it does.
  training: { folder: join(root, 'bot'), cdnHosts: [], engine: 'onnx', weightsFolder: '', trainedMaxBytes: 2e9 },
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let wanted = 'rest';

/** One job after another; drawing the next one's pictures is not counted, for the command does not do it. */
async function train(): Promise<void> {
  for (let i = 0; wanted === 'train'; i++) {
    delay.disable();
    const { id } = await t.order({ strategy: 'gradual', pictures: 40, person: `person-${i}` });
    delay.enable();
    while (wanted === 'train' && (await t.queue.get(id))?.endedAtMs === undefined) await wait(100);
    await t.queue.remove(id);
  }
}

function delays() {
  const ms = (nanoseconds: number) => Number((nanoseconds / 1e6).toFixed(1));
  return {
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    p999: ms(delay.percentile(99.9)),
    max: ms(delay.max),
  };
}

process.on('message', (message) => {
  process.send?.(delays());
  wanted = String(message);
  delay.reset();
  if (wanted === 'train') void train();
});
process.on('SIGTERM', async () => {
  await bot.stop();
  await t.close();
  rmSync(root, { recursive: true, force: true });
  process.exit(0);
});
