import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type Book, bookOf, findPage, pageTeaching } from '../src/core/book.ts';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import type { Page } from '../src/core/pages.ts';
import { createSearch, type Search } from '../src/core/search.ts';
import { common, lesson as texts } from '../src/core/texts/index.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { privateFlag } from '../src/discord/panel.ts';
import { lessonIds, type Place, readPlace } from './lesson-ids.ts';
import { readOptions, suggest } from './lesson-options.ts';
import { coursePanel, overviewPanel, pagePanel, resultsPanel, sharedPagePanel } from './lesson-panels.ts';

interface LessonDeps {
  course: Course;
}

/** `/lesson`: reads a lesson page by page. Where a learner is stands in the custom ids, so a restart loses nothing. */
export function createLessonCommand({ course }: LessonDeps): Command {
  const books = course.lessons.map(bookOf);
  const search = createSearch(books);
  return {
    data,
    autocomplete: (interaction) => suggest(interaction, books),
    async run(interaction) {
      const view = firstView(interaction, books, search);
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    },
    actions: [...turningActions(books), ...openingActions(books, course)],
  };
}

const option = (name: string, description: string, autocomplete: boolean) => ({
  name,
  description,
  type: ApplicationCommandOptionType.String as const,
  autocomplete,
});

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'lesson',
  description: 'Read a lesson, page by page',
  options: [
    option('topic', 'The lesson to read', true),
    option('section', 'Where to begin', true),
    { ...option('search', 'Words to find in the lessons', false), max_length: 100 },
  ],
};

function firstView(interaction: ChatInputCommandInteraction, books: Book[], search: Search) {
  const { book, at, words } = readOptions(interaction, books);
  if (words !== undefined) {
    const found = search(words, book);
    if (found.hits.length === 0) throw new UserError(texts.nothingFound(plain(words, 60)));
    return resultsPanel(found, words);
  }
  if (at) return pagePanel({ ...at, inServer: interaction.inGuild() });
  const only = book ?? (books.length === 1 ? books[0] : undefined);
  if (only) return overviewPanel({ book: only });
  if (books.length === 0) throw new UserError(texts.none);
  return coursePanel(books);
}

/** What turns the learner's own message to something else. */
function turningActions(books: Book[]): Action[] {
  const turnTo = async (interaction: ButtonInteraction | StringSelectMenuInteraction, place: Place) => {
    await interaction.update(viewOf(books, place, interaction.inGuild()));
  };
  return [
    on('button', lessonIds.page, turnTo),
    on('button', lessonIds.contents, async (interaction, place) => {
      const book = bookAt(books, place.lesson);
      await interaction.update(overviewPanel({ book, from: findPage(book, place.section, place.page)?.page }));
    }),
    on('select', lessonIds.jump, async (interaction) => {
      const place = readPlace(interaction.values[0] ?? '');
      if (!place) throw new UserError(common.stale('lesson'));
      await turnTo(interaction, place);
    }),
    on('select', lessonIds.choose, async (interaction) => {
      await interaction.update(overviewPanel({ book: bookAt(books, interaction.values[0] ?? '') }));
    }),
    on('button', lessonIds.share, async (interaction, place) => {
      const { book, page } = pageAt(books, place);
      // First the button goes, so that a second click finds none.
      await interaction.update(pagePanel({ book, page, inServer: interaction.inGuild(), isShared: true }));
      const copy = sharedPagePanel(book, page, interaction.user.displayName);
      await interaction.followUp({ ...copy, allowedMentions: { parse: [] } });
    }),
  ];
}

/** What opens a new message for the learner alone. */
function openingActions(books: Book[], course: Course): Action[] {
  const open = async (interaction: ButtonInteraction, place: Place) => {
    const view = viewOf(books, place, interaction.inGuild());
    await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
  };
  return [
    on('button', lessonIds.open, open),
    on('button', lessonIds.why, async (interaction, { question: id }) => {
      const question = course.question(id);
      const book = question && books.find(({ lesson }) => lesson.id === question.lessonId);
      const page = book && pageTeaching(book, question);
      if (!page) throw new UserError(texts.notTaught);
      await open(interaction, { lesson: book.lesson.id, section: page.section.id, page: page.index });
    }),
    on('button', lessonIds.train, async (interaction) => {
      await interaction.reply({ content: texts.trainLater, flags: MessageFlags.Ephemeral });
    }),
  ];
}

/** The page at a place; the nearest one, or the contents, with a word about it, when the lesson has changed. */
function viewOf(books: Book[], place: Place, inServer: boolean) {
  const book = bookAt(books, place.lesson);
  const found = findPage(book, place.section, place.page);
  if (!found) return overviewPanel({ book, note: texts.sectionChanged });
  return pagePanel({ book, page: found.page, inServer, note: found.exact ? undefined : texts.pageMoved });
}

function bookAt(books: Book[], lessonId: string): Book {
  const book = books.find(({ lesson }) => lesson.id === lessonId);
  if (!book) throw new UserError(texts.removed);
  return book;
}

function pageAt(books: Book[], place: Place): { book: Book; page: Page } {
  const book = bookAt(books, place.lesson);
  const found = findPage(book, place.section, place.page);
  if (!found) throw new UserError(common.stale('lesson'));
  return { book, page: found.page };
}
