/** Cuts text to `max` characters, with an ellipsis where something was cut; never inside a surrogate pair. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  return `${value.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
