import type { List, ListItem, Paragraph, RootContent } from 'mdast';
import type { Band, Example, Misconception, Point } from '../core/question.ts';
import { type Context, discordMarkdown, innerSource, lineOf, sourceOf } from './markdown.ts';
import { faultOfId } from './slug.ts';
import { warnOfUnrendered } from './warnings.ts';

const BANDS: Record<string, Band> = { strong: 3, good: 2, partly: 1, wrong: 0 };

/** Reads the list under **Points**. Weights become percent, in the author's proportions. */
export function readPoints(items: ListItem[], context: Context): Point[] {
  const points: Point[] = [];
  items.forEach((item, index) => {
    const point = readPoint(item, index, context);
    if (!point) return;
    if (points.some(({ id }) => id === point.id)) {
      context.report.error(lineOf(item), `two points have the id "${point.id}": expected one of each`);
    }
    points.push(point);
  });
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  return points.map((point) => ({ ...point, weight: (point.weight * 100) / total }));
}

function readPoint(item: ListItem, index: number, context: Context): Point | undefined {
  const { report, source } = context;
  const [first, ...rest] = item.children;
  if (first?.type === 'list' && first.ordered) {
    const sign = sourceOf(source, first).match(/^\d+[.)]/)?.[0] ?? '20.';
    report.error(lineOf(item), `in Markdown "${sign}" starts a nested list: write "${sign.slice(0, -1)}:"`);
    return undefined;
  }
  if (first?.type !== 'paragraph') {
    report.error(lineOf(item), 'a point does not begin with a text: expected "20: One sentence."');
    return undefined;
  }
  warnOfUnrendered(first, context);
  const entry = splitEntry(discordMarkdown(source, first));
  const weight = entry && /^\d+(\.\d+)?\s*%?$/.test(entry.head) ? Number.parseFloat(entry.head) : undefined;
  if (!entry || !weight || entry.text === '') {
    report.error(
      lineOf(item),
      'the weight of a point does not parse: expected a number over 0, as in "20: One sentence."',
    );
    return undefined;
  }
  const { text, id } = takeId(entry.text, lineOf(item), context);
  return { id: id ?? `p${index + 1}`, weight, text, ...readWordings(rest, context) };
}

/** A point's id is the code after its sentence's end; code that ends the sentence itself belongs to the sentence. */
function takeId(text: string, line: number, { report }: Context): { text: string; id?: string } {
  const match = text.match(/^(.*?)\s+`([^`]+)`$/s);
  const [, sentence = '', id = ''] = match ?? [];
  if (!match) return { text };
  const fault = faultOfId(id);
  if (/[.!?…)"”]$/.test(sentence)) {
    if (fault) report.error(line, fault);
    return { text: sentence, id };
  }
  if (!fault)
    report.warn(line, `"${id}" is read as part of the sentence: for an id, end the sentence with a full stop`);
  return { text };
}

function readWordings(nodes: RootContent[], context: Context): Pick<Point, 'also' | 'half'> {
  const wordings = { also: [] as string[], half: [] as string[] };
  for (const node of nodes) {
    if (node.type !== 'list') {
      oddPlace(node, 'under a point there may only be "- also: …" and "- half: …"', context);
      continue;
    }
    for (const item of node.children) {
      const entry = splitEntry(itemText(item, context));
      if ((entry?.head === 'also' || entry?.head === 'half') && entry.text !== '')
        wordings[entry.head].push(entry.text);
      else context.report.error(lineOf(item), 'unknown entry under a point: expected "- also: …" or "- half: …"');
    }
  }
  return wordings;
}

/** Reads the list under **Misconceptions**. */
export function readMisconceptions(items: ListItem[], context: Context): Misconception[] {
  return items.flatMap((item) => {
    const fail = (message: string) => {
      context.report.error(lineOf(item), message);
      return [];
    };
    warnOfUnrendered(item, context);
    const entry = splitEntry(itemText(item, context));
    const penalty = entry?.head === 'core' ? ('core' as const) : Number(entry?.head.replace(/\s*%$/, '') || Number.NaN);
    if (!entry || (penalty !== 'core' && !(penalty > 0 && penalty <= 100))) {
      return fail(
        'what a misconception costs does not parse: expected "core: …" or a number to subtract, as in "10: …"',
      );
    }
    const [text = '', truth = ''] = entry.text.split(/\s*(?:→|->|⇒|=>)\s*/, 2);
    if (text === '' || truth === '') {
      return fail('a misconception has no truth: expected "The falsehood. → What is true."');
    }
    return [{ text, truth, penalty }];
  });
}

/** Reads the list under **Examples**: `band[, kind]: an answer`. */
export function readExamples(items: ListItem[], context: Context): Example[] {
  return items.flatMap((item) => {
    const entry = splitEntry(itemText(item, context));
    const [word = '', ...kinds] = (entry?.head ?? '').split(/\s*,\s*/);
    const band = BANDS[word.toLowerCase()];
    if (!entry || band === undefined) {
      const found = entry ? `unknown band "${word}"` : 'an example has no band';
      context.report.error(
        lineOf(item),
        `${found}: expected ${Object.keys(BANDS).join(', ')}, as in "partly: an answer"`,
      );
      return [];
    }
    const kind = kinds.join(', ');
    return [{ band, ...(kind !== '' && { kind }), text: entry.text, line: lineOf(item) }];
  });
}

/** The items of the lists in `nodes`; anything else is reported as standing in an odd place. */
export function itemsOf(nodes: RootContent[], label: string, context: Context): ListItem[] {
  return nodes.flatMap((node) => {
    if (node.type === 'list') return (node satisfies List).children;
    oddPlace(node, `under **${label}** there may only be a list`, context);
    return [];
  });
}

export function oddPlace(node: RootContent, expected: string, { report, source }: Context): void {
  const start = sourceOf(source, node).split('\n', 1)[0]?.slice(0, 40);
  report.error(lineOf(node), `text in an odd place ("${start}"): ${expected}`);
}

/** What follows a paragraph's leading bold label. */
export function afterLabel(paragraph: Paragraph, source: string): string {
  const rest = paragraph.children.slice(1);
  return innerSource(source, { children: rest })
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^\s*:?\s*/, '')
    .trim();
}

/** The author's text of a list item, without its marker; lists in it keep their lines. */
function itemText(item: ListItem, { source }: Context): string {
  return item.children
    .map((child) => discordMarkdown(source, child))
    .join('\n')
    .trim();
}

/** `head: text`. */
function splitEntry(entry: string): { head: string; text: string } | undefined {
  const colon = entry.indexOf(':');
  if (colon < 0) return undefined;
  return { head: entry.slice(0, colon).trim(), text: entry.slice(colon + 1).trim() };
}
