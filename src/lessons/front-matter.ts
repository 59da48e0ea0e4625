import { isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Reporter } from './problem.ts';
import { faultOfId } from './slug.ts';

const text = (what: string) => z.string(`expected ${what} as text`).trim().min(1, `is empty: expected ${what}`);
const wholeNumber = (what: string) => z.int(`expected ${what} as a whole number`).min(0, `expected ${what}, 0 or more`);

const schema = z.strictObject({
  id: text('a short, stable id').superRefine((id, context) => {
    const fault = faultOfId(id);
    if (fault) context.addIssue(fault);
  }),
  module: z.strictObject(
    { number: wholeNumber("the module's number"), title: text("the module's title") },
    'expected `number` and `title` of the module',
  ),
  number: wholeNumber("the lesson's number in its module"),
  title: text("the lesson's title").max(80, 'is longer than 80 characters'),
  time: text('the time it takes, such as "1–2 hours",'),
  difficulty: z.enum(['beginner', 'intermediate', 'advanced'], 'expected beginner, intermediate or advanced'),
  objectives: z
    .array(
      text('an objective').max(120, 'is longer than 120 characters'),
      'expected a list of objectives, one after each "- "',
    )
    .min(1, 'is empty: expected at least one objective')
    .max(8, 'has more than 8 objectives'),
});

export type FrontMatter = z.output<typeof schema>;

/** The keys at a path, for the message about one that is unknown. */
const KNOWN_KEYS: Record<string, string[]> = { '': Object.keys(schema.shape), module: ['number', 'title'] };

/**
 * Reads the YAML at the head of a lesson.
 *
 * @param firstLine line of the file on which the YAML begins (after `---`).
 * @returns undefined when something is wrong; all of it has been reported then.
 */
export function readFrontMatter(yaml: string, firstLine: number, report: Reporter): FrontMatter | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => firstLine + Math.max(0, lineCounter.linePos(offset).line - 1);
  for (const error of document.errors) {
    report.error(lineAt(error.pos[0]), `the front matter is not valid YAML: ${error.message}${hintFor(error.code)}`);
  }
  let aliases = 0;
  visit(document, {
    Alias(_key, { range, source }) {
      aliases += 1;
      report.error(
        lineAt(range?.[0] ?? 0),
        `"*${source}" is a reference in YAML: expected a text that begins with * in quotes`,
      );
    },
  });
  if (document.errors.length > 0 || aliases > 0) return undefined;

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;

  const lineOfPath = (path: PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const offset = keyOffset(document.contents, path.slice(0, depth));
      if (offset !== undefined) return lineAt(offset);
    }
    return Math.max(1, firstLine - 1);
  };
  for (const issue of parsed.error.issues) {
    const where = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const known = (KNOWN_KEYS[where] ?? []).join(', ');
        report.error(lineOfPath([...issue.path, key]), `unknown key "${key}": expected only ${known}`);
      }
    } else if (where === '') report.error(firstLine, 'the front matter is empty: expected `key: value` lines');
    else {
      const missing = document.hasIn(issue.path) ? '' : 'is missing: ';
      report.error(lineOfPath(issue.path), `"${where}" ${missing}${issue.message}`);
    }
  }
  return undefined;
}

function hintFor(code: string): string {
  return code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY' || code === 'BAD_SCALAR_START'
    ? ' (a text that holds ": " or starts with a sign needs quotes)'
    : '';
}

/** Where the key (or list item) at `path` stands. */
function keyOffset(contents: unknown, path: PropertyKey[]): number | undefined {
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => childOf(node, key), contents);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => String(key) === String(last));
    if (pair) return isNode(pair.key) ? pair.key.range?.[0] : undefined;
    return undefined;
  }
  const item = childOf(parent, last ?? 0);
  return isNode(item) ? item.range?.[0] : undefined;
}

function childOf(node: unknown, key: PropertyKey): unknown {
  return node !== null && typeof node === 'object' && 'get' in node && typeof node.get === 'function'
    ? node.get(key, true)
    : undefined;
}
