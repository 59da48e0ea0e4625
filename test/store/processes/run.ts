import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** Where Node finds our packages: a script in the system's own temporary folder would not. */
const OUTPUT = 'test-output';

interface Script {
  file: string;
  remove(): void;
}

/** Builds a script of the tests for plain Node: Node 20 runs no TypeScript, and a child process has no vitest. */
export async function buildScript(source: string): Promise<Script> {
  mkdirSync(OUTPUT, { recursive: true });
  const folder = mkdtempSync(join(OUTPUT, 'process-'));
  const file = join(folder, `${basename(source, '.ts')}.mjs`);
  await build({
    entryPoints: [source],
    outfile: file,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

interface Run {
  process: ChildProcess;
  /** Every whole line printed so far. */
  lines: string[];
  /** Resolves once `count` lines are there; rejects when the process ends before. */
  printed(count: number): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

interface RunOptions {
  args: string[];
  /** The largest file that it may write: what Node gets from the system beyond is an error, as on a full disk. */
  maxFileKiB?: number;
}

export function runScript({ file }: Script, { args, maxFileKiB }: RunOptions): Run {
  const node = [process.execPath, file, ...args];
  const [command = '', ...rest] =
    maxFileKiB === undefined ? node : ['bash', '-c', `ulimit -f ${maxFileKiB} && exec "$@"`, 'bash', ...node];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  // 'close' comes after the last line: what a killed process had printed is never missed.
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const printed = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (lines.length >= count) resolve();
      };
      reader.on('line', check);
      child.once('close', () => reject(new Error(`ended after ${lines.length} of ${count} lines`)));
      check();
    });
  return { process: child, lines, printed, ended };
}
