import { expect, test } from 'vitest';
import { lessonIds, readPlace, writePlace } from '../../commands/lesson-ids.ts';
import { coursePanel, overviewPanel, pagePanel, resultsPanel, sharedPagePanel } from '../../commands/lesson-panels.ts';
import { type Book, bookOf } from '../../src/core/book.ts';
import { createSearch } from '../../src/core/search.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { MAX_ID_LENGTH } from '../../src/lessons/slug.ts';
import { validateMessage } from '../../src/local-discord/limits/index.ts';
import { makeLesson } from '../make-lesson.ts';

const { lessons, problems } = await loadLessons('lessons');
const books = lessons.map(bookOf);

/** A lesson as large as its check lets it be. */
function largest(): Book {
  const id = 'x'.repeat(MAX_ID_LENGTH);
  const paragraph = { kind: 'text' as const, markdown: 'word '.repeat(170) };
  const code = { kind: 'code' as const, language: 'python', code: 'x'.repeat(2500), spoiler: true };
  const heading = { kind: 'heading' as const, text: 'A heading of many words, '.repeat(6) };
  const sections = Array.from({ length: 20 }, (_, index) => ({
    id: `${'s'.repeat(MAX_ID_LENGTH - 2)}${index + 10}`,
    title: `${'Section of a long title '.repeat(4).slice(0, 78)}${index + 10}`,
    handsOn: true,
    blocks: [heading, paragraph, code, heading, paragraph],
  }));
  const objectives = Array.from({ length: 8 }, () => 'o'.repeat(120));
  const module = { number: 1, title: 'M'.repeat(80) };
  return bookOf(makeLesson({ id, title: 'T'.repeat(80), module, objectives, sections }));
}

function panelsOf(book: Book) {
  return [
    overviewPanel({ book, note: 'x'.repeat(100) }),
    ...book.pages.flatMap((page) => [
      pagePanel({ book, page, inServer: true, note: 'x'.repeat(100) }),
      overviewPanel({ book, from: page }),
      sharedPagePanel(book, page, '**'.repeat(16)),
    ]),
  ];
}

test('the lessons of this repository have no problem at all', () => {
  expect(problems).toEqual([]);
  expect(books.length).toBeGreaterThan(0);
});

test.each([...books, largest()].map((book) => [book.lesson.title.slice(0, 30), book] as const))(
  'Discord takes every page of %s',
  (_title, book) => {
    for (const body of panelsOf(book)) {
      expect(validateMessage(body, { files: [], context: 'interaction' })).toBeUndefined();
    }
  },
);

test('Discord takes the list of lessons and the results of a search', () => {
  const many = Array.from({ length: 30 }, (_, index) => bookOf(makeLesson({ id: `l${index}`, title: 't'.repeat(80) })));
  const found = createSearch([...books, largest()])('word');
  for (const body of [coursePanel({ books: many }), resultsPanel(found, '*'.repeat(100))]) {
    expect(validateMessage(body, { files: [], context: 'interaction' })).toBeUndefined();
  }
});

test('a place survives its custom id and its value in a select', () => {
  const place = { lesson: 'transfer-learning', section: 'strategy-1', page: 12 };
  expect(lessonIds.page.parse(lessonIds.page.build(place))).toEqual(place);
  expect(readPlace(writePlace(place, 3))).toEqual(place);
  expect(readPlace('Strategy 1')).toBeUndefined();
});
