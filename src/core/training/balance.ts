/** From so many times as many pictures on, a class counts as too large beside another. */
const UNEVEN = 3;

export interface ClassCount {
  name: string;
  pictures: number;
}

/** The classes in the order in which they first come, with how many pictures each has. */
export function countClasses(classOfEach: readonly string[]): ClassCount[] {
  const counts = new Map<string, number>();
  for (const name of classOfEach) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, pictures]) => ({ name, pictures }));
}

/** The largest and the smallest class where one is at least three times the other; undefined where they are even. */
export function findImbalance(
  counts: readonly ClassCount[],
): { largest: ClassCount; smallest: ClassCount } | undefined {
  const [smallest, ...others] = [...counts].sort((a, b) => a.pictures - b.pictures);
  const largest = others.at(-1);
  return smallest && largest && largest.pictures >= UNEVEN * smallest.pictures ? { largest, smallest } : undefined;
}

/** What an uneven set does and how to mend it, in one or two sentences; undefined where the classes are even. */
export function describeImbalance(counts: readonly ClassCount[]): string | undefined {
  const found = findImbalance(counts);
  if (!found) return undefined;
  const { largest, smallest } = found;
  return (
    `Uneven classes: ${largest.name} has ${largest.pictures} pictures, ${smallest.name} only ${smallest.pictures}, so ` +
    `always saying ${largest.name} would look good. Add pictures of ${smallest.name}, or leave some of ${largest.name} out.`
  );
}
