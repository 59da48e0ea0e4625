/** Cuts text to `max` characters, with an ellipsis where something was cut; never inside a surrogate pair. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  return `${value.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Letters and symbols that show nothing: Hangul's fillers and Braille's empty cell. */
const INVISIBLE = /[\u115F\u1160\u3164\uFFA0\u2800]/g;

/** Whether there is nothing to be seen in a text: white space, or characters of no width. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(INVISIBLE, ''));
}
