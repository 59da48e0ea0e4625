import { createHash } from 'node:crypto';

/** The first moment of 2015, from which Discord counts milliseconds. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** @returns a source of ids that carry the time of `now` and always grow, also while a fake clock stands still. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = (BigInt(Math.trunc(now())) - DISCORD_EPOCH_MS) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return String(last);
  };
}

const YEAR_MS = 31_536_000_000n;

/**
 * @returns the same id for the same name in every run, so that what a bot keeps of a person or channel still holds after
 *   a restart. It carries a moment of 2016 or 2017, before any id that `createSnowflakes` makes.
 */
export function snowflakeOf(name: string): string {
  const hash = createHash('sha256').update(name).digest().readBigUInt64BE();
  return String(((YEAR_MS + (hash % (2n * YEAR_MS))) << 22n) | (hash >> 42n));
}

export const personId = (name: string): string => snowflakeOf(`person ${name}`);
