import { createHash } from 'node:crypto';
import type { Heading, RootContent } from 'mdast';
import type { Block } from '../core/lesson.ts';
import { DIFFICULTIES, type Difficulty, type Question } from '../core/question.ts';
import { toBlocks } from './blocks.ts';
import { type Context, discordMarkdown, innerSource, lineOf, plainText, sourceOf } from './markdown.ts';
import { afterLabel, itemsOf, oddPlace, readExamples, readMisconceptions, readPoints } from './question-parts.ts';
import { faultOfId } from './slug.ts';
import { warnOfUnrendered } from './warnings.ts';

/** What `see:` can lead to: a section, or a heading in one. */
export interface SeeTarget {
  section: string;
  title: string;
  heading?: string;
}

/** A question as written, and as the interview section shows it: its answer behind spoilers. */
export interface ReadQuestion {
  question: Question;
  blocks: Block[];
  line: number;
}

const LABELS = ['Points', 'Misconceptions', 'Examples', 'Follow-up'] as const;
type Label = (typeof LABELS)[number];

/** A question's nodes, sorted by the bold label above them. */
interface Parts {
  meta: RootContent | undefined;
  modelAnswer: RootContent[];
  labelled: Map<Label, RootContent[]>;
  followUp: string | undefined;
}

/**
 * Reads what stands under one `###` of the interview section.
 *
 * @param targets everything in the lesson that `see:` can lead to.
 * @returns undefined when the id or the like is missing; everything wrong has been reported.
 */
export function readQuestion(
  heading: Heading,
  nodes: RootContent[],
  { context, lessonId, targets }: { context: Context; lessonId: string; targets: SeeTarget[] },
): ReadQuestion | undefined {
  const { report, source } = context;
  const line = lineOf(heading);
  const text = innerSource(source, heading).trim();
  if (text === '') report.error(line, 'a question has no text: expected "### The question?"');
  const parts = sortParts(nodes, context);
  const meta = readMeta(parts.meta, line, { context, targets });
  if (parts.modelAnswer.length === 0) {
    report.error(line, `the question "${text}" has no model answer: expected one above **Points**`);
  }
  for (const node of parts.modelAnswer) warnOfUnrendered(node, context);

  const items = (label: Label) => itemsOf(parts.labelled.get(label) ?? [], label, context);
  const points = readPoints(items('Points'), context);
  const misconceptions = readMisconceptions(items('Misconceptions'), context);
  const examples = readExamples(items('Examples'), context);
  if (!meta) return undefined;

  const marking = {
    text,
    modelAnswer: parts.modelAnswer.map((node) => discordMarkdown(source, node)).join('\n\n'),
    points,
    misconceptions,
  };
  const { id, difficulty, see } = meta;
  const where = { see: see?.section, seeHeading: see?.heading };
  const question = { id, lessonId, difficulty, ...where, ...marking, examples, followUp: parts.followUp };
  return {
    question: { ...question, version: shortHash(JSON.stringify(marking)) },
    blocks: shownBlocks(question, toBlocks(parts.modelAnswer, context), see),
    line,
  };
}

function shownBlocks(question: Omit<Question, 'version'>, answer: Block[], see: SeeTarget | undefined): Block[] {
  const small = `-# ${question.difficulty}${see ? ` · taught in ${see.title}` : ''}`;
  const blocks: Block[] = [
    { kind: 'heading', text: question.text },
    { kind: 'text', markdown: small },
    { kind: 'text', markdown: '**Model answer:**' },
    ...answer.map((block) => (block.kind === 'heading' ? block : { ...block, spoiler: true })),
  ];
  if (question.followUp) blocks.push({ kind: 'text', markdown: `**Follow-up:** ${question.followUp}` });
  return blocks;
}

function sortParts(nodes: RootContent[], context: Context): Parts {
  const [meta, ...rest] = nodes;
  const parts: Parts = { meta, modelAnswer: [], labelled: new Map(), followUp: undefined };
  let under: RootContent[] = parts.modelAnswer;
  for (const node of rest) {
    const label = labelOf(node, parts.labelled.size > 0, context);
    if (label === undefined) {
      if (parts.followUp === undefined) under.push(node);
      else oddPlace(node, 'nothing follows **Follow-up:**', context);
    } else if (label !== 'unknown') {
      if (parts.labelled.has(label)) context.report.error(lineOf(node), `a second **${label}**: expected one`);
      under = [];
      parts.labelled.set(label, under);
      const text = node.type === 'paragraph' ? afterLabel(node, context.source) : '';
      if (label === 'Follow-up') {
        parts.followUp = text;
        if (text === '') context.report.error(lineOf(node), '**Follow-up:** is empty: expected a question after it');
      } else if (text !== '') oddPlace(node, `**${label}** stands alone on its line, with a list under it`, context);
    }
  }
  return parts;
}

/** @param labelled whether a label came before: then no bold text can belong to the model answer. */
function labelOf(node: RootContent, labelled: boolean, { report }: Context): Label | 'unknown' | undefined {
  const bold = node.type === 'paragraph' && node.children[0]?.type === 'strong' ? node.children[0] : undefined;
  if (!bold) return undefined;
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const word = plainText(bold).trim();
  const label = LABELS.find((known) => letters(known) === letters(word));
  if (label) return label;
  const alone = node.type === 'paragraph' && node.children.length === 1;
  if (!alone && !labelled) return undefined;
  report.error(lineOf(node), `unknown label "${word}": expected ${LABELS.map((known) => `**${known}**`).join(', ')}`);
  return 'unknown';
}

interface Meta {
  id: string;
  difficulty: Difficulty;
  see: SeeTarget | undefined;
}

const META_FORM = '"`the-id` · medium · see: Title of a section"';

function readMeta(
  node: RootContent | undefined,
  line: number,
  { context, targets }: { context: Context; targets: SeeTarget[] },
): Meta | undefined {
  const { report, source } = context;
  const first = node?.type === 'paragraph' ? node.children[0] : undefined;
  if (!node || first?.type !== 'inlineCode') {
    report.error(node ? lineOf(node) : line, `a question without id: expected ${META_FORM} under its heading`);
    return undefined;
  }
  const at = lineOf(node);
  const id = first.value.trim();
  const fault = faultOfId(id);
  if (fault) report.error(at, fault);
  const [, word = '', ...others] = sourceOf(source, node)
    .split('·')
    .map((part) => part.trim());
  const difficulty = DIFFICULTIES.find((known) => known === word.toLowerCase());
  if (!difficulty)
    report.error(at, `unknown difficulty "${word}": expected ${DIFFICULTIES.join(', ')}, as in ${META_FORM}`);
  let see: SeeTarget | undefined;
  for (const part of others) {
    const target = part.match(/^see:\s*(.+)$/is)?.[1];
    if (target === undefined) report.error(at, `"${part}" beside a question's id: expected ${META_FORM}`);
    else see = findTarget(target, targets);
    if (target !== undefined && !see) {
      const expected = 'the title of a section or of a heading in one, or the start of just one';
      const sections = targets.filter(({ heading }) => heading === undefined).map(({ title }) => `"${title}"`);
      report.error(at, `unknown \`see:\` target "${target}": expected ${expected} (sections: ${sections.join(', ')})`);
    }
  }
  return difficulty && { id, difficulty, see };
}

/** By title, or by the start of just one title. */
function findTarget(wanted: string, targets: SeeTarget[]): SeeTarget | undefined {
  const start = wanted.toLowerCase();
  const starting = targets.filter(({ title }) => title.toLowerCase().startsWith(start));
  return (
    starting.find(({ title }) => title.length === wanted.length) ?? (starting.length === 1 ? starting[0] : undefined)
  );
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);
