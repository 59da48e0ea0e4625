/**
 * `kill -9` of the bot's process and of the one that trains, in turn, at random moments; figures in docs/train.md.
 *
 *     node bench/run.mjs bench/train/kills.ts [MOMENTS] [SEED]
 */
import { seededRandom } from '../../models/random.ts';
import { killAtRandom } from '../../test/training/jobs/killing.ts';

const [moments, seed] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 1)];
const result = await killAtRandom({ moments, random: seededRandom(seed), withinMs: 4000, onMoment: console.log });
const counts = new Map<string, number>();
for (const { state, attempts } of result.jobs) {
  const key = `${state} at attempt ${attempts}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
const reportedOnce = result.jobs.filter(({ id }) => result.reports.get(id) === 1).length;
console.log(`${result.jobs.length} jobs: ${[...counts].map(([key, count]) => `${count} ${key}`).join(', ')}`);
console.log(`lost ${result.lost.length}, reported once ${reportedOnce}, left over ${result.leftOver.length} folders`);
console.log(`processes that outlived their parent: ${result.orphans.length}`);
const isSound = result.lost.length + result.leftOver.length + result.orphans.length === 0;
if (!isSound || reportedOnce !== moments) process.exitCode = 1;
