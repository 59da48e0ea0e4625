/** A picture as it is compared: a digest of its pixels, and a small grey copy with mean 0 and length 1. */
export interface Fingerprint {
  digest: string;
  grey: Float32Array;
}

/** How alike (cosine) two grey copies of one picture, re-saved or another exposure, are; others stay below 0.97. */
const NEAR = 0.975;

export interface DuplicatePair {
  first: number;
  second: number;
  exact: boolean;
}

/** Every picture that repeats an earlier one, with the earlier one. */
export function findDuplicates(pictures: readonly Fingerprint[]): DuplicatePair[] {
  return pictures.flatMap((picture, second) => {
    const first = pictures.findIndex((other, i) => i < second && isSame(other, picture));
    return first < 0 ? [] : [{ first, second, exact: pictures[first]?.digest === picture.digest }];
  });
}

function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.digest === b.digest || a.grey.reduce((sum, value, i) => sum + value * (b.grey[i] ?? 0), 0) >= NEAR;
}

/** The group of each picture: copies of one picture share one. */
export function groupDuplicates(count: number, pairs: readonly DuplicatePair[]): number[] {
  const groups = Array.from({ length: count }, (_, i) => i);
  // Pairs come in the order of their second picture, so the first one's group is settled.
  for (const { first, second } of pairs) groups[second] = groups[first] as number;
  return groups;
}
