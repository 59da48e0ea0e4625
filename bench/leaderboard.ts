// How long a page of a leaderboard takes with 100,000 learners on it: node bench/run.mjs bench/leaderboard.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { boardTable, createBoards } from '../src/progress/boards.ts';
import { openStore } from '../src/store/open.ts';

const LEARNERS = 100_000;
const RUNS = 201;
const BATCH = 500;
const GUILD = '1';
const MONDAY = '2026-11-23';

const folder = mkdtempSync(path.join(tmpdir(), 'warmstart-bench-'));
const store = await openStore({ path: path.join(folder, 'board.sqlite') });
try {
  const table = store.table(boardTable);
  for (let first = 0; first < LEARNERS; first += BATCH) {
    await Promise.all(
      Array.from({ length: BATCH }, (_, nth) => {
        const person = String(first + nth + 1);
        const total = ((first + nth) * 7919) % 1000;
        const entry = { guild: GUILD, person, total, week: { monday: MONDAY, answers: total % 60 }, atMs: first + nth };
        return table.create(`${GUILD}:${person}`, entry);
      }),
    );
  }
  const boards = createBoards(store);
  const timesMs: number[] = [];
  let after: string | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const startMs = performance.now();
    const page = await boards.page(
      GUILD,
      run % 2 === 0 ? 'all' : { monday: MONDAY },
      run % 2 === 0 ? after : undefined,
    );
    timesMs.push(performance.now() - startMs);
    if (run % 2 === 0) after = page.next;
  }
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  console.log(
    `${LEARNERS} learners: a page in ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (longest of ${RUNS})`,
  );
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}
