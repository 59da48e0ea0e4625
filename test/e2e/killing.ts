import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../../src/core/training/job.ts';
import { localDiscord } from '../../src/local-discord/client.ts';
import { openStore } from '../../src/store/open.ts';
import { jobTable } from '../../src/training/jobs/table.ts';
import { isAlive, until } from '../training/jobs/until.ts';
import { startBotProcess } from './bot-process.ts';

interface KillingOptions {
  /** How often something is killed: the bot's process and the one that trains, in turn. */
  moments: number;
  /** A number in [0, 1). */
  random: () => number;
  /** The latest moment after the bot has said that a run is queued; each fourth is counted from the order itself. */
  withinMs: number;
  onMoment?: (what: string) => void;
}

export interface KillingResult {
  people: {
    name: string;
    /** Whether they were told that their run is queued. */
    isAcknowledged: boolean;
    /** Their run as it is stored in the end. */
    job: Job | undefined;
    /** Messages that tell them how it ended. */
    reports: number;
  }[];
  /** Folders that should be gone. */
  leftOver: string[];
  /** Processes that outlived the bot. */
  orphans: number[];
}

/** Kills the real bot and its training processes at random moments while people order runs; what became of them? */
export async function killAtRandom({ moments, random, withinMs, onMoment }: KillingOptions): Promise<KillingResult> {
  const root = await mkdtemp(join(tmpdir(), 'killing-'));
  const file = join(root, 'warmstart.sqlite');
  const d = await localDiscord({ timeoutMs: 20_000 });
  let bot = await startBotProcess(d, file);
  const names = Array.from({ length: moments }, (_, i) => `person-${i}`);
  const acknowledged: Promise<boolean>[] = [];
  const seen = new Set<number>();
  try {
    for (const [moment, name] of names.entries()) {
      const order = { sample: 'stripes-or-checks', strategy: 'feature-extraction' };
      const isQueued = d
        .user(name)
        .slash('train start', order)
        .then(
          () => true,
          () => false,
        );
      acknowledged.push(isQueued);
      if (moment % 4 !== 2) await isQueued;
      const afterMs = Math.floor(random() * withinMs);
      await wait(afterMs);
      const children = childrenOf(bot.child.pid);
      for (const pid of children) seen.add(pid);
      onMoment?.(`${moment % 2 === 0 ? 'bot' : 'worker'} after ${afterMs} ms`);
      if (moment % 2 === 0) {
        await bot.kill();
        bot = await startBotProcess(d, file);
      } else for (const pid of children) process.kill(pid, 'SIGKILL');
    }
    const isAcknowledged = await Promise.all(acknowledged);
    const reportsTo = async (name: string): Promise<number> => {
      const messages = await d.user(name).messages({ dm: true });
      return messages.filter(({ message }) => message.mentions.length > 0).length;
    };
    for (const [i, name] of names.entries()) {
      if (!isAcknowledged[i]) continue;
      await until(`${name} is told`, async () => ((await reportsTo(name)) > 0 ? true : undefined), 180_000);
    }
    // Long enough for a second report, if there were one.
    await wait(3000);
    await bot.stop();
    const [store, ids] = [await openStore({ path: file }), await Promise.all(names.map((name) => d.user(name).id()))];
    const table = store.table(jobTable);
    const jobs = await Promise.all(ids.map(async (id) => (await table.list('person', id, { limit: 1 }))[0]?.value));
    await store.close();
    const runs = new Set(jobs.flatMap((job) => (job?.state === 'done' ? job.id : [])));
    const [jobFolders, runFolders] = await Promise.all(
      ['jobs', 'runs'].map((name) => readdir(join(root, 'training', name))),
    );
    const people = names.map(async (name, i) => ({
      ...{ name, isAcknowledged: isAcknowledged[i] ?? false, job: jobs[i] },
      reports: await reportsTo(name),
    }));
    return {
      people: await Promise.all(people),
      leftOver: [...(jobFolders ?? []), ...(runFolders ?? []).filter((name) => !runs.has(name))],
      orphans: [...seen].filter(isAlive),
    };
  } finally {
    await bot.kill();
    await d.close();
    await rm(root, { recursive: true, force: true });
  }
}

function childrenOf(parent: number | undefined): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=']).toString().trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid, of]) => (of === parent && pid !== undefined ? [pid] : []));
}
