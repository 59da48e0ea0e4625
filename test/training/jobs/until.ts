import { setTimeout as wait } from 'node:timers/promises';

/** Asks until there is an answer. @throws Error that says what did not happen in time */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, withinMs = 60_000) {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > endMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await wait(20);
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
