// Three years of daily questions: node bench/run.mjs bench/daily/simulate.ts [SEED]; figures in docs/daily.md.
import { simulate } from '../../test/daily/simulation.ts';
import { TRICKY_ZONES } from '../../test/daily/tricky-zones.ts';

const seed = Number(process.argv[2] ?? 1);
const began = Date.now();
const times = ['00:00', '02:30', '03:30', '23:45'];
const result = await simulate({
  zones: TRICKY_ZONES,
  times,
  start: '2027-01-01T00:00:00Z',
  end: '2030-01-01T00:00:00Z',
  seed,
  blackoutDays: [5, 25],
});
const { early, twice, unexplained, ...counts } = result;
const wrong = { early: early.length, twice: twice.length, unexplained: unexplained.length };
console.log(JSON.stringify({ seed, ...counts, ...wrong }, null, 1));
console.log(`${Math.round((Date.now() - began) / 1000)} s`);
if (early.length + twice.length + unexplained.length > 0) {
  console.error(early.slice(0, 20), twice.slice(0, 20), unexplained.slice(0, 20));
  process.exitCode = 1;
}
