import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';

/** One member a type, so that they can be told apart and picked by type. */
type Node<Type extends string, Rest = unknown> = Type extends string ? { type: Type } & Rest : never;

/** A node of Discord's Markdown, as `discord-markdown-parser` names them. */
export type MarkdownNode =
  | Node<'text' | 'inlineCode' | 'emoticon', { content: string }>
  | Node<'br' | 'newline' | 'everyone' | 'here'>
  | Node<'strong' | 'em' | 'underline' | 'strikethrough', { content: MarkdownNode[] }>
  | Node<'spoiler' | 'blockQuote' | 'subtext', { content: MarkdownNode[] }>
  | Node<'heading', { level: number; content: MarkdownNode[] }>
  | Node<'codeBlock', { lang?: string; content: string }>
  | Node<'list', { ordered: boolean; start?: number; items: MarkdownNode[][] }>
  | Node<'link' | 'autolink' | 'url', { target: string; content: MarkdownNode[] }>
  | Node<'user' | 'channel' | 'role' | 'guildNavigation', { id: string }>
  | Node<'emoji' | 'twemoji', { name: string }>
  | Node<'slashCommand', { fullName: string; id: string }>
  | Node<'timestamp', { timestamp: string; format?: string }>;

type Rule = (typeof rulesExtended)[string];

const startsLine = (before: string): boolean => before === '' || before.endsWith('\n');

/** Lines with a bullet, or with a number, and indented lines under them. Groups as the library's list rule wants them. */
const BULLETS = /^( *)([*-]) +[^\n]*(?:\n(?: *[*-] +| {2,})[^\n]+)*(?:\n|$)/;
const NUMBERS = /^( *)(\d+\.) +[^\n]*(?:\n(?: *\d+\. +| {2,})[^\n]+)*(?:\n|$)/;

/** The library leaves lists out, and its own list rule waits for an empty line, which Discord does not ask for. */
const list: Rule = {
  ...SimpleMarkdown.defaultRules.list,
  match: (source, state) =>
    startsLine(state.prevCapture?.[0] ?? '') ? (BULLETS.exec(source) ?? NUMBERS.exec(source)) : null,
};

const HEADING = /^(#{1,3}) +([^\n]+?)(\n|$)/;

/** The library's rule also takes the last `# ` of `#### `, which Discord shows as it is. */
const heading: Rule = {
  ...SimpleMarkdown.defaultRules.heading,
  match: (source, state) => (startsLine(state.prevCapture?.[0] ?? '') ? HEADING.exec(source) : null),
};

const SPANS = ['strong', 'em', 'underline', 'strikethrough', 'spoiler', 'link'];

/** What a span begins with is in the middle of a line: in `**1. Read** this` there is no list. */
const spans = Object.fromEntries(
  Object.entries(rulesExtended)
    .filter(([name]) => SPANS.includes(name))
    .map(([name, rule]): [string, Rule] => [
      name,
      { ...rule, parse: (capture, inner, state) => rule.parse(capture, inner, { ...state, prevCapture: capture }) },
    ]),
);

const parse = SimpleMarkdown.parserFor({ ...rulesExtended, ...spans, list, heading });

/** Parses Discord's Markdown, masked links included, as in what a bot sends. */
export function parseMarkdown(source: string): MarkdownNode[] {
  return withoutNeedlessBreaks(parse(source, { inline: true }) as MarkdownNode[]);
}

/** The line on which a code block closes ends by itself, and a heading brings its own room: no empty lines for these. */
function withoutNeedlessBreaks(nodes: MarkdownNode[]): MarkdownNode[] {
  const isBreak = (index: number): boolean => nodes[index]?.type === 'br';
  return nodes.filter((_, index) => {
    const afterCode = nodes[index - 1]?.type === 'codeBlock';
    const beforeHeading = nodes[index + 1]?.type === 'heading' && isBreak(index - 1);
    return !(isBreak(index) && (afterCode || beforeHeading));
  });
}
