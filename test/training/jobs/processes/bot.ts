/**
 * bot.mjs ROOT API TOKEN CHANNEL: the queue as the bot runs it, for tests that kill it. Each line of its input is a job
 * to be submitted; it prints `ready`, `stored ID` for each that it has acknowledged, and `worker PID` for each process.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { REST, Routes } from 'discord.js';
import { jobSchema } from '../../../../src/core/training/job.ts';
import { createLogger } from '../../../../src/log.ts';
import { openStore } from '../../../../src/store/open.ts';
import { createTrainQueue } from '../../../../src/training/jobs/queue.ts';
import { createWorkerRunner } from '../../../../src/training/jobs/worker.ts';

const [root = '', api = '', token = '', channel = ''] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const log = createLogger('debug', {
  write(line) {
    const { level, msg, child } = JSON.parse(line);
    if (msg === 'a training process began') say(`worker ${child}`);
    if (level >= 50) process.stderr.write(line);
  },
});

const store = await openStore({ path: join(root, 'store.sqlite') });
const rest = new REST({ api }).setToken(token);
const runner = createWorkerRunner({ engine: 'onnx', weights: 'embedded', weightsFolder: root, log });
const queue = await createTrainQueue({
  ...{ store, folder: join(root, 'training'), runTraining: runner.train, now: Date.now, log },
  leaseMs: 1500,
  tickMs: 200,
  async onChange({ id, state, endedAtMs }) {
    if (endedAtMs === undefined) return;
    // As the bot reports: Discord takes a nonce once, however often it is sent.
    const body = { content: `${id} ${state}`, nonce: id, enforce_nonce: true };
    await rest.post(Routes.channelMessages(channel), { body });
    await queue.markTold(id);
  },
});
await queue.start();
createInterface({ input: process.stdin }).on('line', (line) => {
  const job = jobSchema.parse(JSON.parse(line));
  void queue.submit(job).then(() => say(`stored ${job.id}`));
});
say('ready');
