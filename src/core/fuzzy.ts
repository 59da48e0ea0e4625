import Fuse from 'fuse.js';

/**
 * The items whose text is nearest to what was typed, best first; all, in their order, when nothing was typed.
 * Spelling mistakes are forgiven.
 */
export function nearest<T>(items: T[], textsOf: (item: T) => string[], typed: string, limit: number): T[] {
  if (typed.trim() === '') return items.slice(0, limit);
  const fuse = new Fuse(items, {
    keys: [{ name: 'text', getFn: textsOf }],
    threshold: 0.4,
    ignoreLocation: true,
    includeScore: true,
  });
  return fuse.search(typed.slice(0, 100), { limit }).map(({ item }) => item);
}
