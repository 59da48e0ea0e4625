import type { Heading, RootContent } from 'mdast';
import type { Lesson, Section } from '../core/lesson.ts';
import { toBlocks } from './blocks.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { type Context, innerSource, lineOf, parseMarkdown, plainText, sourceOf } from './markdown.ts';
import { createReporter, isError, type Problem } from './problem.ts';
import { type ReadQuestion, readQuestion, type SeeTarget } from './question.ts';
import { oddPlace } from './question-parts.ts';
import { slugOf } from './slug.ts';
import { warnOfUnrendered } from './warnings.ts';

export interface ParsedLesson {
  /** Absent when there is an error. */
  lesson?: Lesson;
  problems: Problem[];
  /** Where each id stands, for duplicates in other files. */
  lines: { lesson: number; questions: Map<string, number> };
}

interface RawSection {
  id: string;
  title: string;
  heading: Heading;
  nodes: RootContent[];
}

/** So that all of a lesson's contents fit one message beside its objectives. */
const MAX_SECTIONS = 20;
const MAX_TITLE_LENGTH = 80;
const INTERVIEW = 'interview preparation';

/**
 * Reads a lesson.
 *
 * @param file its name in messages.
 * @returns the lesson, unless there is an error, and everything that is wrong with it.
 */
export function parseLesson(text: string, file: string): ParsedLesson {
  const report = createReporter(file);
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const context = { source, report };
  const nodes = parseMarkdown(source).children;
  const frontMatter = readHead(nodes, context);
  const sections = splitSections(
    nodes.filter(({ type }) => type !== 'yaml'),
    context,
  );
  const questions = readQuestions(sections, frontMatter?.id ?? '', context);
  for (const section of sections) checkSection(section, context);

  const lines = {
    lesson: source.split('\n').findIndex((line) => line.startsWith('id:')) + 1 || 1,
    questions: new Map(questions.map(({ question, line }) => [question.id, line])),
  };
  const problems = report.problems.sort((a, b) => a.line - b.line);
  if (!frontMatter || problems.some(isError)) return { problems, lines };
  const lesson = {
    ...frontMatter,
    sections: sections.map((section) => toSection(section, questions, context)),
    questions: questions.map(({ question }) => question),
  };
  return { lesson, problems, lines };
}

function readHead(nodes: RootContent[], { source, report }: Context): FrontMatter | undefined {
  const [head] = nodes;
  if (head?.type === 'yaml') return readFrontMatter(head.value, lineOf(head) + 1, report);
  const opened = /^---\s*\n/.test(source);
  report.error(1, opened ? 'the front matter is not closed: expected a line "---" after it' : NO_FRONT_MATTER);
  return undefined;
}

const NO_FRONT_MATTER =
  'no front matter: expected "---", then id, module, number, title, time, difficulty and objectives, then "---"';

function splitSections(nodes: RootContent[], context: Context): RawSection[] {
  const { report, source } = context;
  const sections: RawSection[] = [];
  for (const node of nodes) {
    const current = sections.at(-1);
    const isHeading = node.type === 'heading';
    if (isHeading && !sourceOf(source, node).startsWith('#')) {
      report.error(
        lineOf(node),
        'a line of - or = under a text makes it a heading: leave an empty line, or write "##"',
      );
    } else if (isHeading && node.depth === 1) {
      report.error(lineOf(node), 'a "#" heading: the title stands in the front matter, expected "##" for a section');
    } else if (isHeading && node.depth === 2) sections.push(startSection(node, sections, context));
    else if (current) current.nodes.push(node);
    else oddPlace(node, 'everything after the front matter stands in a section, expected "## Title" above it', context);
  }
  const beyond = sections[MAX_SECTIONS];
  if (beyond)
    report.error(lineOf(beyond.heading), `more than ${MAX_SECTIONS} sections: expected fewer, or two lessons`);
  if (sections.length === 0) report.error(1, 'no sections: expected at least one "## Title" with text under it');
  return sections;
}

function startSection(heading: Heading, before: RawSection[], { report }: Context): RawSection {
  const title = plainText(heading).trim();
  const id = slugOf(title);
  const line = lineOf(heading);
  if (id === '') report.error(line, 'a section without a title: expected "## Title" with letters or digits in it');
  if (title.length > MAX_TITLE_LENGTH) {
    report.error(line, `a section's title has ${title.length} characters: expected at most ${MAX_TITLE_LENGTH}`);
  }
  const same = before.find((section) => section.id === id);
  if (same) {
    report.error(line, `the section "${title}" has the same id as "${same.title}" (${id}): expected another title`);
  }
  return { id, title, heading, nodes: [] };
}

const isInterview = ({ title }: RawSection): boolean => title.toLowerCase() === INTERVIEW;

function checkSection(section: RawSection, context: Context): void {
  const shown = isInterview(section) ? introOf(section) : section.nodes;
  for (const node of shown) warnOfUnrendered(node, context);
  const hasText = section.nodes.some(({ type }) => type !== 'heading');
  if (!hasText) {
    context.report.error(lineOf(section.heading), `the section "${section.title}" is empty: expected text under it`);
  }
}

const isSubHeading = (node: RootContent): node is Heading => node.type === 'heading' && node.depth === 3;

/** What stands in the interview section before its first question. */
function introOf({ nodes }: RawSection): RootContent[] {
  const first = nodes.findIndex(isSubHeading);
  return first < 0 ? nodes : nodes.slice(0, first);
}

function readQuestions(sections: RawSection[], lessonId: string, context: Context): ReadQuestion[] {
  const interview = sections.find(isInterview);
  if (!interview) {
    context.report.warn(1, 'no questions: the quiz needs a section "## Interview preparation"');
    return [];
  }
  const starts = interview.nodes.flatMap((node, index) => (isSubHeading(node) ? [{ node, index }] : []));
  if (starts.length === 0) {
    context.report.error(
      lineOf(interview.heading),
      'no questions in the interview section: expected "### A question?"',
    );
  }
  const targets = sections.flatMap((section) => seeTargets(section, context));
  const questions: ReadQuestion[] = [];
  starts.forEach(({ node, index }, nth) => {
    const body = interview.nodes.slice(index + 1, starts[nth + 1]?.index);
    const read = readQuestion(node, body, { context, lessonId, targets });
    if (!read) return;
    const same = questions.find(({ question }) => question.id === read.question.id);
    if (same) {
      const { id } = same.question;
      context.report.error(read.line, `two questions have the id "${id}" (line ${same.line}): expected one of each`);
    } else questions.push(read);
  });
  return questions;
}

function seeTargets(section: RawSection, { source }: Context): SeeTarget[] {
  const { id, title, nodes } = section;
  const headings = isInterview(section) ? [] : nodes.filter(isSubHeading);
  return [
    { section: id, title },
    ...headings.map((node) => ({ section: id, title: plainText(node), heading: innerSource(source, node) })),
  ];
}

function toSection(section: RawSection, questions: ReadQuestion[], context: Context): Section {
  const { id, title, nodes } = section;
  const blocks = isInterview(section)
    ? [...toBlocks(introOf(section), context), ...questions.flatMap((question) => question.blocks)]
    : toBlocks(nodes, context);
  return { id, title, handsOn: /^hands[- ]on\b/i.test(title), blocks };
}
