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
