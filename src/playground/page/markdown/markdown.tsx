import type { ComponentChildren } from 'preact';
import { memo } from 'preact/compat';
import { useMemo, useState } from 'preact/hooks';
import { highlight } from './highlight.ts';
import { Mention } from './mention.tsx';
import { type MarkdownNode, parseMarkdown } from './parse.ts';
import { Timestamp } from './timestamp.tsx';

/** Discord's Markdown, rendered without any HTML of the sender's. */
export const Markdown = memo(({ text }: { text: string }) => {
  const nodes = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div class="markdown">
      <Nodes nodes={nodes} />
    </div>
  );
});

function Nodes({ nodes }: { nodes: MarkdownNode[] }) {
  // Nodes have no identity of their own, and a text that changed is a new list.
  return nodes.map((node, index) => <Node key={index} node={node} />);
}

const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

function Node({ node }: { node: MarkdownNode }): ComponentChildren {
  switch (node.type) {
    case 'text':
    case 'emoticon':
      return node.content;
    case 'twemoji':
      return <span class="emoji">{node.name}</span>;
    case 'br':
    case 'newline':
      return <br />;
    case 'strong':
      return <strong>{<Nodes nodes={node.content} />}</strong>;
    case 'em':
      return <em>{<Nodes nodes={node.content} />}</em>;
    case 'underline':
      return <u>{<Nodes nodes={node.content} />}</u>;
    case 'strikethrough':
      return <s>{<Nodes nodes={node.content} />}</s>;
    case 'inlineCode':
      return <code class="inline-code">{node.content}</code>;
    case 'timestamp':
      return <Timestamp seconds={Number(node.timestamp)} format={node.format} />;
    case 'link':
    case 'autolink':
    case 'url':
      return <Link target={node.target}>{<Nodes nodes={node.content} />}</Link>;
    case 'spoiler':
    case 'blockQuote':
    case 'subtext':
    case 'heading':
    case 'list':
    case 'codeBlock':
      return <Block node={node} />;
    default:
      return <Mention node={node} />;
  }
}

type BlockNode = Extract<
  MarkdownNode,
  { type: 'heading' | 'list' | 'codeBlock' | 'spoiler' | 'blockQuote' | 'subtext' }
>;

function Block({ node }: { node: BlockNode }) {
  switch (node.type) {
    case 'spoiler':
      return <Spoiler>{<Nodes nodes={node.content} />}</Spoiler>;
    case 'subtext':
      return <small class="subtext">{<Nodes nodes={node.content} />}</small>;
    case 'heading': {
      const Heading = HEADINGS[node.level as keyof typeof HEADINGS] ?? 'h5';
      return <Heading class={`heading-${node.level}`}>{<Nodes nodes={node.content} />}</Heading>;
    }
    case 'list': {
      const items = node.items.map((item, index) => <li key={index}>{<Nodes nodes={item} />}</li>);
      return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'codeBlock':
      return <CodeBlock code={node.content} language={node.lang} />;
    default:
      return <blockquote>{<Nodes nodes={node.content} />}</blockquote>;
  }
}

function Link({ target, children }: { target: string; children: ComponentChildren }) {
  if (!/^https?:\/\//i.test(target)) return <span>{children}</span>;
  return (
    <a href={target} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function Spoiler({ children }: { children: ComponentChildren }) {
  const [shown, setShown] = useState(false);
  if (shown) return <span class="spoiler shown">{children}</span>;
  return (
    <button type="button" class="spoiler" aria-label="Spoiler: show it" onClick={() => setShown(true)}>
      <span class="spoiler-text" inert>
        {children}
      </span>
    </button>
  );
}

function CodeBlock({ code, language }: { code: string; language: string | undefined }) {
  const html = useMemo(() => highlight(code, language), [code, language]);
  // The highlighter escapes everything but its own spans.
  const inner = html === undefined ? { children: code } : { dangerouslySetInnerHTML: { __html: html } };
  return (
    <pre class="code-block">
      <code {...inner} />
    </pre>
  );
}
