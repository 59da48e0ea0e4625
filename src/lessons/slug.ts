/** Discord's custom ids hold 100 characters; the longest of ours names a lesson and a section (see commands/lesson). */
export const MAX_ID_LENGTH = 40;

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @returns what is wrong with an id, or undefined when it is fine. */
export function faultOfId(id: string): string | undefined {
  if (!SLUG.test(id)) {
    const example = slugOf(id) || 'gradual-unfreezing';
    return `the id "${id}" is not a slug: expected small letters, digits and single hyphens, such as "${example}"`;
  }
  if (id.length > MAX_ID_LENGTH) {
    return `the id "${id}" has ${id.length} characters: expected at most ${MAX_ID_LENGTH}`;
  }
  return undefined;
}

/** @returns the title as an id: cut at a word's end; empty when the title holds no Latin letter or digit. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, MAX_ID_LENGTH) : `${slug}-${word}`;
    if (longer.length > MAX_ID_LENGTH) break;
    slug = longer;
  }
  return slug;
}
