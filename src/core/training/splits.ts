/** Something to be split: its class, and the group that must stay on one side (copies of one picture, say). */
export interface Splittable {
  label: number;
  group: number;
}

/**
 * Divides items into `folds` parts with about the same share of each class and no group in two parts.
 * @param random numbers from 0 to 1; the same ones give the same parts.
 * @returns the fold of each item.
 */
export function stratifiedFolds(items: readonly Splittable[], folds: number, random: () => number): number[] {
  const groups = new Map<number, number[]>();
  items.forEach(({ group }, i) => {
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  // Large groups first, since the small ones can even out what is left; the order is random within a size.
  const ordered = [...groups.values()]
    .map((members) => ({ members, order: random() }))
    .sort((a, b) => b.members.length - a.members.length || a.order - b.order);
  const counts = Array.from({ length: folds }, () => new Map<number, number>());
  const sizes = new Array<number>(folds).fill(0);
  const result = new Array<number>(items.length).fill(0);
  for (const { members } of ordered) {
    const label = items[members[0] as number]?.label ?? 0;
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      const fewer = (counts[fold]?.get(label) ?? 0) - (counts[best]?.get(label) ?? 0);
      if (fewer < 0 || (fewer === 0 && (sizes[fold] as number) < (sizes[best] as number))) best = fold;
    }
    for (const member of members) {
      const own = items[member]?.label ?? 0;
      counts[best]?.set(own, (counts[best]?.get(own) ?? 0) + 1);
      sizes[best] = (sizes[best] as number) + 1;
      result[member] = best;
    }
  }
  return result;
}
