import type { Nodes, Paragraph, Root, RootContent } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Reporter } from './problem.ts';

/** What the readers of a lesson's parts share. */
export interface Context {
  /** The whole file, with `\n` line ends. */
  source: string;
  report: Reporter;
}

/** Tables are not CommonMark: without GFM they would pass for text and no warning could be given. */
export function parseMarkdown(source: string): Root {
  return unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).parse(source);
}

export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

/** The author's own characters for a node. */
export function sourceOf(source: string, node: Nodes): string {
  return source.slice(startOf(node), endOf(node));
}

/** The author's own characters for what stands inside a node, such as a heading without its `##`. */
export function innerSource(source: string, node: { children: RootContent[] }): string {
  const first = node.children[0];
  const last = node.children.at(-1);
  return first && last ? source.slice(startOf(first), endOf(last)) : '';
}

/**
 * The author's Markdown as Discord needs it: Discord breaks a line wherever the source does, Markdown does not, so the
 * lines of a paragraph are joined. Hard breaks and `-#` lines stay.
 */
export function discordMarkdown(source: string, node: Nodes): string {
  let text = '';
  let at = startOf(node);
  for (const paragraph of paragraphsIn(node)) {
    text += source.slice(at, startOf(paragraph)) + joinLines(sourceOf(source, paragraph));
    at = endOf(paragraph);
  }
  return text + source.slice(at, endOf(node));
}

/** The text of a node without any markup. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plainText).join('') : '';
}

/** A node and all that is in it, in order. */
export function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

const startOf = (node: Nodes): number => node.position?.start.offset ?? 0;
const endOf = (node: Nodes): number => node.position?.end.offset ?? 0;

function* paragraphsIn(node: Nodes): Generator<Paragraph> {
  for (const inner of walk(node)) if (inner.type === 'paragraph') yield inner;
}

function joinLines(paragraph: string): string {
  return paragraph.replace(
    /( {2,}|\\)?[ \t]*\n([ \t]*(?:>[ \t]*)*)(-# )?/g,
    (_match, hardBreak: string | undefined, prefix: string, small: string | undefined) =>
      hardBreak || small ? `\n${prefix}${small ?? ''}` : ' ',
  );
}
