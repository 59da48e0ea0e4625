import type { Made } from '../appeals/ruling.ts';

interface ReaderNames {
  channel: string;
  server: string;
  role: string | undefined;
}

interface AcceptedNotice {
  question: string;
  before: number;
  after: number;
  backAtSeconds: number | undefined;
}

const MADE: Record<Made, string> = { 0: '❌ Not made', 0.5: '🟡 Half made', 1: '✅ Made' };
const deciders = (role: string | undefined): string =>
  role === undefined ? 'Those who manage the server decide' : `Those who manage the server, and **@${role}**, decide`;

/** What is said of contested marks. */
export const appeal = {
  contest: 'Contest',
  yours: 'Your appeal',
  noReader: 'Nobody reads appeals on that server any more, so this mark cannot be contested.',
  tooMany: 'Ten of your appeals are still waiting. Contest this one when some of those are decided.',
  readerChanged: 'Who reads appeals was changed just now, so I sent nothing. Press **Contest** again to see who it is.',
  notSent: 'I cannot write to the readers’ channel right now, so your appeal was not sent. Please try again later.',

  modalTitle: 'Contest this mark',
  modalWho: ({ channel, server, role }: ReaderNames) =>
    `It goes to **#${channel}** of **${server}**, without your name. ${deciders(role)}.`,
  modalWhat:
    '-# Whoever may read that channel sees the question, your answer, its mark and your reason. If it is accepted, your answer may be kept as an anonymous example with the question.',
  notFound: (made: 0 | 0.5, sentence: string) => `${MADE[made].split(' ')[0]} ${sentence}`,
  readAs: (sentence: string | undefined) =>
    sentence === undefined ? '⚠️ I read the core of your answer as reversed.' : `⚠️ I read this in it: ${sentence}`,
  modalLabel: 'Why should it earn more?',
  modalHint: 'Which point did you make, and with which words?',
  noReason: (max: number) => `There was nothing to send: write a sentence or two, ${max} characters at most.`,
  sent: (channel: string) =>
    `Sent to **#${channel}**. I write to you when it is decided; **Your appeal** under the mark says where it stands.`,

  standingHeading: (question: string) => `### Your appeal\n> ${question}`,
  waiting: (atSeconds: number) => `⏳ Sent <t:${atSeconds}:R>, not decided yet.`,
  accepted: (before: number, after: number) => `✅ Accepted: **${after} of 100** (it was ${before}).`,
  rejected: (score: number, reason: string) =>
    `❌ Turned down; the mark stays at ${score} of 100. The reader says:\n${quote(reason)}`,
  yourReason: (reason: string) => `**Your reason**\n${quote(reason)}`,
  corrected: (before: number, after: number) => `✏️ Corrected after your appeal: ${before} → **${after}**.`,

  acceptedNotice: ({ question, before, after, backAtSeconds }: AcceptedNotice) =>
    `### Your appeal was accepted\n> ${question}\nYour mark is now **${after} of 100**; it was ${before}.${backAtSeconds === undefined ? '' : ` The question comes back <t:${backAtSeconds}:R>.`}`,
  rejectedNotice: (question: string, score: number, reason: string) =>
    `### Your appeal was turned down\n> ${question}\nThe mark stays at ${score} of 100. The reader says:\n${quote(reason)}`,
  seeMark: 'See the mark',

  header: (lesson: string) => `-# A contested mark · ${lesson}`,
  theAnswer: '**The answer**',
  theReason: '**Why it is contested**',
  theMark: (score: number) => `**Marked ${score} of 100**`,
  point: (number: number, made: Made, sentence: string) => `**${number}** ${MADE[made].split(' ')[0]} ${sentence}`,
  falsehood: (number: number, sentence: string | undefined) =>
    `**${number}** ⚠️ ${sentence === undefined ? 'The core is reversed: the mark is capped.' : `States: ${sentence}`}`,
  points: [0, 0.5, 1] as const satisfies Made[],
  madeOption: (number: number, made: Made) => `${number} · ${MADE[made]}`,
  statedOption: (number: number, stated: boolean) => `${number} · ${stated ? '⚠️ Stated' : '✅ Not stated'}`,
  cappedOption: 'The core is reversed',
  byPoints: (before: number, after: number) =>
    after === before
      ? 'Award points above; the sum shows here.'
      : `By your points: **${after} of 100** (marked ${before})`,
  notHigher: '-# An appeal never lowers a mark: to accept, award more than it has.',
  accept: 'Accept',
  acceptWith: (score: number) => `Accept with ${score}`,
  reject: 'Reject',
  wholeAnswer: 'Whole answer',
  decidedAccepted: (by: string, before: number, after: number) => `✅ <@${by}> accepted it: ${before} → **${after}**.`,
  decidedRejected: (by: string, reason: string) => `❌ <@${by}> turned it down:\n${quote(reason)}`,
  decidedAlready: (by: string) => `<@${by}> has decided this one already.`,
  pointsChanged: 'Another reader changed the points at the same time. Look at the sum again, then decide.',
  gone: 'This appeal is gone: it could not be stored, or its learner had their data deleted.',
  notAReader: 'Only members who manage this server, or who have the role set in `/settings`, can decide here.',
  ownAppeal:
    'This appeal is your own, so somebody else decides it. If nobody else can, set a role that may decide with `/settings`.',
  rejectTitle: 'Turn it down',
  rejectLabel: 'Why? The learner reads this',
  rejectHint: 'One or two sentences: what is missing?',
} as const;

/** What is said of mistakes that learners report. */
export const report = {
  button: 'Report a mistake',
  noReader: 'Nobody reads reports on this server any more.',
  tooMany: 'Ten of your reports are still open. Thank you; report more when some of those are done.',
  notSent: 'I cannot write to the readers’ channel right now, so your report was not sent. Please try again later.',
  modalTitle: 'Report a mistake',
  modalWho: ({ channel, server }: ReaderNames) =>
    `It goes to **#${channel}** of **${server}**. Whoever may read that channel sees it, without your name.`,
  modalLabel: 'What is wrong on this page?',
  modalHint: 'Quote the words, and say what should stand there.',
  sent: (channel: string) => `Thank you. Sent to **#${channel}**; I write to you when it is dealt with.`,
  header: (lesson: string, section: string, page: number, pages: number) =>
    `-# A mistake is reported\n**${lesson}** › ${section} · page ${page} of ${pages}`,
  headerOfGone: (lesson: string, section: string) =>
    `-# A mistake is reported, on a page that is gone\n**${lesson}** › ${section}`,
  done: 'Done, with thanks',
  openPage: 'Open the page',
  doneBy: (by: string) => `✅ <@${by}> has dealt with it; the learner is thanked.`,
  doneAlready: (by: string) => `<@${by}> has dealt with this one already.`,
  doneNotice: (lesson: string, section: string) =>
    `### Thank you\nThe mistake that you reported in **${lesson}** › ${section} is dealt with.`,
  gone: 'This report is gone: its learner had their data deleted.',
} as const;

/** What /settings says. */
export const settings = {
  inServerOnly: 'These are settings of a server: run `/settings` in one.',
  needsAdmin: 'Only people who may manage this server (*Manage Server*) can change its settings.',
  heading: '## Appeals and reports',
  about:
    'Learners can contest a mark and report a mistake in a lesson, if there is somebody to read it. Choose a channel that only readers see.',
  on: '🟢 **On.** Marks have **Contest**, and lesson pages **Report a mistake**.',
  off: '⚪ **Off.** Choose a channel to turn it on.',
  notYet: '⏸️ **Not yet**: I cannot post there.',
  channel: (id: string | undefined) => (id === undefined ? '**Channel** none' : `**Channel** <#${id}>`),
  deciders: (role: string | undefined) =>
    `**Who decides** members with *Manage Server*${role === undefined ? '' : ` and <@&${role}>`}`,
  missing: (permission: string, why: string) => `❌ I miss **${permission}** there: ${why}.`,
  channelGone: '❌ That channel is gone. Choose another.',
  roleGone: '❌ That role is gone. Choose another, or none.',
  isPublic: '⚠️ Everybody can read that channel, and appeals hold learners’ answers. A private one is kinder.',
  everyone: 'With that role everybody could decide appeals. Choose another, or none.',
  chooseChannel: 'Channel for appeals and reports',
  chooseRole: 'Role that may decide, too: none',
  waiting: (appeals: number, reports: number) =>
    `**Waiting** ${counted(appeals, 'appeal')}, ${counted(reports, 'report')}`,
  postAgain: 'Post them again',
  postedAgain: (channel: string) => `Posted again in <#${channel}>.`,
  turnOff: 'Turn off',
  reasons: {
    viewChannel: ['View Channel', 'I cannot see the channel'],
    sendMessages: ['Send Messages', 'I cannot post appeals'],
  },
} as const;

const counted = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;

/** A text that is escaped already, as a block quote. */
function quote(text: string): string {
  return text.replace(/^/gm, '> ');
}
