import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type Book, bookOf, findPage, pageTeaching } from '../src/core/book.ts';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import { createSearch, type Search } from '../src/core/search.ts';
import { common, lesson as texts } from '../src/core/texts/index.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { privateFlag } from '../src/discord/panel.ts';
import type { Reading } from '../src/progress/reading.ts';
import { lessonIds, type Place, readPlace } from './lesson-ids.ts';
import { readOptions, suggest } from './lesson-options.ts';
import { type coursePanel, resultsPanel, sharedPagePanel } from './lesson-panels.ts';
import { createReader, type Reader } from './lesson-reader.ts';
import { type ReportDeps, reportActions } from './report.ts';

interface LessonDeps extends ReportDeps {
  reading: Reading;
}

/** `/lesson`: reads a lesson page by page. Where a learner is stands in the custom ids, so a restart loses nothing. */
export function createLessonCommand(deps: LessonDeps): Command {
  const { course, reading, findReader } = deps;
  const books = course.lessons.map(bookOf);
  const search = createSearch(books);
  const reader = createReader({ books, reading, findReader });
  return {
    data,
    autocomplete: (interaction) => suggest(interaction, books),
    async run(interaction) {
      const { view, remember } = await firstView(interaction, { books, search, reader });
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
      await remember?.();
    },
    actions: [...turningActions(reader), ...openingActions(books, course, reader), ...reportActions(deps, books)],
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

interface Library {
  books: Book[];
  search: Search;
  reader: Reader;
}

async function firstView(
  interaction: ChatInputCommandInteraction,
  { books, search, reader }: Library,
): Promise<{ view: ReturnType<typeof coursePanel>; remember?: () => Promise<void> }> {
  const { book, at, words } = readOptions(interaction, books);
  const person = interaction.user.id;
  if (words !== undefined) {
    const found = search(words, book);
    if (found.hits.length === 0) throw new UserError(texts.nothingFound(plain(words, 60)));
    return { view: resultsPanel(found, words) };
  }
  if (at) return reader.page(person, { ...at, where: interaction });
  const only = book ?? (books.length === 1 ? books[0] : undefined);
  if (only) return { view: await reader.overview(person, only) };
  if (books.length === 0) throw new UserError(texts.none);
  return { view: await reader.course(person) };
}

/** What turns the learner's own message to something else. */
function turningActions(reader: Reader): Action[] {
  const turnTo = async (interaction: ButtonInteraction | StringSelectMenuInteraction, place: Place) => {
    const { view, remember } = await reader.at(interaction.user.id, place, interaction);
    await interaction.update(view);
    await remember();
  };
  return [
    on('button', lessonIds.page, turnTo),
    on('button', lessonIds.contents, async (interaction, place) => {
      const book = reader.bookAt(place.lesson);
      const from = findPage(book, place.section, place.page)?.page;
      await interaction.update(await reader.overview(interaction.user.id, book, { from }));
    }),
    on('select', lessonIds.jump, async (interaction) => {
      const place = readPlace(interaction.values[0] ?? '');
      if (!place) throw new UserError(common.stale('lesson'));
      await turnTo(interaction, place);
    }),
    on('select', lessonIds.choose, async (interaction) => {
      const book = reader.bookAt(interaction.values[0] ?? '');
      await interaction.update(await reader.overview(interaction.user.id, book));
    }),
    on('button', lessonIds.share, async (interaction, place) => {
      const { book, page } = reader.pageAt(place);
      // First the button goes, so that a second click finds none.
      await interaction.update(await reader.pageView({ book, page, where: interaction, isShared: true }));
      const copy = sharedPagePanel(book, page, interaction.user.displayName);
      await interaction.followUp({ ...copy, allowedMentions: { parse: [] } });
    }),
  ];
}

/** What opens a new message for the learner alone. */
function openingActions(books: Book[], course: Course, reader: Reader): Action[] {
  const open = async (interaction: ButtonInteraction, place: Place) => {
    const { view, remember } = await reader.at(interaction.user.id, place, interaction);
    await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    await remember();
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
  ];
}
