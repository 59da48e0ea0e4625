interface Pace {
  /** From one start to the next. */
  gapMs: number;
  /** How many may be under way at once. */
  atOnce: number;
  sleep: (ms: number) => Promise<unknown>;
}

/** Runs a job for each item, started in order at a steady pace, without waiting for slow ones. Jobs must not reject. */
export async function spread<T>(
  items: AsyncIterable<T>,
  job: (item: T) => Promise<unknown>,
  { gapMs, atOnce, sleep }: Pace,
): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  for await (const item of items) {
    if (underWay.size >= atOnce) await Promise.race(underWay);
    const running: Promise<unknown> = job(item).finally(() => underWay.delete(running));
    underWay.add(running);
    await sleep(gapMs);
  }
  await Promise.all(underWay);
}
