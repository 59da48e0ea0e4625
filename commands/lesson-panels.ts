import { type Book, contentsOf, type Entry, questionsOn, shortTitle } from '../src/core/book.ts';
import type { Page } from '../src/core/pages.ts';
import type { SearchResult } from '../src/core/search.ts';
import { report as reportTexts, lesson as texts } from '../src/core/texts/index.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, type PanelPart, panel, select, text } from '../src/discord/panel.ts';
import { lessonIds, type Place, writePlace } from './lesson-ids.ts';
import { quizIds } from './quiz-ids.ts';

/** Discord's limit for the options of a select. */
const MAX_OPTIONS = 25;
const MAX_RESULTS = 8;

export const placeOf = ({ lesson }: Book, { section, index }: Page): Place => ({
  lesson: lesson.id,
  section: section.id,
  page: index,
});

interface CourseView {
  books: Book[];
  /** Ids of the sections that were opened to their end, by lesson. */
  read?: ReadonlyMap<string, string[]>;
  /** The page opened last, in whichever lesson. */
  left?: { book: Book; page: Page } | undefined;
}

/** All lessons to choose from, with what was read of each. */
export function coursePanel({ books, read, left }: CourseView) {
  const lines = books.map(({ lesson }) => {
    const ids = read?.get(lesson.id) ?? [];
    const done = lesson.sections.filter(({ id }) => ids.includes(id)).length;
    return `- ${texts.courseLine(lesson)}${done > 0 ? texts.readOf(done, lesson.sections.length) : ''}`;
  });
  return panel(
    text([texts.courseHeading, ...lines].join('\n')),
    left && text(texts.leftAt(left.book.lesson.title, shortTitle(left.page.section.title))),
    buttons(
      left &&
        button(texts.goOn(left.page.number), lessonIds.page.build(placeOf(left.book, left.page)), { primary: true }),
    ),
    select(
      lessonIds.choose.build({}),
      texts.chooseLesson,
      books.map(({ lesson }) => ({ label: lesson.title, value: lesson.id, description: lesson.time })),
    ),
  );
}

interface OverviewView {
  book: Book;
  /** The page that the learner came from: its section's headings are listed too. */
  from?: Page | undefined;
  /** The page opened last, at some other time. */
  left?: Page | undefined;
  /** Ids of the sections that were opened to their end. */
  read?: string[];
  note?: string | undefined;
}

/** What a lesson teaches, and its contents, with a tick for what was read. */
export function overviewPanel({ book, from, left, read = [], note }: OverviewView) {
  const { lesson, pages } = book;
  const sections = contentsOf(book, () => false).map(({ title, page }) =>
    texts.contentsLine({
      title,
      firstPage: page.number,
      isHere: page.section.id === from?.section.id,
      isRead: read.includes(page.section.id),
    }),
  );
  const first = pages[0];
  const start = from ?? left ?? first;
  const elsewhere = left && left !== first ? texts.goOn(left.number) : texts.start;
  const label = from ? texts.resume(from.number) : elsewhere;
  return panel(
    note === undefined ? undefined : text(note),
    text([texts.position(lesson), `## ${lesson.title}`, texts.facts(lesson, pages.length)].join('\n')),
    text(texts.objectives(lesson.objectives)),
    text([texts.contents, ...sections].join('\n')),
    jumpSelect(book, from),
    buttons(
      start && button(label, lessonIds.page.build(placeOf(book, start)), { primary: true }),
      quizButton(book, undefined),
    ),
  );
}

function jumpSelect(book: Book, from: Page | undefined): PanelPart {
  const all = contentsOf(book, () => true);
  const expanded = (section: string): boolean => section === from?.section.id;
  const entries = all.length <= MAX_OPTIONS ? all : contentsOf(book, expanded);
  const option = ({ title, page, isHeading }: Entry, nth: number) => ({
    label: isHeading ? `\u2003${plainLabel(title)}` : plainLabel(title),
    description: texts.onPage(page.number),
    value: writePlace(placeOf(book, page), nth),
  });
  return select(lessonIds.jump.build({}), texts.jump, entries.map(option));
}

/** Options of selects show no Markdown. */
const plainLabel = (title: string): string => title.replace(/[`*]/g, '');

interface PageView {
  book: Book;
  page: Page;
  inServer: boolean;
  /** Somebody reads reports of mistakes. */
  canReport?: boolean;
  note?: string | undefined;
  /** A copy was posted just now. */
  isShared?: boolean;
}

/** A page with all that leads on from it. */
export function pagePanel({ book, page, inServer, canReport = false, note, isShared = false }: PageView) {
  const { lesson, pages } = book;
  const before = pages[page.number - 2];
  const after = pages[page.number];
  const turn = (label: string, to: Page | undefined) =>
    to && button(label, lessonIds.page.build(placeOf(book, to)), { primary: to === after });
  const place = placeOf(book, page);
  const answer = answerButton(book, page);
  const end = lesson.questions.length > 0 ? texts.finished : texts.finishedWithoutQuiz;
  const share = button(isShared ? texts.sharedAlready : texts.share, lessonIds.share.build(place), {
    disabled: isShared,
  });
  return panel(
    note === undefined ? undefined : text(note),
    ...pageText(book, page),
    after ? undefined : text(end),
    buttons(
      turn(texts.back, before),
      button(texts.contentsButton, lessonIds.contents.build(place)),
      turn(texts.next, after),
    ),
    buttons(
      answer,
      answer && after ? undefined : quizButton(book, page),
      page.section.handsOn ? button(texts.train, lessonIds.train.build({ lesson: lesson.id })) : undefined,
      inServer ? share : undefined,
      canReport ? button(reportTexts.button, lessonIds.report.build(place)) : undefined,
    ),
  );
}

/** A public copy of a page. @param name of who shares it, as they typed it. */
export function sharedPagePanel(book: Book, page: Page, name: string) {
  return panel(
    text(texts.shared(plain(name, 40))),
    ...pageText(book, page),
    buttons(button(texts.readIt, lessonIds.open.build(placeOf(book, page)))),
  );
}

function pageText({ lesson, pages }: Book, page: Page): PanelPart[] {
  const header = texts.header(lesson.title, shortTitle(page.section.title), page.number, pages.length);
  const continues = page.continues === undefined ? '' : `\n${texts.continues(page.continues)}`;
  return [text(header + continues), text(page.markdown)];
}

/** Asks a question of the section, or of the whole lesson where the section has none, and at its end. */
function quizButton({ lesson, pages }: Book, page: Page | undefined) {
  if (lesson.questions.length === 0) return undefined;
  const isLast = page?.number === pages.length;
  const isTaughtHere = !isLast && lesson.questions.some(({ see }) => see === page?.section.id);
  const section = isTaughtHere && page ? page.section.id : '';
  return button(texts.quizMe, quizIds.topic.build({ lesson: lesson.id, section }), { primary: isLast });
}

/** On the interview's pages: answers the question that stands there. */
function answerButton(book: Book, page: Page) {
  const [question] = questionsOn(book, page);
  return question && button(texts.answerIt, quizIds.tryIt.build({ question: question.id }));
}

/** The pages that hold the words. @param typed what the learner looked for. */
export function resultsPanel({ words, corrected, hits }: SearchResult, typed: string) {
  const shown = hits.slice(0, MAX_RESULTS);
  const where = ({ book, page }: (typeof hits)[number]): string =>
    `${shortTitle(page.section.title)} › ${page.headings[0] ?? page.continues ?? book.lesson.title}`;
  const lines = shown.map((hit) => {
    const snippet = hit.snippet.map(({ text, found }) => (found ? `**${plain(text, 60)}**` : escapeKeepingSpace(text)));
    return `**${where(hit)}** · ${texts.onPage(hit.page.number)}\n> ${snippet.join('')}`;
  });
  const more = hits.length - shown.length;
  return panel(
    text(texts.found(words.join(' '), hits.length)),
    corrected ? text(texts.corrected(plain(typed, 60))) : undefined,
    text(lines.join('\n')),
    more > 0 ? text(texts.moreFound(more)) : undefined,
    select(
      lessonIds.jump.build({}),
      texts.openResult,
      shown.map((hit, nth) => ({
        label: plainLabel(where(hit)),
        description: `${hit.book.lesson.title}, ${texts.onPage(hit.page.number)}`,
        value: writePlace(placeOf(hit.book, hit.page), nth),
      })),
    ),
  );
}

/** Escapes a piece of a line whose outer spaces belong to it. */
function escapeKeepingSpace(piece: string): string {
  const [, before = '', inner = '', after = ''] = piece.match(/^(\s*)(.*?)(\s*)$/s) ?? [];
  return before + plain(inner, 200) + after;
}
