import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Job } from '../../../src/core/training/job.ts';
import { localDiscord } from '../../../src/local-discord/client.ts';
import { openStore } from '../../../src/store/open.ts';
import { jobTable } from '../../../src/training/jobs/table.ts';
import { buildScript } from '../../store/processes/run.ts';
import { makeJob, writePictures } from './make-job.ts';
import { until } from './until.ts';

const messagesSchema = z.array(z.object({ content: z.string() }));

interface KillingOptions {
  /** How often something is killed: the bot's process and the one that trains, in turn. */
  moments: number;
  /** A number in [0, 1). */
  random: () => number;
  /** The latest moment after a job is acknowledged. */
  withinMs: number;
  onMoment?: (what: string) => void;
}

export interface KillingResult {
  /** What was acknowledged, as it is stored in the end. */
  jobs: Job[];
  /** Acknowledged and not there any more. */
  lost: string[];
  /** Reports in the channel by job. */
  reports: Map<string, number>;
  /** Folders that should be gone. */
  leftOver: string[];
  /** Processes that outlived their parent. */
  orphans: number[];
}

/** Kills a bot and its training processes at random moments, and looks at what has come of the jobs. */
export async function killAtRandom({ moments, random, withinMs, onMoment }: KillingOptions): Promise<KillingResult> {
  const root = await mkdtemp(join(tmpdir(), 'killing-'));
  const folder = join(root, 'training');
  const script = await buildScript('test/training/jobs/processes/bot.ts');
  const discord = await localDiscord();
  const channel = await discord.channel('general');
  const [stored, workers]: [Set<string>, number[]] = [new Set(), []];

  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [script.file, root, discord.api, discord.token, channel.id], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ready = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [what, value = ''] = line.split(' ');
        if (what === 'ready') resolve();
        if (what === 'stored') stored.add(value);
        if (what === 'worker') workers.push(Number(value));
      });
    });
    await ready;
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  const reports = async (): Promise<Map<string, number>> => {
    const response = await fetch(`${discord.api}/v10/channels/${channel.id}/messages?limit=100`, {
      headers: { authorization: `Bot ${discord.token}` },
    });
    const counts = new Map<string, number>();
    for (const { content } of messagesSchema.parse(await response.json())) {
      const [id = ''] = content.split(' ');
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  };

  let bot = await start();
  try {
    for (let moment = 0; moment < moments; moment++) {
      const job = makeJob({ person: `person-${moment}`, createdAtMs: Date.now() });
      await writePictures(folder, job);
      bot.stdin?.write(`${JSON.stringify(job)}\n`);
      await until('the job is acknowledged', () => (stored.has(job.id) ? true : undefined));
      const afterMs = Math.floor(random() * withinMs);
      await wait(afterMs);
      const isBot = moment % 2 === 0;
      onMoment?.(`${isBot ? 'bot' : 'worker'} after ${afterMs} ms`);
      if (isBot) {
        await kill(bot);
        bot = await start();
      } else killIfAlive(workers.at(-1));
    }
    const all = [...stored];
    await until(
      'every job is reported',
      async () => {
        const told = await reports();
        return all.every((id) => told.has(id)) ? true : undefined;
      },
      120_000,
    );
    // Long enough for a second report, if there were one.
    await wait(2000);
    const alive = workers.slice(0, -1).filter(isAlive);
    await kill(bot);
    const store = await openStore({ path: join(root, 'store.sqlite') });
    const table = store.table(jobTable);
    const found = await Promise.all(all.map((id) => table.get(id)));
    await store.close();
    const runs = new Set(found.flatMap((job) => (job?.state === 'done' ? job.id : [])));
    return {
      jobs: found.flatMap((job) => job ?? []),
      lost: all.filter((_, i) => found[i] === undefined),
      reports: await reports(),
      leftOver: [
        ...(await readdir(join(folder, 'jobs'))),
        ...(await readdir(join(folder, 'runs'))).filter((name) => !runs.has(name)),
      ],
      orphans: alive,
    };
  } finally {
    if (bot.exitCode === null && bot.signalCode === null) await kill(bot);
    script.remove();
    await discord.close();
    await rm(root, { recursive: true, force: true });
  }
}

function killIfAlive(pid: number | undefined): void {
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
