import type { Block, Lesson, Section } from './lesson.ts';

/** A phone's screen: what a page holds at most. Code that is longer stands alone with the text that leads to it. */
export const PAGE_CHARACTERS = 900;

/** A line of code on a phone. */
export const CODE_COLUMNS = 42;

/** Code is never broken and must fit a message (4,000 characters in all) with the text that leads to it. */
export const MAX_CODE_CHARACTERS = 2500;

export interface Page {
  section: Pick<Section, 'id' | 'title' | 'handsOn'>;
  /** In its section, from 0. */
  index: number;
  /** In its lesson, from 1. */
  number: number;
  /** The headings that stand on it. */
  headings: string[];
  /** The heading under which it goes on, when it begins in the middle of its text. */
  continues: string | undefined;
  markdown: string;
  /** The same without what stands behind spoilers: for searching. */
  open: string;
}

/** All pages of a lesson, in order. */
export function pagesOf(lesson: Lesson): Page[] {
  return lesson.sections
    .flatMap((section) => sectionPages(section))
    .map((page, position) => ({ ...page, number: position + 1 }));
}

function sectionPages({ id, title, handsOn, blocks }: Section): Omit<Page, 'number'>[] {
  const units = toUnits(title, blocks);
  return breakIntoPages(units).map((page, index) => {
    const pieces = page.flatMap((unit) => unit.pieces);
    return {
      section: { id, title, handsOn },
      index,
      headings: pieces.flatMap(({ heading }) => heading ?? []),
      continues: pieces[0]?.kind === 'heading' ? undefined : page[0]?.under,
      markdown: join(pieces),
      open: join(pieces.filter(({ hidden }) => !hidden)),
    };
  });
}

/** What is never broken: a paragraph, a list item, a heading, or code. */
interface Piece {
  kind: Block['kind'];
  markdown: string;
  hidden: boolean;
  /** The text of a heading inside the section. */
  heading?: string;
}

/** Pieces that stay together: a heading or a text that ends in a colon, and what follows. */
interface Unit {
  pieces: Piece[];
  /** The heading that it stands under. */
  under: string | undefined;
}

function toUnits(title: string, blocks: Block[]): Unit[] {
  const units: Unit[] = [];
  let under: string | undefined;
  let leading: Piece[] = [{ kind: 'heading', markdown: `## ${title}`, hidden: false }];
  for (const block of blocks) {
    for (const piece of toPieces(block, PAGE_CHARACTERS - textLength([...leading, SPACER]))) {
      if (piece.heading !== undefined) under = piece.heading;
      leading.push(piece);
      if (leadsOn(piece) && textLength(leading) < PAGE_CHARACTERS / 2) continue;
      units.push({ pieces: leading, under });
      leading = [];
    }
  }
  if (leading.length > 0) units.push({ pieces: leading, under });
  return units;
}

/** A heading or a text that ends in a colon announces what follows. */
function leadsOn({ kind, markdown }: Piece): boolean {
  return kind === 'heading' || (kind === 'text' && /:\**$/.test(markdown));
}

/** Room for what stands between two pieces. */
const SPACER: Piece = { kind: 'text', markdown: '', hidden: false };

/** @param room characters for the first piece; the others may fill a page. */
function toPieces(block: Block, room: number): Piece[] {
  if (block.kind === 'heading') {
    return [{ kind: 'heading', markdown: `### ${block.text}`, hidden: false, heading: block.text }];
  }
  const hidden = block.spoiler === true;
  const piece = (markdown: string): Piece => ({
    kind: block.kind,
    hidden,
    markdown: hidden ? behindSpoiler(markdown) : markdown,
  });
  if (block.kind === 'code') return [piece(`\`\`\`${block.language}\n${block.code}\n\`\`\``)];
  const texts = block.kind === 'list' ? block.items : [block.markdown];
  const frame = hidden ? behindSpoiler('').length : 0;
  return texts.flatMap((text, index) =>
    splitText(text, (index === 0 ? room : PAGE_CHARACTERS) - frame, frame).map(piece),
  );
}

/** A list's or a quote's sign stays outside. */
function behindSpoiler(markdown: string): string {
  const [, sign = '', text = ''] = markdown.match(/^(\s*(?:[-*+]|\d+[.)]|>)\s+)?(.*)$/s) ?? [];
  return `${sign}||${text.replaceAll('||', '\\|\\|')}||`;
}

/** Splits a text that no page could hold: after a sentence if it can be, else between words, else anywhere. */
function splitText(text: string, room: number, frame: number): string[] {
  if (text.length <= room) return [text];
  const head = text.slice(0, room);
  const sentence = Math.max(...['. ', '! ', '? ', '\n'].map((end) => head.lastIndexOf(end) + 1));
  const word = head.lastIndexOf(' ');
  let at = [sentence, word].find((index) => index > room / 2) ?? room;
  if (/[\uD800-\uDBFF]$/.test(text.slice(0, at))) at -= 1;
  return [text.slice(0, at).trimEnd(), ...splitText(text.slice(at).trimStart(), PAGE_CHARACTERS - frame, frame)];
}

/** What a break costs that does not stand before a heading, in squared characters of an unused page. */
const BREAK_IN_TEXT = 700 ** 2;
const BREAK_IN_LIST = 900 ** 2;

/**
 * Chooses the page breaks as a typesetter does for lines: of all ways, the one with the least sum of squared unused
 * space, so pages are few and evenly filled, and rather begin with a heading.
 */
function breakIntoPages(units: Unit[]): Unit[][] {
  // best[i]: the cheapest way to set the first i units, by the start of its last page.
  const best: { cost: number; start: number }[] = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= units.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, start: end - 1 };
    for (let start = end - 1; start >= 0; start--) {
      const page = units.slice(start, end);
      if (start < end - 1 && !fits(page)) break;
      const cost = (best[start]?.cost ?? 0) + costOf(page, start === 0);
      if (cost < choice.cost) choice = { cost, start };
    }
    best[end] = choice;
  }
  const pages: Unit[][] = [];
  for (let end = units.length; end > 0; end = best[end]?.start ?? 0) pages.unshift(units.slice(best[end]?.start, end));
  return pages;
}

const piecesOf = (page: Unit[]): Piece[] => page.flatMap(({ pieces }) => pieces);

const fits = (page: Unit[]): boolean => join(piecesOf(page)).length <= PAGE_CHARACTERS;

function costOf(page: Unit[], isFirst: boolean): number {
  const unused = Math.max(0, PAGE_CHARACTERS - join(piecesOf(page)).length);
  return unused ** 2 + (isFirst ? 0 : costOfBreak(page[0]?.pieces[0]?.kind));
}

function costOfBreak(before: Piece['kind'] | undefined): number {
  if (before === 'heading') return 0;
  return before === 'list' ? BREAK_IN_LIST : BREAK_IN_TEXT;
}

const textLength = (pieces: Piece[]): number => join(pieces.filter(({ kind }) => kind !== 'code')).length;

function join(pieces: Piece[]): string {
  return pieces.reduce((text, piece, index) => text + between(pieces[index - 1], piece) + piece.markdown, '');
}

/** Discord shows an empty line as one: only between paragraphs that stand for themselves, and after a list. */
function between(before: Piece | undefined, after: Piece): string {
  if (!before) return '';
  const isClose = leadsOn(before) || after.kind === 'list' || before.kind === 'code' || after.kind === 'code';
  return isClose ? '\n' : '\n\n';
}
