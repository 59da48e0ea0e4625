import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkdownNode, parseMarkdown } from '../../../src/playground/page/markdown/parse.ts';

/** The tree in short: `list(item, item)`, texts as they are. */
function short(nodes: MarkdownNode[]): string {
  return nodes.map(shortNode).join('');
}

function shortNode(node: MarkdownNode): string {
  if (node.type === 'br') return '⏎';
  if (node.type === 'list') {
    return `${node.ordered ? `ol${node.start}` : 'ul'}(${node.items.map(short).join('|')})`;
  }
  if (!('content' in node)) return node.type;
  if (typeof node.content === 'string') return node.type === 'text' ? node.content : `${node.type}(${node.content})`;
  return `${node.type}(${short(node.content)})`;
}

describe("Discord's Markdown", () => {
  it.each([
    ['- a\n- b', 'ul(a|b)'],
    ['* a\n* b\nplain', 'ul(a|b)plain'],
    ['text\n1. a\n2. b', 'text⏎ol1(a|b)'],
    ['5. a\n6. b', 'ol5(a|b)'],
    ['- a\n1. b', 'ul(a)ol1(b)'],
    ['- a\n  - b\n- c', 'ul(a⏎ul(b)|c)'],
    ['- a\n  more of a\n- b', 'ul(a⏎more of a|b)'],
    ['- **a** `b`\n- c', 'ul(strong(a) inlineCode(b)|c)'],
    ['> - a\n> - b', 'blockQuote(ul(a|b))'],
    ['a - b', 'a - b'],
    ['**1. a** b\n**2. c** d', 'strong(1. a) b⏎strong(2. c) d'],
    ['# a\n||- b||', 'heading(a)spoiler(- b)'],
    ['-a', '-a'],
    ['\\- a', '- a'],
  ])('lists %j', (source, tree) => {
    expect(short(parseMarkdown(source))).toBe(tree);
  });

  it.each([
    ['# a', 'heading(a)'],
    ['### a\nb', 'heading(a)b'],
    ['#### a', '#### a'],
    ['a # b', 'a # b'],
    ['a\n\n## b', 'a⏎heading(b)'],
    ['-# a **b**', 'subtext(a strong(b))'],
  ])('headings and small print %j', (source, tree) => {
    expect(short(parseMarkdown(source))).toBe(tree);
  });

  it('ends a code block with its own line', () => {
    expect(short(parseMarkdown('```py\nx\n```\na'))).toBe('codeBlock(x)a');
    expect(short(parseMarkdown('```\n- x\n# y\n```\n\na'))).toBe('codeBlock(- x\n# y)⏎a');
  });

  it('takes any text', () => {
    const pieces = fc.constantFrom(
      '*',
      '**',
      '_',
      '||',
      '`',
      '```',
      '\n',
      '- ',
      '1. ',
      '> ',
      '# ',
      '<',
      '@',
      '[',
      '](',
      'a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(Array.isArray(parseMarkdown(parts.join('')))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
