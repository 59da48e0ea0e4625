import { describe, expect, test } from 'vitest';
import { parseLesson } from '../../src/lessons/parse.ts';
import { formatProblem } from '../../src/lessons/problem.ts';
import { ANSWER, HEAD, lineOfText, SAMPLE, SECTION } from './sample.ts';

const check = (source: string) => parseLesson(source, 'a.md').problems.map(formatProblem);

function read(source: string) {
  const { lesson, problems } = parseLesson(source, 'a.md');
  expect(problems.map(formatProblem)).toEqual([]);
  return lesson!;
}

describe('a lesson without a mistake', () => {
  test('gives its front matter, sections and questions', () => {
    const lesson = read(SAMPLE);
    expect(lesson).toMatchObject({
      id: 'freezing',
      module: { number: 4, title: 'Models' },
      objectives: ['Freeze a body'],
    });
    expect(lesson.sections.map(({ id, title }) => [id, title])).toEqual([
      ['why-it-works', 'Why: it works'],
      ['interview-preparation', 'Interview preparation'],
    ]);
    expect(lesson.sections[0]?.blocks).toEqual([
      { kind: 'text', markdown: 'Early layers see edges.' },
      { kind: 'heading', text: 'Open `layer4`' },
      { kind: 'text', markdown: 'Late layers adapt.' },
    ]);
    expect(lesson.questions[0]).toMatchObject({ id: 'what-is-frozen', see: 'why-it-works', modelAnswer: ANSWER });
  });

  test('is shown with every model answer behind spoilers', () => {
    const answer = 'Read:\n\n- one\n- two\n\n```py\nx = 1\n```';
    const blocks = read(SAMPLE.replace(ANSWER, answer)).sections[1]?.blocks;
    expect(blocks).toEqual([
      { kind: 'heading', text: 'What is frozen?' },
      { kind: 'text', markdown: '-# medium · taught in Why: it works' },
      { kind: 'text', markdown: '**Model answer:**' },
      { kind: 'text', markdown: 'Read:', spoiler: true },
      { kind: 'list', items: ['- one', '- two'], spoiler: true },
      { kind: 'code', language: 'py', code: 'x = 1', spoiler: true },
    ]);
  });

  test('turns any positive weights into percent', () => {
    expect(read(SAMPLE).questions[0]?.points.map(({ id, weight }) => [id, weight])).toEqual([
      ['body', 75],
      ['head', 25],
    ]);
    const decimals = read(SAMPLE.replace('30:', '0.5 %:').replace('10:', '1.5:'));
    expect(decimals.questions[0]?.points.map(({ weight }) => weight)).toEqual([25, 75]);
  });

  test('may have questions with a model answer only: they are marked roughly', () => {
    const source = SAMPLE.slice(0, SAMPLE.indexOf('**Points**'));
    expect(read(source).questions[0]).toMatchObject({ modelAnswer: ANSWER, points: [] });
  });

  test('reads other wordings, misconceptions, examples and the follow-up', () => {
    const source = `${SAMPLE}  - also: only the head learns
  - half: something trains

**Misconceptions**

- core: All of it trains. → Only the head.
- 10: \`a -> b\` is nothing -> It is.

**Examples**

- strong: body frozen: yes
- wrong, reversed: 1. head frozen
- Wrong, empty:

**Follow-up:** And batch
norm?
`;
    const question = read(source).questions[0]!;
    expect(question.points[1]).toMatchObject({ also: ['only the head learns'], half: ['something trains'] });
    expect(question.misconceptions[0]).toEqual({ text: 'All of it trains.', truth: 'Only the head.', penalty: 'core' });
    expect(question.misconceptions[1]?.penalty).toBe(10);
    expect(question.examples).toEqual([
      { band: 3, text: 'body frozen: yes', line: lineOfText(source, '- strong') },
      { band: 0, kind: 'reversed', text: '1. head frozen', line: lineOfText(source, '- wrong') },
      { band: 0, kind: 'empty', text: '', line: lineOfText(source, '- Wrong') },
    ]);
    expect(question.followUp).toBe('And batch norm?');
  });

  test('leads a question to a section or to a heading in one', () => {
    const source = SAMPLE.replace('see: Why', 'see: open layer4');
    expect(read(source).questions[0]).toMatchObject({ see: 'why-it-works', seeHeading: 'Open `layer4`' });
  });

  test('changes the version of a question with its marking, and with nothing else', () => {
    const version = (source: string) => read(source).questions[0]?.version;
    expect(version(SAMPLE.replace('medium', 'hard'))).toBe(version(SAMPLE));
    expect(version(SAMPLE.replace('30:', '31:'))).not.toBe(version(SAMPLE));
    expect(version(SAMPLE.replace(ANSWER, 'A body.'))).not.toBe(version(SAMPLE));
  });

  test('joins the lines of a paragraph, which Discord would break, and keeps meant breaks', () => {
    const text = 'One *line\nand* more,  \nbroken here.\n-# small';
    const quote = '> a quote\n> on two lines';
    const list = '- an item\n  on two lines\n  - nested';
    const lesson = read(SAMPLE.replace('Early layers see edges.', `${text}\n\n${quote}\n\n${list}`));
    expect(lesson.sections[0]?.blocks.slice(0, 3)).toEqual([
      { kind: 'text', markdown: 'One *line and* more,\nbroken here.\n-# small' },
      { kind: 'text', markdown: '> a quote on two lines' },
      { kind: 'list', items: ['- an item on two lines\n  - nested'] },
    ]);
  });

  test('hides a paragraph that is a spoiler as a whole', () => {
    const shown = read(
      SAMPLE.replace('Late layers adapt.', '||Yes.||\n\nAn ||a|| and ||b||'),
    ).sections[0]?.blocks.slice(2);
    expect(shown).toEqual([
      { kind: 'text', markdown: 'Yes.', spoiler: true },
      { kind: 'text', markdown: 'An ||a|| and ||b||' },
    ]);
  });

  test('may come from Windows', () => {
    expect(read(`\uFEFF${SAMPLE.replaceAll('\n', '\r\n')}`)).toEqual(read(SAMPLE));
  });
});

/** What is spoilt: replace this by that; the message, and the text on whose line it is reported. */
const MISTAKES: [name: string, from: string, to: string, at: string, message: RegExp][] = [
  ['broken YAML', 'title: Freezing', 'title: Freezing: how', 'title: Freezing: how', /not valid YAML: .*needs quotes/],
  ['a title that YAML takes for a reference', 'title: Freezing', 'title: *Freezing*', 'title: *F', /in quotes/],
  ['an unknown key', 'time:', 'author: me\ntime:', 'author', /unknown key "author": expected only id, module,/],
  [
    'an unknown key of the module',
    '  title: Models',
    '  name: x\n  title: Models',
    '  name: x',
    /expected only number, title/,
  ],
  ['a missing key', 'time: 20 minutes\n', '', '---', /"time" is missing: expected the time/],
  ['a wrong type', 'number: 2', 'number: two', 'number: two', /"number" expected the lesson's number .* whole number/],
  [
    'an unknown word',
    'difficulty: beginner',
    'difficulty: easy',
    'difficulty: easy',
    /expected beginner, intermediate/,
  ],
  ['an empty list', '  - Freeze a body\n', '', 'objectives', /"objectives" expected a list of objectives/],
  ['an empty objective', '- Freeze a body', '- ""', '- ""', /"objectives.0" is empty/],
  ['an id that is no slug', 'id: freezing', 'id: Freezing Layers', 'id: F', /not a slug: .* such as "freezing-layers"/],
  ['a long id', 'id: freezing', `id: ${'a'.repeat(41)}`, 'id: aaa', /41 characters: expected at most 40/],
  ['no end of the front matter', '  - Freeze a body\n---\n', '', '---', /not closed/],
  ['an empty section', '\nLate layers adapt.', '\n## Next\n\n### Only a heading', '## Next', /"Next" is empty/],
  [
    'two equal sections',
    'Late layers adapt.',
    'A.\n\n## Why it works\n\nB.',
    '## Why it',
    /same id as "Why: it works"/,
  ],
  [
    'a long title',
    '## Why: it works',
    `## ${'why '.repeat(30)}`,
    '## why',
    /title has 119 characters: expected at most 80/,
  ],
  [
    'too many sections',
    'Late layers adapt.',
    Array.from({ length: 19 }, (_, n) => `A.\n\n## Nr ${n}\n\nB.`).join('\n\n'),
    '## Interview',
    /more than 20/,
  ],
  ['a long objective', '- Freeze a body', `- ${'x'.repeat(121)}`, '- xxx', /longer than 120/],
  ['a title in the text', '## Why: it', '# Freezing\n\n## Why: it', '# Freezing', /title stands in the front matter/],
  ['text above the sections', '## Why: it', 'Hello\n\n## Why: it', 'Hello', /odd place \("Hello"\).*"## Title" above/],
  ['an accidental heading', 'Late layers adapt.', 'Late layers adapt.\n---', 'Late layers', /leave an empty line/],
  ['an unknown see', 'see: Why', 'see: Whither', 'see: Whither', /unknown `see:` target "Whither": .*"Why: it works"/],
  ['something else beside the id', 'see: Why', 'seen: Why', 'seen: Why', /"seen: Why" beside a question's id/],
  ['no id', '`what-is-frozen` · medium · see: Why', 'Hm.', 'Hm.', /question without id: expected "`the-id`/],
  ['an id of a question that is no slug', '`what-is-frozen`', '`what?`', '`what?`', /not a slug/],
  ['an unknown difficulty', 'medium', 'brutal', 'brutal', /unknown difficulty "brutal": expected easy, medium, hard/],
  ['no model answer', `${ANSWER}\n`, '', '### What', /has no model answer/],
  ['a weight that starts a list', '- 30: The', '- 30. The', '- 30.', /"30\." starts a nested list: write "30:"/],
  ['a weight that is no number', '- 30: The', '- lots: The', '- lots', /weight of a point does not parse/],
  ['a weight of nothing', '- 30: The', '- 0: The', '- 0', /expected a number over 0/],
  ['a point without weight', '- 30: The', '- The', '- The', /weight of a point does not parse/],
  ['two equal points', '`head`', '`body`', '- 10', /two points have the id "body"/],
  ['an id of a point that is no slug', '`head`', '`The Head`', '- 10', /not a slug/],
  ['an unknown entry', '`body`', '`body`\n  - alos: x', '- alos', /unknown entry under a point/],
  ['text under a point', '`body`', '`body`\n\n  Hm.', 'Hm.', /under a point there may only be/],
  ['an unknown label', '**Points**', '**Punkte**', '**Punkte**', /unknown label "Punkte": expected \*\*Points\*\*/],
  ['text under a label', '- 30:', 'Hm.\n\n- 30:', 'Hm.', /under \*\*Points\*\* there may only be a list/],
  ['text beside a label', '**Points**', '**Points** of it', '**Points** of', /stands alone on its line/],
  ['no arrow', '`head`', '`head`\n\n**Misconceptions**\n\n- core: Wrong.', '- core', /no truth: expected .*→/],
  ['no penalty', '`head`', '`head`\n\n**Misconceptions**\n\n- x: A → b.', '- x: A', /what a misconception costs/],
  [
    'an unknown band',
    '`head`',
    '`head`\n\n**Examples**\n\n- great: x',
    '- great',
    /unknown band "great": expected strong, good/,
  ],
  ['no band', '`head`', '`head`\n\n**Examples**\n\n- x', '- x', /an example has no band/],
  ['a label twice', '`head`', '`head`\n\n**Points**\n\n- 1: x', '**Points**\n\n- 1', /a second \*\*Points\*\*/],
  ['an empty follow-up', '`head`', '`head`\n\n**Follow-up:**', '**Follow', /is empty: expected a question/],
  ['text at the end', '`head`', '`head`\n\n**Follow-up:** A?\n\nHm.', 'Hm.', /nothing follows \*\*Follow-up:\*\*/],
  ['an empty interview', SAMPLE.slice(SAMPLE.indexOf('### What is')), 'Hm.', '## Interview', /no questions in the/],
  [
    'two equal questions',
    '`head`',
    '`head`\n\n### B?\n\n`what-is-frozen` · easy\n\nX.',
    '### B?',
    /two questions have the id/,
  ],
  [
    'code too long for a message',
    'Late layers adapt.',
    `\`\`\`\n${'x = 1\n'.repeat(500)}\`\`\``,
    '```',
    /2999 characters of code/,
  ],
];

describe('a mistake is named with its line and what is expected', () => {
  test.each(MISTAKES)('%s', (_name, from, to, at, message) => {
    expect(SAMPLE).toContain(from);
    const source = SAMPLE.replace(from, () => to);
    const { lesson, problems } = parseLesson(source, 'a.md');
    expect(lesson).toBeUndefined();
    const found = problems.find((problem) => message.test(problem.message));
    expect(found, problems.map(formatProblem).join('\n')).toMatchObject({
      severity: 'error',
      line: lineOfText(source, at),
    });
  });

  test('and all of them at once', () => {
    const source = MISTAKES.filter(([name]) => ['a missing key', 'no id', 'two equal points'].includes(name)).reduce(
      (text, [, from, to]) => text.replace(from, to),
      SAMPLE,
    );
    expect(check(source)).toHaveLength(3);
  });

  test('an empty file, a file without sections', () => {
    expect(check('')).toContainEqual(expect.stringMatching(/^a\.md:1: no front matter/));
    expect(check(HEAD)).toContainEqual(expect.stringMatching(/^a\.md:1: no sections/));
  });
});

const UNRENDERED: [name: string, markdown: string, offset: number, message: RegExp][] = [
  ['tables', '| a | b |\n|---|---|\n| 1 | 2 |', 0, /does not render tables/],
  ['small headings', '#### Deep', 0, /headings below ###/],
  ['HTML', 'a <b>bold</b> word', 0, /HTML/],
  ['LaTeX', 'costs $5 and $10, but $x^2$ is maths', 0, /LaTeX/],
  ['images', '![a cat](cat.png)', 0, /images/],
  ['footnotes', 'Yes.[^1]\n\n[^1]: No.', 0, /footnotes/],
  ['wide code', `\`\`\`py\nok = 1\n${'x'.repeat(43)}\n\`\`\``, 2, /43 columns of code: a phone shows 42/],
  [
    'a paragraph too long for a page',
    'word '.repeat(200),
    0,
    /paragraph "word .* has 1000 characters: a page holds 900/,
  ],
  ['an item too long for a page', `- a\n- ${'word '.repeat(200)}`, 1, /list item "word .* has 1002 characters/],
];

describe('a warning, but no error, for what Discord does not show', () => {
  test.each(UNRENDERED)('%s', (_name, markdown, offset, message) => {
    const source = SAMPLE.replace('Late layers adapt.', () => markdown);
    const { lesson, problems } = parseLesson(source, 'a.md');
    expect(lesson).toBeDefined();
    const line = lineOfText(source, 'Open `layer4`') + 2 + offset;
    expect(problems.find((problem) => message.test(problem.message))).toMatchObject({ severity: 'warning', line });
  });

  test('in a model answer too, but not in examples, which nobody is shown', () => {
    expect(check(SAMPLE.replace(ANSWER, 'The <b>body</b>.'))).toEqual([
      expect.stringContaining('warning: Discord does not render HTML'),
    ]);
    expect(check(`${SAMPLE}\n**Examples**\n\n- wrong: <b>x</b> costs $x$\n`)).toEqual([]);
  });

  test('nothing of "$5 and $10"', () => {
    expect(check(SAMPLE.replace('Late layers adapt.', 'It costs $5 and $10, or $5–$10.'))).toEqual([]);
  });

  test('no questions', () => {
    expect(check(HEAD + SECTION)).toEqual([expect.stringContaining('warning: no questions')]);
  });
});
