import type { SharedKind } from '../progress/sharing.ts';

const SHARED: Record<SharedKind, string> = {
  streak: 'my streak',
  activity: 'the days that I practised',
  reading: 'what I have read',
  marks: 'my marks over time',
  topics: 'how well I know the topics',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const answers = (count: number): string => `${count} ${count === 1 ? 'answer' : 'answers'}`;

/** What /progress and /leaderboard say. */
export const progress = {
  heading: '## Where you stand',
  headingOf: (name: string) => `## Where ${name} stands`,
  empty: 'Nothing yet. Read a page with `/lesson` or answer a question with `/quiz`, and come back.',
  emptyOf: (name: string) => `Of what ${name} shares there is nothing yet.`,
  sharesNothing: (name: string) => `${name} shares nothing of their progress.`,
  streak: (length: number, best: number) => `🔥 **${days(length)}** in a row · best ${days(best)}`,
  noStreak: (best: number) => `🔥 No streak today · best ${days(best)}`,
  freezes: (count: number) => `❄️ ${count} ${count === 1 ? 'freeze' : 'freezes'} kept: each covers a day that you miss`,
  lost: (length: number) => `Welcome back! Your streak of ${days(length)} has ended; today a new one can begin.`,
  practised: (week: number, total: number) => `✍️ ${answers(week)} this week · ${total} ever`,
  due: (count: number) => `🔁 ${count} due for \`/review\``,
  read: (title: string, read: number, of: number) => `📖 ${title}: ${read} of ${of} sections`,
  moreRead: (lessons: number) => `-# and ${lessons} more ${lessons === 1 ? 'lesson' : 'lessons'}`,
  strongest: (title: string, mark: number) => `💪 Strongest: ${title} (${mark})`,
  weakest: (title: string, mark: number) => `🎯 Weakest: ${title} (${mark})`,
  zone: (zone: string | undefined) =>
    zone === undefined
      ? '-# Days are counted in UTC until you tell your time zone with `/progress zone:`.'
      : `-# Days are counted in ${zone}.`,
  pictureFailed: '-# The picture could not be drawn this time.',
  share: 'Others see …',
  shareNothing: 'Others see nothing of this. Share …',
  shared: SHARED,
  streaksOn: 'Count my streak',
  streaksOff: 'Do not count my streak',

  calendarTitle: (weeks: number) => `The last ${weeks} weeks`,
  marksTitle: (of: number) => `Marks that counted, and the mean of ${of}`,
  masteryTitle: 'How well each topic is known',
  dayNames: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  monthNames: MONTHS,
  /** @param day YYYY-MM-DD */
  shortDate: (day: string) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`,
  topicLabel: ({ mark, answered, questions }: { mark: number; answered: number; questions: number }) =>
    `${mark} · ${answered} of ${questions}`,
  altDays: (week: number, total: number) =>
    `A calendar of the days practised: ${answers(week)} this week, ${total} ever.`,
  altMarks: (scores: number[]) => `The latest marks that counted, oldest first: ${scores.join(', ')}.`,
  altTopics: (topics: string[]) => `How well each topic is known, of 100: ${topics.join(', ')}.`,

  boardHeading: (isWeek: boolean) => `## Practice ${isWeek ? 'this week' : 'of all time'}`,
  boardRow: (rank: number, person: string, count: number) => `**${rank}.** <@${person}> · ${answers(count)}`,
  boardEmpty: 'Nobody is on this board yet.',
  boardNote: '-# Only who joined is listed. Answers count, never marks.',
  people: (count: number) => `-# ${count} on this board`,
  you: (rank: number | undefined, count: number) =>
    rank === undefined
      ? '-# You have joined; answer a question to appear.'
      : `-# You: place ${rank}, ${answers(count)}`,
  week: 'This week',
  all: 'All time',
  join: 'Join',
  leave: 'Leave',
  more: 'More',
  onlyInServers: 'A leaderboard belongs to a server. Run `/leaderboard` in one.',
} as const;
