import { cut } from '../core/text.ts';
import { MAX_TEXT, type PanelPart, text } from './panel.ts';

/** Cuts the longest texts, all to the same length, so that the whole fits into one message; the buttons hold none. */
export function fitText(parts: PanelPart[]): PanelPart[] {
  const lengths = parts.flatMap((part) => ('content' in part ? [part.content.length] : []));
  const limit = limitFor(lengths);
  return parts.map((part) =>
    'content' in part && part.content.length > limit ? text(shorten(part.content, limit)) : part,
  );
}

/** @returns the largest length to which all may be cut; infinite when they fit as they are */
function limitFor(lengths: number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  let left = MAX_TEXT;
  for (const [index, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}

/** What stood behind a spoiler stays behind it. */
function shorten(content: string, limit: number): string {
  const shorter = cut(content, limit - 2);
  const isOpen = (shorter.match(/(?<!\\)\|\|/g) ?? []).length % 2 === 1;
  return isOpen ? `${shorter}||` : shorter;
}
