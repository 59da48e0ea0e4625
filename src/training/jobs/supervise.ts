import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface WorkerLimits {
  /** From start to end. */
  runMs: number;
  /** Without a message. */
  silentMs: number;
  /** Resident memory, tensors included. */
  memoryBytes: number;
}

/** Which limit a process broke. */
export type Breach = 'time' | 'silent' | 'memory';

export interface ProcessEnd {
  breach: Breach | undefined;
  code: number | null;
  signal: NodeJS.Signals | null;
}

const LOOK_EVERY_MS = 250;
/** When it has said that it is through, it should be gone after this. */
const GO_WITHIN_MS = 2000;

/**
 * Waits for the end of a process; kills it when it breaks a limit, is aborted, or does not go when it is through. Nothing
 * in it is worth an orderly end: what it leaves lies in a folder that is deleted.
 * @returns after its last message
 */
export async function supervise(
  child: ChildProcess,
  { limits, signal }: { limits: WorkerLimits; signal: AbortSignal | undefined },
): Promise<ProcessEnd> {
  const beganMs = performance.now();
  let heardMs = beganMs;
  let breach: Breach | undefined;
  const kill = (): void => void child.kill('SIGKILL');
  const look = async (): Promise<void> => {
    const nowMs = performance.now();
    if (nowMs - beganMs > limits.runMs) breach ??= 'time';
    else if (nowMs - heardMs > limits.silentMs) breach ??= 'silent';
    else if ((await residentBytes(child.pid)) > limits.memoryBytes) breach ??= 'memory';
    if (breach) kill();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  let goTimer: NodeJS.Timeout | undefined;
  child.on('message', () => {
    heardMs = performance.now();
  });
  child.once('disconnect', () => {
    goTimer = setTimeout(kill, GO_WITHIN_MS);
  });
  signal?.addEventListener('abort', kill);
  try {
    // 'close' comes after the last message, 'exit' may come before it.
    const [code, ended] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('close', (...how) => resolve(how));
      child.once('error', reject);
    });
    return { breach, code, signal: ended };
  } finally {
    clearInterval(timer);
    clearTimeout(goTimer);
    signal?.removeEventListener('abort', kill);
  }
}

/** Node knows this only of its own process. @returns 0 where it cannot be found out */
async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) * 1024;
  } catch {
    // It has just ended, or this is a system without ps: then the limits of time remain.
    return 0;
  }
}
