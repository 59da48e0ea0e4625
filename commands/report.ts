import { MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { Notices } from '../src/appeals/notices.ts';
import type { Readers } from '../src/appeals/readers.ts';
import type { Reports } from '../src/appeals/reports.ts';
import type { Report } from '../src/core/appeals/appeal.ts';
import { type Book, bookOf, findPage, shortTitle } from '../src/core/book.ts';
import type { Course } from '../src/core/course.ts';
import { UserError } from '../src/core/errors.ts';
import type { Page } from '../src/core/pages.ts';
import { common, report as texts } from '../src/core/texts/index.ts';
import type { Channel } from '../src/discord/channel.ts';
import { type Action, on } from '../src/discord/command.ts';
import { quotedLines } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { demandReader, type FindReader, type Reader } from './find-reader.ts';
import { lessonIds } from './lesson-ids.ts';
import { placeOf } from './lesson-panels.ts';
import { keepText } from './quiz-conversation.ts';
import { readReason, reasonModal } from './reason-modal.ts';
import { settingsIds } from './settings-ids.ts';

export interface ReportDeps {
  course: Course;
  reports: Reports;
  findReader: FindReader;
  channel: Pick<Channel, 'send'>;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

/** "Report a mistake" on a lesson's page, and the modal it opens. */
export function reportActions({ course, reports, findReader, channel, nonce }: ReportDeps, books: Book[]): Action[] {
  const bookAt = (lessonId: string): Book | undefined => books.find(({ lesson }) => lesson.id === lessonId);

  const send = async (
    interaction: ModalSubmitInteraction,
    { book, page }: { book: Book; page: Page },
    words: string,
  ) => {
    const reader = await findReader(interaction);
    if (!reader) throw new UserError(texts.noReader, { giveBack: words });
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { lesson: lessonId, ...where } = placeOf(book, page);
    const about = { id: nonce(), person: interaction.user.id, lessonId, ...where, text: words };
    const report = await reports.create({ ...about, guild: reader.guild });
    try {
      await channel.send(reader.channel, reportPanel(report, course), report.id);
    } catch (error: unknown) {
      await reports.withdraw(report);
      throw new UserError(texts.notSent, { cause: error, giveBack: words });
    }
    await interaction.editReply(panel(text(texts.sent(reader.names.channel))));
  };

  return [
    on('button', lessonIds.report, async (interaction, { lesson, section, page: index }) => {
      const reader = await findReader(interaction);
      if (!reader) throw new UserError(texts.noReader);
      if (!(await reports.mayReport(interaction.user.id))) throw new UserError(texts.tooMany);
      const book = bookAt(lesson);
      const page = book && findPage(book, section, index)?.page;
      if (!book || !page) throw new UserError(common.stale('lesson'));
      await interaction.showModal(reportModal({ book, page, reader, nonce: nonce() }));
    }),
    on('modal', lessonIds.reported, async (interaction, { lesson, number }) => {
      const words = readReason(interaction);
      const book = bookAt(lesson);
      const page = book?.pages[number - 1];
      if (!book || !page) throw new UserError(common.stale('lesson'), { giveBack: words });
      await keepText(words, () => send(interaction, { book, page }, words), common.disk);
    }),
  ];
}

interface ReportModal {
  book: Book;
  page: Page;
  reader: Reader;
  nonce: string;
}

const reportModal = ({ book, page, reader, nonce }: ReportModal) =>
  reasonModal({
    customId: lessonIds.reported.build({ lesson: book.lesson.id, number: page.number, nonce }),
    title: texts.modalTitle,
    intro: texts.modalWho(reader.names),
    label: texts.modalLabel,
    hint: texts.modalHint,
  });

/** A report as its readers see it, without a name; the page's number as the lesson is today. */
export function reportPanel({ id, lessonId, section, page, text: words, done }: Report, course: Course) {
  const lesson = course.lesson(lessonId);
  const book = lesson && bookOf(lesson);
  const found = book && findPage(book, section, page)?.page;
  const at = found && { book, page: found };
  const header = at
    ? texts.header(at.book.lesson.title, shortTitle(at.page.section.title), at.page.number, at.book.pages.length)
    : texts.headerOfGone(lessonId, section);
  return panel(
    text(header),
    text(quotedLines(words)),
    done && text(texts.doneBy(done.by)),
    buttons(
      done ? undefined : button(texts.done, settingsIds.reportDone.build({ report: id }), { primary: true }),
      at && button(texts.openPage, lessonIds.open.build(placeOf(at.book, at.page))),
    ),
  );
}

export interface CloseReportDeps {
  course: Course;
  reports: Reports;
  readers: Readers;
  notices: Notices;
}

/** What readers do with a report: once, and the learner is thanked. */
export function closeReportActions({ course, reports, readers, notices }: CloseReportDeps): Action[] {
  return [
    on('button', settingsIds.reportDone, async (interaction, { report: id }) => {
      const guild = await demandReader(readers, interaction);
      const known = await reports.get(id);
      if (known?.guild !== guild) {
        await interaction.update(panel(text(texts.gone)));
        return;
      }
      await interaction.deferUpdate();
      const { report, counted } = await reports.close(known, interaction.user.id);
      // Not settled: a fault came between, or it was closed just now.
      if (report.done && !report.settled) {
        await reports.settle(report);
        await notices.deliver(report.person, report.id);
      }
      await interaction.editReply(reportPanel(report, course));
      if (!counted && report.done) {
        const content = texts.doneAlready(report.done.by);
        await interaction.followUp({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
      }
    }),
  ];
}
