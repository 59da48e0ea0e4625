import { distance } from 'fastest-levenshtein';
import type { Book } from './book.ts';
import type { Page } from './pages.ts';

/** A piece of a snippet: found words are to stand out. */
export interface Segment {
  text: string;
  found: boolean;
}

interface Hit {
  book: Book;
  page: Page;
  snippet: Segment[];
}

export interface SearchResult {
  /** The words that were looked for: as typed, or the nearest ones in the lessons where a word is nowhere. */
  words: string[];
  corrected: boolean;
  /** Best first. */
  hits: Hit[];
}

/** Characters of a snippet on each side of the first found word. */
const SNIPPET_SIDE = 70;

/** @param within searches this book only. */
export type Search = (query: string, within?: Book) => SearchResult;

/**
 * Reads the books once. The search finds the pages that hold every word, or words that begin like it; what stands
 * behind spoilers is not searched.
 */
export function createSearch(books: Book[]): Search {
  const pages = books.flatMap((book) => book.pages.map((page) => ({ book, page, text: plainText(page.open) })));
  const known = new Set(pages.flatMap(({ text }) => wordsIn(text)));

  return (query, within) => {
    const typed = wordsIn(query);
    const words = typed.map((word) => nearestWord(word, known));
    if (words.length === 0) return { words, corrected: false, hits: [] };
    const patterns = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'giu'));
    const hits = pages
      .filter(({ book, text }) => (!within || book === within) && patterns.every((word) => text.search(word) >= 0))
      .map((hit) => ({ ...hit, rank: rankOf(hit.page, hit.text, patterns) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ book, page, text }) => ({ book, page, snippet: snippetOf(text, patterns) }));
    return { words, corrected: words.some((word, index) => word !== typed[index]), hits };
  };
}

/** Letters and digits only, so a word is safe in a pattern. */
function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The word itself when some known word begins like it; else the known one that is a slip or two away. */
function nearestWord(word: string, known: Set<string>): string {
  let nearest = { word, slips: word.length > 5 ? 2 : 1 };
  for (const candidate of known) {
    if (candidate.startsWith(word)) return word;
    const slips = distance(word, candidate);
    if (word.length > 3 && slips <= nearest.slips) nearest = { word: candidate, slips: slips - 0.5 };
  }
  return nearest.word;
}

/** A word in a heading weighs more than any number of them in the text. */
function rankOf(page: Page, text: string, patterns: RegExp[]): number {
  const titles = [page.section.title, ...page.headings].join('\n');
  const inTitles = patterns.filter((pattern) => titles.search(pattern) >= 0).length;
  const inText = patterns.reduce((count, pattern) => count + (text.match(pattern)?.length ?? 0), 0);
  return inTitles * 100 + Math.min(inText, 99);
}

function snippetOf(text: string, patterns: RegExp[]): Segment[] {
  const line = text.replace(/\s+/g, ' ');
  const first = Math.min(...patterns.map((pattern) => Math.max(0, line.search(pattern))));
  const start = first <= SNIPPET_SIDE ? 0 : line.indexOf(' ', first - SNIPPET_SIDE) + 1;
  const end = first + SNIPPET_SIDE >= line.length ? line.length : line.lastIndexOf(' ', first + SNIPPET_SIDE);
  const shown = line.slice(start, Math.max(end, first + 1));
  const anyWord = new RegExp(`(${patterns.map(({ source }) => source).join('|')})`, 'giu');
  const segments = shown.split(anyWord).map((part, index) => ({ text: part, found: index % 2 === 1 }));
  if (start > 0) segments.unshift({ text: '… ', found: false });
  if (end < line.length) segments.push({ text: ' …', found: false });
  return segments.filter((segment) => segment.text !== '');
}

/** The text of a page without the signs of its Markdown. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, '')
    .replace(/^(?:#{1,3}|-#|[-*+>]|\d+\.) +/gm, '')
    .replace(/\*\*|\|\||`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)/g, '');
}
