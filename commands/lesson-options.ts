import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { type Book, contentsOf, type Entry, findPage, shortTitle } from '../src/core/book.ts';
import { UserError } from '../src/core/errors.ts';
import { nearest } from '../src/core/fuzzy.ts';
import type { Page } from '../src/core/pages.ts';
import { cut } from '../src/core/text.ts';
import { lesson as texts } from '../src/core/texts/index.ts';
import { plain } from '../src/discord/markdown.ts';
import { readPlace, writePlace } from './lesson-ids.ts';
import { placeOf } from './lesson-panels.ts';

/** Discord's limits for autocomplete. */
const MAX_CHOICES = 25;
const MAX_CHOICE_NAME = 100;
/** How many near titles an error names. */
const MAX_SUGGESTIONS = 3;

interface Options {
  book: Book | undefined;
  /** The page where the section or heading begins. */
  at: { book: Book; page: Page } | undefined;
  /** What to search for. */
  words: string | undefined;
}

/** Reads what was typed after `/lesson`. @throws {UserError} naming the nearest titles when there is no such thing. */
export function readOptions({ options }: ChatInputCommandInteraction, books: Book[]): Options {
  const topic = options.getString('topic');
  const section = options.getString('section');
  const book = topic === null ? undefined : findBook(books, topic);
  if (topic !== null && !book) {
    const titles = (list: Book[]) => list.map(({ lesson }) => lesson.title).slice(0, MAX_SUGGESTIONS);
    const near = titles(nearest(books, titlesOf, topic, MAX_SUGGESTIONS));
    throw new UserError(texts.unknownTopic(plain(topic, 60), near.length > 0 ? near : titles(books)));
  }
  const at = section === null ? undefined : findSection(book ? [book] : books, section);
  return { book, at, words: options.getString('search')?.trim() || undefined };
}

const titlesOf = ({ lesson }: Book): string[] => [lesson.title, lesson.id];
const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function findBook(books: Book[], typed: string): Book | undefined {
  return books.find((book) => titlesOf(book).some((title) => isSame(title, typed)));
}

function findSection(books: Book[], typed: string): { book: Book; page: Page } {
  const place = readPlace(typed);
  const book = place && books.find(({ lesson }) => lesson.id === place.lesson);
  const page = place && book && findPage(book, place.section, place.page)?.page;
  if (book && page) return { book, page };

  const entries = entriesOf(books);
  const entry = entries.find((candidate) => titlesIn(candidate).some((title) => isSame(title, typed)));
  if (entry) return entry;
  const near = nearest(entries, titlesIn, typed, MAX_SUGGESTIONS);
  const suggested = near.length > 0 ? near : entries.filter(({ isHeading }) => !isHeading).slice(0, MAX_SUGGESTIONS);
  throw new UserError(
    texts.unknownSection(
      plain(typed, 60),
      suggested.map(({ title }) => title),
    ),
  );
}

type BookEntry = Entry & { book: Book };

function entriesOf(books: Book[]): BookEntry[] {
  return books.flatMap((book) => contentsOf(book, () => true).map((entry) => ({ ...entry, book })));
}

const titlesIn = ({ title, page }: Entry): string[] => [title, nameOf({ title, page }), shortTitle(title)];

/** As the list of choices shows it. */
function nameOf({ title, page }: Pick<Entry, 'title' | 'page'>): string {
  const { section } = page;
  const name = title === section.title ? title : `${shortTitle(section.title)} › ${title}`;
  return cut(name.replaceAll('`', ''), MAX_CHOICE_NAME);
}

/** Offers lessons, or the sections and headings of the chosen one (of all, when none is chosen). */
export async function suggest(interaction: AutocompleteInteraction, books: Book[]): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'topic') {
    const found = nearest(books, titlesOf, value, MAX_CHOICES);
    await interaction.respond(found.map(({ lesson }) => ({ name: cut(lesson.title, 100), value: lesson.id })));
    return;
  }
  const topic = findBook(books, interaction.options.getString('topic') ?? '');
  const entries = entriesOf(topic ? [topic] : books);
  // Nothing typed yet: the sections give the better overview.
  const offered = value.trim() === '' ? entries.filter(({ isHeading }) => !isHeading) : entries;
  const found = nearest(offered, titlesIn, value, MAX_CHOICES);
  await interaction.respond(
    found.map((entry, nth) => ({ name: nameOf(entry), value: writePlace(placeOf(entry.book, entry.page), nth) })),
  );
}
