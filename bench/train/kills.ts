/**
 * `kill -9` of the bot and of the process that trains, in turn, at random moments; figures in docs/train.md.
 *
 *     npm run -s build && node bench/run.mjs bench/train/kills.ts [MOMENTS] [SEED]
 */
import { seededRandom } from '../../models/random.ts';
import { killAtRandom } from '../../test/e2e/killing.ts';

const [moments, seed] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 1)];
const result = await killAtRandom({ moments, random: seededRandom(seed), withinMs: 4000, onMoment: console.log });
const counts = new Map<string, number>();
for (const { isAcknowledged, job, reports } of result.people) {
  const end = job ? `${job.state} at attempt ${job.attempts}` : 'not stored';
  const key = `${isAcknowledged ? 'acknowledged' : 'not acknowledged'}, ${end}, reported ${reports} times`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
for (const [key, count] of counts) console.log(`${count} ${key}`);
console.log(`left over ${result.leftOver.length} folders, ${result.orphans.length} processes`);
const lost = result.people.filter(({ isAcknowledged, job }) => isAcknowledged && !job?.told);
const isWrong = result.people.some(({ job, reports }) => reports !== (job ? 1 : 0));
if (lost.length + result.leftOver.length + result.orphans.length > 0 || isWrong) process.exitCode = 1;
