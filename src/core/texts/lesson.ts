import type { Lesson } from '../lesson.ts';

interface ContentsLine {
  title: string;
  firstPage: number;
  isHere: boolean;
  /** Opened to its end. */
  isRead: boolean;
}

/** What /lesson says. */
export const lesson = {
  none: 'There are no lessons yet. Please tell the people who run this bot: its folder `lessons/` is empty or unreadable.',
  unknownTopic: (typed: string, nearest: string[]) =>
    `There is no lesson called “${typed}”. ${suggest(nearest)} Start typing after \`/lesson topic:\` and choose one from the list.`,
  unknownSection: (typed: string, nearest: string[]) =>
    `There is no section called “${typed}”. ${suggest(nearest)} Start typing after \`/lesson section:\` and choose one from the list.`,
  removed: 'This lesson was taken out of the course. `/lesson` shows the ones there are.',
  notTaught: 'The lesson does not say where this is taught. `/lesson search:` finds a word in its text.',
  sectionChanged: '-# That part of the lesson has changed since. Here are its contents as they are now.',
  pageMoved: '-# The lesson has changed since. This is the nearest page.',

  courseHeading: '## Lessons',
  courseLine: ({ title, time, difficulty }: Lesson) => `**${title}** · ${difficulty} · ${time}`,
  readOf: (read: number, of: number) => ` · ${read === of ? '✅ ' : ''}${read} of ${of} sections read`,
  leftAt: (title: string, section: string) => `-# You left in **${title}** › ${section}`,
  chooseLesson: 'Choose a lesson',

  position: ({ module, number }: Lesson) => `-# Module ${module.number}: ${module.title} · lesson ${number}`,
  facts: ({ difficulty, time, questions }: Lesson, pages: number) =>
    `-# ${difficulty} · ${time} · ${pages} pages · ${questions.length} questions`,
  objectives: (list: string[]) => `**You will be able to**\n${list.map((objective) => `- ${objective}`).join('\n')}`,
  contents: '**Contents**',
  contentsLine: ({ title, firstPage, isHere, isRead }: ContentsLine) =>
    `- ${isRead ? '✅ ' : ''}${isHere ? `**${title}** (you are here)` : title} · page ${firstPage}`,
  jump: 'Jump to …',
  onPage: (number: number) => `page ${number}`,

  header: (title: string, section: string, page: number, pages: number) =>
    `-# ${title} › ${section} · page ${page} of ${pages}`,
  continues: (heading: string) => `-# ${heading}, continued`,
  finished: '**That was the whole lesson.** Now say it in your own words: **Quiz me on this** asks and marks you.',
  finishedWithoutQuiz: '**That was the whole lesson.** `/lesson` shows what else there is.',

  back: '◀',
  next: 'Next ▶',
  contentsButton: 'Contents',
  start: 'Start reading ▶',
  resume: (page: number) => `Back to page ${page}`,
  goOn: (page: number) => `Continue where I left: page ${page}`,
  quizMe: 'Quiz me on this',
  answerIt: 'Answer it yourself',
  train: 'Train it yourself',
  share: 'Share',
  sharedAlready: 'Shared',
  readIt: 'Read this lesson',

  shared: (name: string) => `**${name}** shares a page:`,

  found: (words: string, pages: number) => `## “${words}” · ${pages} ${pages === 1 ? 'page' : 'pages'}`,
  corrected: (typed: string) => `-# Nothing has “${typed}”, so this is the nearest.`,
  moreFound: (more: number) => `-# and ${more} more: add a word to narrow it down.`,
  openResult: 'Open a page',
  nothingFound: (typed: string) => `No lesson mentions “${typed}”. Try one word, or only its beginning.`,
} as const;

function suggest(nearest: string[]): string {
  const titles = nearest.map((title) => `**${title}**`);
  const last = titles.pop();
  if (last === undefined) return '';
  return `Did you mean ${titles.length > 0 ? `${titles.join(', ')} or ` : ''}${last}?`;
}
