import type { RootContent } from 'mdast';
import type { Block } from '../core/lesson.ts';
import { type Context, discordMarkdown, innerSource, sourceOf } from './markdown.ts';

/** The nodes of a section as blocks in Discord's Markdown. */
export function toBlocks(nodes: RootContent[], context: Context): Block[] {
  return nodes.flatMap((node) => toBlock(node, context));
}

function toBlock(node: RootContent, { source }: Context): Block[] {
  switch (node.type) {
    case 'heading':
      if (node.depth === 3) return [{ kind: 'heading', text: innerSource(source, node) }];
      return [{ kind: 'text', markdown: sourceOf(source, node) }];
    case 'code':
      return [{ kind: 'code', language: node.lang ?? '', code: node.value }];
    case 'list':
      return [{ kind: 'list', items: node.children.map((item) => discordMarkdown(source, item)) }];
    case 'thematicBreak':
      return [];
    default:
      return [toText(discordMarkdown(source, node))];
  }
}

/** A paragraph that is a spoiler as a whole is an answer: it stays hidden on whichever page it lands. */
function toText(markdown: string): Block {
  const hidden = markdown.match(/^\|\|((?:(?!\|\|).)+)\|\|$/s)?.[1];
  return hidden === undefined ? { kind: 'text', markdown } : { kind: 'text', markdown: hidden, spoiler: true };
}
