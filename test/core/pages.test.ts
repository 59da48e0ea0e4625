import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Lesson } from '../../src/core/lesson.ts';
import { PAGE_CHARACTERS, type Page, pagesOf } from '../../src/core/pages.ts';

function lessonOf(...sections: Block[][]): Lesson {
  return {
    id: 'l',
    module: { number: 1, title: 'M' },
    number: 1,
    title: 'L',
    time: '1 h',
    difficulty: 'beginner',
    objectives: ['o'],
    sections: sections.map((blocks, index) => ({ id: `s${index}`, title: `S${index}`, handsOn: false, blocks })),
    questions: [],
  };
}
const pages = (...blocks: Block[]): Page[] => pagesOf(lessonOf(blocks));
const text = (length: number, end = '.'): Block => ({
  kind: 'text',
  markdown: `${'word '.repeat(length / 5)}`.trim() + end,
});

const word = fc.stringMatching(/^[a-zé😀.,:]{1,12}$/u);
const prose = fc.array(word, { minLength: 1, maxLength: 260 }).map((words) => words.join(' '));
const spoiler = fc.boolean();
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 1, arbitrary: word.map((heading) => ({ kind: 'heading' as const, text: heading })) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('text' as const), markdown: prose, spoiler }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ items: fc.array(prose, { minLength: 1, maxLength: 5 }), spoiler })
      .map(({ items, spoiler }) => ({ kind: 'list' as const, items: items.map((item) => `- ${item}`), spoiler })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ code: fc.array(word, { minLength: 1, maxLength: 60 }), spoiler })
      .map(({ code, spoiler }) => ({ kind: 'code' as const, language: 'py', code: code.join('\n'), spoiler })),
  },
);

function sourceOf(block: Block): string {
  if (block.kind === 'heading') return block.text;
  if (block.kind === 'list') return block.items.join('');
  return block.kind === 'code' ? `py${block.code}` : block.markdown;
}
const letters = (markdown: string): string => markdown.replace(/\|\||[\s`#]/g, '');
const FENCE = /(?:\|\|)?```[\s\S]*?```(?:\|\|)?/g;

describe('whatever stands in a lesson', () => {
  const anything = fc.array(fc.array(block, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });

  test('nothing is lost, and the order is kept', () => {
    fc.assert(
      fc.property(anything, (sections) => {
        const expected = sections.map((blocks, index) => `S${index}${blocks.map(sourceOf).join('')}`).join('');
        const all = pagesOf(lessonOf(...sections));
        expect(letters(all.map(({ markdown }) => markdown).join(''))).toBe(letters(expected));
        expect(all.map(({ number }) => number)).toEqual(all.map((_page, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });

  test('no page is over the limit; code is whole, and only code that fits no page makes one longer', () => {
    fc.assert(
      fc.property(anything, (sections) => {
        const codes = sections.flat().flatMap((block) => (block.kind === 'code' ? [block.code] : []));
        const all = pagesOf(lessonOf(...sections));
        for (const { markdown } of all) {
          expect(markdown.replace(FENCE, '').length).toBeLessThanOrEqual(PAGE_CHARACTERS);
          if (markdown.length > PAGE_CHARACTERS) expect(markdown.match(FENCE)).toHaveLength(1);
        }
        const shown = all.flatMap(({ markdown }) => markdown.match(FENCE) ?? []);
        expect(shown.map((fence) => fence.replace(/^(?:\|\|)?```py\n|\n```(?:\|\|)?$/g, ''))).toEqual(codes);
      }),
      { numRuns: 60 },
    );
  });

  test('no page ends with a heading, and every spoiler is closed on its page', () => {
    fc.assert(
      fc.property(anything, (sections) => {
        const ended = sections.map((blocks) => [...blocks, { kind: 'text' as const, markdown: 'end' }]);
        for (const { markdown } of pagesOf(lessonOf(...ended))) {
          expect(markdown.split('\n').at(-1)).not.toMatch(/^#/);
          expect((markdown.match(/\|\|/g) ?? []).length % 2).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('where pages break', () => {
  test('before a heading rather than in the middle of its text', () => {
    const heading = (text: string): Block => ({ kind: 'heading', text });
    const all = pages(text(500), heading('A'), text(300), text(300), heading('B'), text(500));
    expect(all.map(({ headings }) => headings)).toEqual([[], ['A'], ['B']]);
    expect(all.map(({ continues }) => continues)).toEqual([undefined, undefined, undefined]);
  });

  test('evenly, and the page says what it goes on with', () => {
    const all = pages({ kind: 'heading', text: 'A' }, text(400), text(400), text(400), text(400));
    expect(all.map(({ markdown }) => Math.round(markdown.length / 100))).toEqual([8, 8]);
    expect(all.map(({ continues }) => continues)).toEqual([undefined, 'A']);
  });

  test('between paragraphs rather than between the items of a list', () => {
    const items = Array.from({ length: 4 }, () => `- ${'word '.repeat(20).trim()}`);
    const all = pages(text(300), { kind: 'list', items }, text(300));
    expect(all.map(({ markdown }) => markdown.match(/^- /gm)?.length ?? 0)).toEqual([4, 0]);
  });

  test('never between a text with a colon and what it announces', () => {
    const code: Block = { kind: 'code', language: 'py', code: 'x = 1' };
    const all = pages(text(600), text(250, ':'), code, text(400));
    expect(all[1]?.markdown).toMatch(/^(word ?)+:\n```py\nx = 1\n```\n/);
  });

  test('a paragraph that no page holds is split after a sentence', () => {
    const long = 'One sentence of it stands here. '.repeat(50).trim();
    const all = pages({ kind: 'text', markdown: long });
    expect(all).toHaveLength(2);
    for (const { markdown } of all) expect(markdown).toMatch(/here\.$/);
  });

  test('lists are close, paragraphs are apart', () => {
    const [page] = pages(text(10, ':'), { kind: 'list', items: ['- a', '- b'] }, text(10));
    expect(page?.markdown).toBe('## S0\nword word:\n- a\n- b\n\nword word.');
  });

  test('what is behind spoilers is not for searching', () => {
    const [page] = pages(text(10), { kind: 'list', items: ['1. secret || x'], spoiler: true });
    expect(page?.markdown).toBe('## S0\nword word.\n1. ||secret \\|\\| x||');
    expect(page?.open).toBe('## S0\nword word.');
  });
});
