import type { Lesson } from './lesson.ts';
import { type Page, pagesOf } from './pages.ts';
import type { Question } from './question.ts';

/** A lesson laid out in pages. */
export interface Book {
  lesson: Lesson;
  pages: Page[];
}

/** A line of the contents: a section, or a heading in one. */
export interface Entry {
  title: string;
  page: Page;
  /** False for a section itself. */
  isHeading: boolean;
}

export const bookOf = (lesson: Lesson): Book => ({ lesson, pages: pagesOf(lesson) });

/**
 * The page at a place that may come from an older version of the lesson.
 *
 * @returns the nearest page of the section and whether it is the very one; undefined when the section is gone.
 */
export function findPage(book: Book, sectionId: string, index: number): { page: Page; exact: boolean } | undefined {
  const pages = book.pages.filter(({ section }) => section.id === sectionId);
  const page = pages[index] ?? pages.at(-1);
  return page && { page, exact: page.index === index };
}

/** The contents in order. @param withHeadings whether the headings of a section are listed under it. */
export function contentsOf(book: Book, withHeadings: (sectionId: string) => boolean): Entry[] {
  return book.pages.flatMap((page) => {
    const { section, index, headings } = page;
    const entries = withHeadings(section.id) ? headings.map((title) => ({ title, page, isHeading: true })) : [];
    return index === 0 ? [{ title: section.title, page, isHeading: false }, ...entries] : entries;
  });
}

/** Where a question is taught. @returns undefined when its author did not say, or the section is gone. */
export function pageTeaching(book: Book, { see, seeHeading }: Question): Page | undefined {
  const pages = book.pages.filter(({ section }) => section.id === see);
  return pages.find(({ headings }) => seeHeading !== undefined && headings.includes(seeHeading)) ?? pages[0];
}

/** The questions that stand on a page of the interview section. */
export function questionsOn({ lesson }: Book, { headings }: Page): Question[] {
  return lesson.questions.filter(({ text }) => headings.includes(text));
}

/** A section's title for narrow places: what stands before a colon or a bracket. */
export function shortTitle(title: string): string {
  return title.split(/[:(]/, 1)[0]?.trim() || title;
}
