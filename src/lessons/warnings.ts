import type { Code, Nodes } from 'mdast';
import { CODE_COLUMNS, MAX_CODE_CHARACTERS, PAGE_CHARACTERS } from '../core/pages.ts';
import { type Context, discordMarkdown, lineOf, plainText, walk } from './markdown.ts';

/** What Discord shows as plain signs, by the name that the Markdown parser gives it. */
const NOT_RENDERED: Partial<Record<Nodes['type'], string>> = {
  table: 'tables: write a list',
  html: 'HTML: use Markdown',
  image: 'images in a text: describe it, or link to it',
  imageReference: 'images in a text: describe it, or link to it',
  thematicBreak: 'lines (---): leave it out',
  linkReference: 'links with a reference: write [text](address)',
  definition: 'links with a reference: write [text](address)',
  footnoteReference: 'footnotes: say it in the text',
  footnoteDefinition: 'footnotes: say it in the text',
};

/** `$x$` and `$$x$$`, but not "$5 and $10". */
const LATEX = /\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)|\\(?:frac|sum|theta|alpha|mathbb)\b/;

/** Reports what learners would see as plain signs, or not at all, in a node that is shown to them. */
export function warnOfUnrendered(node: Nodes, context: Context): void {
  const { report } = context;
  for (const inner of walk(node)) {
    const what = NOT_RENDERED[inner.type];
    if (what) report.warn(lineOf(inner), `Discord does not render ${what}`);
    else if (inner.type === 'heading' && inner.depth > 3) {
      report.warn(lineOf(inner), 'Discord does not render headings below ###: use bold text');
    } else if (inner.type === 'text' && LATEX.test(inner.value)) {
      report.warn(lineOf(inner), 'Discord does not render LaTeX: write the formula in plain text or `code`');
    } else if (inner.type === 'code') checkCode(inner, context);
  }
  warnOfLength(node, context);
}

function checkCode(node: Code, { report, source }: Context): void {
  // A fence takes the first line; indented code has none.
  const fenced = /^\s*(```|~~~)/.test(source.split('\n')[lineOf(node) - 1] ?? '');
  node.value.split('\n').forEach((line, index) => {
    const columns = [...line].length;
    if (columns > CODE_COLUMNS) {
      const at = lineOf(node) + index + (fenced ? 1 : 0);
      report.warn(at, `${columns} columns of code: a phone shows ${CODE_COLUMNS} (the rest wraps)`);
    }
  });
  if (node.value.length > MAX_CODE_CHARACTERS) {
    const length = node.value.length;
    report.error(
      lineOf(node),
      `${length} characters of code cannot stand in one message: expected at most ${MAX_CODE_CHARACTERS} a block`,
    );
  }
  if (node.value.includes('```')) report.error(lineOf(node), 'code that holds ``` cannot be shown in Discord');
}

function warnOfLength(node: Nodes, { report, source }: Context): void {
  const parts = node.type === 'list' ? node.children : [node];
  for (const part of parts) {
    if (part.type === 'code') continue;
    const { length } = discordMarkdown(source, part);
    if (length <= PAGE_CHARACTERS) continue;
    const what = part.type === 'listItem' ? 'list item' : 'paragraph';
    const start = plainText(part).slice(0, 30);
    report.warn(
      lineOf(part),
      `the ${what} "${start}…" has ${length} characters: a page holds ${PAGE_CHARACTERS}, break it up`,
    );
  }
}
