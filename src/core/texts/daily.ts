import type { Tally } from '../daily-question/answer.ts';
import type { PauseReason } from '../daily-question/schedule.ts';

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const moment = (ms: number, style: 'R' | 'F'): string => `<t:${Math.floor(ms / 1000)}:${style}>`;
const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`);

interface PostPlace {
  module: string;
  lesson: string;
  difficulty: string;
}

const WHY_PAUSED: Record<PauseReason, string> = {
  'by-hand': 'Somebody paused it.',
  'channel-gone': 'Its channel is gone.',
  forbidden: 'I may not write in its channel.',
  'dms-closed': 'Discord does not let me send this person messages.',
  'no-questions': 'There is no question in its topics.',
};

/** What the daily questions say: the posts, what follows from them, and their notices. */
export const daily = {
  header: ({ module, lesson, difficulty }: PostPlace) =>
    `-# Question of the day · ${module} › ${lesson} · ${difficulty}`,
  onlyYou: 'Answer in your own words. Only you see your mark.',
  directInstructions: 'Answer in your own words, as you would say it to an interviewer.',
  answer: 'Answer',
  dontKnow: 'I don’t know',
  stop: 'Stop these',
  repeats: (date: string) =>
    `-# Every question of these topics has been asked here. This one was last asked on ${date}.`,
  yesterday: (link: string) => `-# [The question before this one, with its answer](${link})`,
  counter: (tally: Tally, closesAtMs: number | undefined) => {
    const closes = closesAtMs === undefined ? '' : ` · closes ${moment(closesAtMs, 'R')}`;
    return `-# ${answeredBy(tally)}${closes}`;
  },
  closed: (tally: Tally, threadId: string | undefined) => {
    const answer =
      threadId === undefined ? 'its question was taken out of the course' : `the answer is in <#${threadId}>`;
    return `-# Closed · ${answeredBy(tally)} · ${answer}`;
  },
  threadName: (question: string) => `Answer: ${question}`,
  revealed: '### The model answer',
  bestShared: (n: number) => (n === 1 ? '### The best shared answer' : `### The best ${n} shared answers`),
  sharedBy: (person: string, score: number) => `<@${person}> · ${score} of 100`,
  noneShared: '-# Nobody shared an answer. Under your mark, **Show at the close** does it next time.',
  again: 'Answer it yourself',

  share: 'Show at the close',
  shared:
    'When this question closes, your answer is shown there with your name, if it is one of the best three that were shared.',
  answeredBefore: '-# You had answered this one already: your first answer to it counts.',
  unknownPost: 'This question is no longer kept. `/quiz` asks you another.',
  closedAlready: 'This question is closed already. `/history` has your answer.',
  notAnswered: 'You have not answered this question here.',

  stopped: 'Stopped: no more daily questions by direct message. `/daily me time:` starts them again.',
  stoppedForServer: 'Paused: this server gets no more daily questions. `/setup` turns them on again.',
  stopNeedsAdmin:
    'Only people who manage this server can stop its daily question. For yourself, mute this channel: right-click or hold its name, then *Mute Channel*.',
  muted: 'I will not write to you about this schedule any more.',
  noneToStop: 'You get no daily question, so there is nothing to stop. `/daily me time:` starts one.',

  notATime: (typed: string) => `“${typed}” is not a time that I understand. Write it as \`07:30\` or \`7:30 pm\`.`,
  notAZone: (typed: string, nearest: string[]) =>
    `There is no time zone called “${typed}”. ${nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}? ` : ''}Start typing a city in the \`zone\` option and choose one from the list.`,
  askZone: (time: string) =>
    `Discord does not tell me where you are, so tell me once: \`/daily me time:${time} zone:\` and start typing the name of a city. I remember it.`,
  dmsClosed:
    'Discord does not let me write to you. Allow direct messages from members of this server (its name → *Privacy Settings*), then run `/daily me` again.',
  settled: ({ time, zone, atMs }: { time: string; zone: string; atMs: number }) =>
    `From now on you get a question every day at **${time}** (${zone}), next ${moment(atMs, 'R')}. \`/daily stop\` ends that.`,
  welcome: ({ time, zone }: { time: string; zone: string }) =>
    `Here I will send you a question every day at **${time}** (${zone}), as you asked.`,
  zoneChoice: (zone: string, time: string) => `${zone} · ${time} there now`,

  notice: (why: PauseReason, channelId: string | undefined) => {
    const where = channelId === undefined ? '' : ` for <#${channelId}>`;
    return `### The daily question${where} is paused\n${WHY_PAUSED[why]} ${HOW_TO_MEND[why]}`;
  },
} as const;

const HOW_TO_MEND: Record<PauseReason, string> = {
  'by-hand': '`/setup` turns it on again.',
  'channel-gone': 'Choose another with `/setup`, then **Turn on**.',
  forbidden: '`/setup` names the permissions that I miss there; give me those, then **Turn on**.',
  'dms-closed': '`/daily me` starts it again.',
  'no-questions': 'Choose other topics with `/setup`, then **Turn on**.',
};

function answeredBy(tally: Tally): string {
  const [notYet, partly, good, strong] = tally;
  const total = notYet + partly + good + strong;
  if (total === 0) return 'Nobody has answered yet';
  const bands = [
    ['Strong', strong],
    ['Good', good],
    ['Partly', partly],
    ['Not yet', notYet],
  ] as const;
  const spread = bands.filter(([, n]) => n > 0).map(([word, n]) => `${word} ${n}`);
  return `${people(total)} answered: ${spread.join(', ')}`;
}

/** What /setup says. */
export const setup = {
  needsAdmin: 'Only people who may manage this server (*Manage Server*) can set up its daily question.',
  inServerOnly: 'The daily question of a server is set up in that server. For yourself there is `/daily me`.',
  gone: 'This schedule was removed. `/setup` shows those there are.',
  notSetUpYet:
    '**Daily questions are not set up yet** in this server. `/setup` does it.\n-# Only those who manage the server see this line.',
  tooMany: (max: number) => `A server can have ${max} schedules. Remove one first: \`/setup\`, **Pause**, **Remove**.`,
  new: 'A new one',

  heading: '## Daily question',
  state: {
    draft: '⚪ **Off.** Nothing is posted before you press **Turn on**.',
    on: (atMs: number) => `🟢 **On.** Next ${moment(atMs, 'F')}, ${moment(atMs, 'R')}.`,
    paused: (why: PauseReason) =>
      `⏸️ **Paused.** ${WHY_PAUSED[why]} ${why === 'by-hand' ? '' : HOW_TO_MEND[why]}`.trim(),
  },
  channel: (channelId: string | undefined) =>
    channelId === undefined ? '**Channel** none yet: choose one below' : `**Channel** <#${channelId}>`,
  time: (time: string, days: number[]) => `**Time** ${time}, ${daysInWords(days)} · other minutes: \`/setup time:\``,
  zone: (zone: string, there: string) =>
    `**Time zone** ${zone}, where it is ${there} now · change it with \`/setup zone:\``,
  topics: (titles: string[]) => `**Topics** ${titles.length > 0 ? titles.join(', ') : 'all'}`,
  role: (roleId: string | undefined) => `**Mentions** ${roleId === undefined ? 'nobody' : `<@&${roleId}>`}`,
  missing: (permission: string, why: string) => `❌ I miss **${permission}** there: ${why}.`,
  channelGone: '❌ That channel is gone. Choose another.',
  dayName: (day: number) => DAY_NAMES[day - 1] ?? '',

  chooseChannel: 'Channel',
  chooseTime: 'Time',
  chooseDays: 'Days',
  chooseTopics: 'Topics: all',
  chooseRole: 'Role to mention: nobody',
  chooseSchedule: 'Another schedule of this server',
  preview: 'Preview',
  postNow: 'Post now',
  turnOn: 'Turn on',
  pause: 'Pause',
  remove: 'Remove',
  another: 'Add a schedule',

  noChannel: 'Choose a channel first.',
  cannotTurnOn: (missing: string[]) =>
    `I cannot post in that channel yet:\n${missing.join('\n')}\nGive me that in the channel’s settings (*Permissions*), then press the button again.`,
  previewNote: (atMs: number) => `-# This is what I will post ${moment(atMs, 'F')}. Only you see it.`,
  noQuestions: 'There is no question in these topics. Choose others.',
  postedAlready: (link: string) => `Today’s question was posted already: ${link}`,
  postedNow: (link: string) => `Posted: ${link}`,
  notPosted: 'Discord did not take it just now. I will try again within minutes; there is nothing to do for you.',
  removed: 'This schedule is removed.',
  scheduleLabel: (time: string, zone: string, is: string) => `${time} ${zone} · ${is === 'draft' ? 'off' : is}`,
} as const;

function daysInWords(days: number[]): string {
  const sorted = [...days].sort();
  const key = sorted.join('');
  if (key === '1234567') return 'every day';
  if (key === '12345') return 'Monday to Friday';
  return sorted.map((day) => DAY_NAMES[day - 1]).join(', ');
}

/** Why the bot needs each permission, by the name that Discord shows. */
export const permissionReasons = {
  viewChannel: ['View Channel', 'I cannot see the channel'],
  sendMessages: ['Send Messages', 'I cannot post the question'],
  readMessageHistory: ['Read Message History', 'after a crash I look whether the question is posted already'],
  createPublicThreads: ['Create Public Threads', 'the answer is revealed in a thread'],
  mentionRoles: ['Mention @everyone, @here and All Roles', 'the role is not mentionable by everybody'],
  sendMessagesInThreads: ['Send Messages in Threads', 'the answer is revealed in a thread'],
} as const;
