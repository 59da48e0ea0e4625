import { escapeMarkdown } from 'discord.js';
import { cut } from '../core/text.ts';

/** A person's text on one line, cut, with everything that Discord would render escaped. */
export function plain(value: string, max: number): string {
  return escapeAll(cut(value.replace(/\s+/g, ' ').trim(), max));
}

/** The same as a block quote. */
export function quoted(value: string, max = 80): string {
  return `> ${plain(value, max)}`;
}

/** A person's text with its lines kept, cut to `max` characters before escaping. */
export function escaped(value: string, max: number): string {
  return escapeAll(cut(value.trim(), max));
}

/** A name, such as a file's, as code on one line: nothing in it is rendered. */
export function code(value: string, max: number): string {
  return `\`${cut(value.replace(/[`\s]+/g, ' ').trim(), max) || '?'}\``;
}

/** A person's whole text as a block quote, its lines kept. */
export function quotedLines(value: string): string {
  return escapeAll(value.trim()).replace(/^/gm, '> ');
}

/** Markdown behind a spoiler, paragraph by paragraph: one spoiler over several paragraphs is not rendered everywhere. */
export function spoiler(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((paragraph) => `||${paragraph.replaceAll('||', '\\|\\|')}||`)
    .join('\n\n');
}

/** Characters that turn the direction of all that follows, also of what is not theirs. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;
/** Where Discord would show a name, an emoji or a time instead of what was typed. */
const MENTION = /<(?=[@#:/]|a:|t:|id:)/g;

function escapeAll(value: string): string {
  return escapeMarkdown(value.replace(TURNING, ''), {
    heading: true,
    bulletedList: true,
    numberedList: true,
    maskedLink: true,
  })
    .replace(/^(\s*)([>-])/gm, '$1\\$2')
    .replace(MENTION, '\\<');
}
