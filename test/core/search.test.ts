import { expect, test } from 'vitest';
import { bookOf } from '../../src/core/book.ts';
import type { Block } from '../../src/core/lesson.ts';
import { createSearch } from '../../src/core/search.ts';
import { makeLesson } from '../make-lesson.ts';

const section = (id: string, ...blocks: Block[]) => ({ id, title: id, handsOn: false, blocks });
const text = (markdown: string, spoiler = false): Block => ({ kind: 'text', markdown, spoiler });

const books = [
  bookOf(
    makeLesson({
      sections: [
        section('first', text('You may **freeze** a layer; unfreezing comes later. `requires_grad` says so.')),
        section('second', { kind: 'heading', text: 'Freezing the body' }, text('Nothing here trains.')),
        section('third', text('A question?'), text('The secret answer.', true)),
        section('fourth', { kind: 'code', language: 'python', code: 'model.eval()' }, text(`${'far '.repeat(99)}away`)),
      ],
    }),
  ),
];
const find = createSearch(books);
const sections = (query: string) => find(query).hits.map(({ page }) => page.section.id);
const shown = (query: string) =>
  find(query)
    .hits[0]?.snippet.map(({ text, found }) => (found ? `[${text}]` : text))
    .join('');

test('a word is found where a word begins with it, in headings first', () => {
  expect(sections('freez')).toEqual(['second', 'first']);
  expect(sections('FREEZE')).toEqual(['first']);
  expect(sections('reeze')).toEqual(['first']); // corrected: no word begins like that
  expect(find('freeze').corrected).toBe(false);
});

test('all words must stand on the page', () => {
  expect(sections('layer freeze')).toEqual(['first']);
  expect(sections('layer trains')).toEqual([]);
});

test('signs in a query are no pattern', () => {
  expect(sections('requires_grad')).toEqual(['first']);
  expect(sections('model.eval()')).toEqual(['fourth']);
  expect(sections('.*')).toEqual([]);
  expect(sections('')).toEqual([]);
});

test('a slip of the finger finds the nearest word and says so', () => {
  expect(find('frezing')).toMatchObject({ words: ['freezing'], corrected: true });
  expect(sections('frezing')).toEqual(['second']);
  expect(find('zzzzzz')).toMatchObject({ hits: [], corrected: false });
});

test('answers behind spoilers are not given away', () => {
  expect(sections('secret')).toEqual([]);
  expect(sections('question')).toEqual(['third']);
});

test('a snippet shows the words where they stand, without Markdown', () => {
  expect(shown('freeze')).toBe('first You may [freeze] a layer; unfreezing comes later. requires_grad says so.');
  expect(shown('away')).toMatch(/^… (far )+\[away\]$/);
});
