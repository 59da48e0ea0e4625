/**
 * `npm run bench`: how long people wait for the first response when fifty act at once, in Warmstart and in a bare
 * discord.js bot that echoes the same conversation. Both run in processes of their own, each with a local Discord
 * that lives here; the runs alternate, so that whatever else the machine does disturbs both alike.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROMISES, playRound, STEPS, type Step, startBotProcess, stopBotProcess } from './bots.ts';
import { type Latency, latencyOf, medianOf } from './latency.ts';
import { type Actor, openStage } from './people.ts';

const PEOPLE = 50;
const ROUNDS = 10;
const RUNS = 5;
/** Enough for V8 to have compiled what matters. */
const WARM_UP_ROUNDS = 10;
const RESULT_FILE = 'bench/results/first-response.json';

type Run = Record<Step, Latency>;

async function setUp(args: string[], env: Record<string, string> = {}) {
  const stage = await openStage();
  const child = await startBotProcess(stage, { args, env });
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => stage.join(`person-${index}`)));
  return {
    run: () => play(people, ROUNDS),
    warmUp: () => play(people, WARM_UP_ROUNDS),
    async close() {
      await stopBotProcess(child);
      await stage.close();
    },
  };
}

async function play(people: Actor[], rounds: number): Promise<Run> {
  const played: Record<Step, number[]>[] = [];
  for (let round = 0; round < rounds; round++) played.push(await playRound(people));
  return byStep((step) => latencyOf(played.flatMap((times) => times[step])));
}

const byStep = <T>(of: (step: Step) => T): Record<Step, T> =>
  Object.fromEntries(STEPS.map((step) => [step, of(step)])) as Record<Step, T>;

interface Row {
  step: Step;
  warmstart: Latency;
  echo: Latency;
  ratio: Latency;
}

function compare(warmstart: Run[], echo: Run[]): Row[] {
  return STEPS.map((step) => {
    const ours = medianOf(warmstart.map((run) => run[step]));
    const theirs = medianOf(echo.map((run) => run[step]));
    return {
      step,
      warmstart: ours,
      echo: theirs,
      ratio: { p50: ours.p50 / theirs.p50, p99: ours.p99 / theirs.p99 },
    };
  });
}

function tableOf(rows: Row[]): string {
  const head = ['wait, ms', 'Warmstart p50', 'p99', 'echo p50', 'p99', 'ratio p50', 'p99'];
  const lines = rows.map(({ step, warmstart, echo, ratio }) => [
    step,
    ...[warmstart.p50, warmstart.p99, echo.p50, echo.p99].map((ms) => ms.toFixed(1)),
    ...[ratio.p50, ratio.p99].map((value) => value.toFixed(2)),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

function writeResult(rows: Row[]): void {
  const round = ({ p50, p99 }: Latency): Latency => ({ p50: Number(p50.toFixed(2)), p99: Number(p99.toFixed(2)) });
  const result = {
    command: 'npm run bench',
    unit: 'milliseconds; median of the runs',
    people: PEOPLE,
    roundsPerRun: ROUNDS,
    runs: RUNS,
    machine: { processor: cpus()[0]?.model, cores: cpus().length, node: process.version },
    steps: rows.map(({ step, warmstart, echo, ratio }) => ({
      step,
      promisedP99: PROMISES[step],
      warmstart: round(warmstart),
      echo: round(echo),
      ratio: round(ratio),
    })),
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'warmstart-bench-'));
const warmstart = await setUp(['dist/src/main.js'], {
  DATABASE_FILE: join(folder, 'bench.sqlite'),
  TRAINING_DIR: join(folder, 'training'),
  LOG_LEVEL: 'warn',
});
const echo = await setUp(['bench/run.mjs', 'bench/echo-bot.ts']);
try {
  await warmstart.warmUp();
  await echo.warmUp();
  const runs: { warmstart: Run[]; echo: Run[] } = { warmstart: [], echo: [] };
  for (let run = 0; run < RUNS; run++) {
    runs.warmstart.push(await warmstart.run());
    runs.echo.push(await echo.run());
  }
  const rows = compare(runs.warmstart, runs.echo);
  writeResult(rows);
  console.log(`${tableOf(rows)}\n\n${PEOPLE} people at once, median of ${RUNS} runs; written to ${RESULT_FILE}`);
  const late = rows.filter((row) => row.warmstart.p99 > PROMISES[row.step]).map((row) => row.step);
  if (late.length > 0) {
    console.log(`The 99th percentile is over what people are promised: ${late.join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  await warmstart.close();
  await echo.close();
  rmSync(folder, { recursive: true, force: true });
}
