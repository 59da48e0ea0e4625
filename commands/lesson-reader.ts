import { type Book, findPage } from '../src/core/book.ts';
import { UserError } from '../src/core/errors.ts';
import type { Page } from '../src/core/pages.ts';
import { common, lesson as texts } from '../src/core/texts/index.ts';
import type { Reading } from '../src/progress/reading.ts';
import type { FindReader, Place } from './find-reader.ts';
import type { Place as PagePlace } from './lesson-ids.ts';
import { coursePanel, overviewPanel, pagePanel } from './lesson-panels.ts';

interface Shown {
  view: ReturnType<typeof pagePanel>;
  /** To be awaited after the view is on the screen: nobody waits for it, and it never fails. */
  remember(): Promise<void>;
}

interface Opened {
  book: Book;
  page: Page;
  where: Place;
  note?: string | undefined;
}

interface ReaderDeps {
  books: Book[];
  reading: Reading;
  findReader: FindReader;
}

/** What a person sees of the lessons, and what is remembered of it. */
export function createReader({ books, reading, findReader }: ReaderDeps) {
  const bookAt = (lessonId: string): Book => {
    const book = books.find(({ lesson }) => lesson.id === lessonId);
    if (!book) throw new UserError(texts.removed);
    return book;
  };

  const overview = async (person: string, book: Book, more: { from?: Page | undefined; note?: string } = {}) => {
    const known = (await reading.of(person)).find(({ lessonId }) => lessonId === book.lesson.id);
    const left = known && findPage(book, known.place.section, known.place.page)?.page;
    return overviewPanel({ book, left, read: known?.read ?? [], ...more });
  };

  const page = async (person: string, { book, page, where, note }: Opened): Promise<Shown> => ({
    view: await pageView({ book, page, where, note }),
    remember: () =>
      reading.opened(person, {
        lessonId: book.lesson.id,
        section: page.section.id,
        page: page.index,
        isEnd: book.pages[page.number]?.section.id !== page.section.id,
      }),
  });

  const pageView = async ({ where, ...opened }: Opened & { isShared?: boolean }) => {
    const canReport = (await findReader(where)) !== undefined;
    return pagePanel({ ...opened, inServer: where.guildId !== null, canReport });
  };

  const course = async (person: string) => {
    const known = await reading.of(person);
    const read = new Map(known.map((lesson) => [lesson.lessonId, lesson.read]));
    // A lesson or a section may have been taken out of the course since: then the one opened before it.
    const [left] = known.flatMap(({ lessonId, place }) => {
      const book = books.find(({ lesson }) => lesson.id === lessonId);
      const page = book && findPage(book, place.section, place.page)?.page;
      return page ? { book, page } : [];
    });
    return coursePanel({ books, read, left });
  };

  return {
    bookAt,
    course,
    overview,
    page,
    pageView,
    /** @throws {UserError} when the lesson no longer has the section. */
    pageAt({ lesson, section, page }: PagePlace): { book: Book; page: Page } {
      const book = bookAt(lesson);
      const found = findPage(book, section, page);
      if (!found) throw new UserError(common.stale('lesson'));
      return { book, page: found.page };
    },
    /** The page at a place; the nearest one, or the contents, with a word about it, when the lesson has changed. */
    async at(person: string, place: PagePlace, where: Place): Promise<Shown> {
      const book = bookAt(place.lesson);
      const found = findPage(book, place.section, place.page);
      if (!found) {
        return { view: await overview(person, book, { note: texts.sectionChanged }), remember: async () => {} };
      }
      return page(person, { book, page: found.page, where, note: found.exact ? undefined : texts.pageMoved });
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
