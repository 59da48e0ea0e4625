import type { SharedKind } from '../progress/sharing.ts';

const SHARED: Record<SharedKind, string> = {
  streak: 'my streak',
  activity: 'the days that I practised',
  reading: 'what I have read',
  marks: 'my marks over time',
  topics: 'how well I know the topics',
};

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const answers = (count: number): string => `${count} ${count === 1 ? 'answer' : 'answers'}`;

/** What /progress and /leaderboard say. */
export const progress = {
  heading: '## Where you stand',
  headingOf: (name: string) => `## Where ${name} stands`,
  empty: 'Nothing yet. Read a page with `/lesson` or answer a question with `/quiz`, and come back.',
  sharesNothing: (name: string) => `${name} shares nothing of their progress.`,
  streak: (length: number, best: number) => `🔥 **${days(length)}** in a row · best ${days(best)}`,
  noStreak: (best: number) => `🔥 No streak today · best ${days(best)}`,
  freezes: (count: number) => `❄️ ${count} ${count === 1 ? 'freeze' : 'freezes'} kept: each covers a day that you miss`,
  lost: (length: number) => `Welcome back! Your streak of ${days(length)} has ended; today a new one can begin.`,
  practised: (week: number, total: number) => `✍️ ${answers(week)} this week · ${total} ever`,
  due: (count: number) => `🔁 ${count} due for \`/review\``,
  read: (title: string, read: number, of: number) => `📖 ${title}: ${read} of ${of} sections`,
  strongest: (title: string, mark: number) => `💪 Strongest: ${title} (${mark})`,
  weakest: (title: string, mark: number) => `🎯 Weakest: ${title} (${mark})`,
  zone: (zone: string | undefined) =>
    zone === undefined
      ? '-# Days are counted in UTC until you tell your time zone with `/progress zone:`.'
      : `-# Days are counted in ${zone}.`,
  zoneSet: (zone: string) => `Your days are counted in ${zone} now.`,
  pictureFailed: '-# The picture could not be drawn this time.',
  share: 'Others see …',
  shareNothing: 'Others see nothing of this. Share …',
  shared: SHARED,
  streaksOn: 'Count my streak',
  streaksOff: 'Do not count my streak',

  calendarTitle: (weeks: number) => `The last ${weeks} weeks`,
  marksTitle: 'Marks that counted',
  masteryTitle: 'How well each topic is known',
  dayNames: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  alt: ({ week, total, marks, topics }: { week: number; total: number; marks: number[]; topics: string[] }) =>
    [
      `A calendar of the days practised (${answers(week)} this week, ${total} ever).`,
      marks.length > 0 ? `Marks that counted, oldest first: ${marks.join(', ')}.` : 'No marks yet.',
      topics.length > 0 ? `Topics: ${topics.join(', ')}.` : 'No topic yet.',
    ].join(' '),

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
