import type { Mark, SumLine } from '../grading/mark.ts';
import type { Band } from '../question.ts';

const BAND_WORDS: Record<Band, string> = { 0: 'Not yet', 1: 'Partly', 2: 'Good', 3: 'Strong' };

interface MarkStatus {
  counts: boolean;
  sure: boolean;
  backAtSeconds: number | undefined;
  /** The language model that marked. */
  model: string | undefined;
  /** By a reader, after an appeal. */
  corrected: boolean;
}

/** What /quiz and the marks say. */
export const quiz = {
  noneFits: 'There is no question like that yet. Leave out the difficulty or choose another topic with `/quiz topic:`.',
  unknownTopic: (typed: string) =>
    `There is no topic called “${typed}”. Start typing after \`/quiz topic:\` and choose one from the list.`,
  unknownQuestion:
    'There is no such question. Start typing after `/quiz question:` and choose one from the list, or leave it out.',
  removed: 'This question was taken out of the lesson. `/quiz` gives you another; your answers stay in `/history`.',
  removedMeanwhile: 'This question was taken out of the lesson while you were writing, so I cannot mark your answer.',
  notSaved:
    'I could not save your answer, so it is not counted: the bot has a problem with its disk, and the people who run it see it in the log. Please try again later.',
  emptyAnswer:
    'Your answer was empty, so I did not count it. Press **Answer** to write one, or **I don’t know** to see the model answer.',
  unknownAttempt: 'I cannot find that answer any more. `/history` lists the ones that are kept.',

  answer: 'Answer',
  dontKnow: 'I don’t know',
  another: 'Another one',
  improve: 'Improve it',
  next: 'Next',
  readWhy: 'Read why',
  howMarked: 'How marked?',
  share: 'Share',
  tryNow: 'Answer it yourself',

  header: (lesson: string, difficulty: string) => `-# ${lesson} · ${difficulty}`,
  instructions: (shared: boolean) =>
    `Answer in your own words, as you would say it to an interviewer.${shared ? ' Only you see your mark.' : ''}`,
  thisCounts: '-# This try counts.',
  isPractice: '-# You have answered this one before, so this try is practice.',
  reopened: '-# You left this one open.',
  modalTitle: 'Your answer',
  modalLabel: 'In your own words',
  modalHint: 'A few sentences. What, when and why?',

  heading: ({ band, score }: Mark) => `## ${BAND_WORDS[band]} · ${score} of 100`,
  pointsMade: (made: number, of: number) => `${made} of ${of} points`,
  half: '**Half; say it in full:**',
  sayThisToo: '**Say this too**',
  nothingMissed: 'You left out no point.',
  misconception: (said: string, truth: string) => `⚠️ You said: ${said}\n**In truth** ${truth}`,
  modelAnswer: '**Model answer**',
  askedNext: (followUp: string) => `**An interviewer would ask next**\n${followUp}`,
  yourAnswer: '**Your answer**',
  didNotKnow: '-# You said that you did not know. Read the model answer, then try it in your own words.',
  status: ({ counts, sure, backAtSeconds, model, corrected }: MarkStatus) => {
    const back = backAtSeconds === undefined ? '' : ` · comes back <t:${backAtSeconds}:R>`;
    const how = sure ? 'sure' : 'not sure: read the points and judge for yourself';
    const marked = corrected
      ? 'marked by a reader'
      : `marked ${model === undefined ? 'offline' : `by ${model}`}, ${how}`;
    return `-# ${counts ? 'This try counts' : 'Practice: an earlier try counts'}${back} · ${marked}`;
  },
  markYourself: 'Mark it yourself',
  notEnglish:
    '🌍 I can mark English only, and this looks like another language, so the mark says little. Say it in English, or mark it yourself.',
  noWords: 'I find no words in your answer. Say it in a sentence or two, and press **Improve it**.',
  markedByYou: (score: number) => `**Marked by you: ${score} of 100**`,
  ownHeading: '## Mark it yourself',
  ownText: 'Did you say it? What you choose is kept beside my mark and labelled “marked by you”.',
  ownMade: 'Said it',
  ownMissed: 'Missed it',
  ownLine: (sentence: string, own: 0 | 1 | undefined, grader: 0 | 0.5 | 1) =>
    own === undefined
      ? `${POINT_SIGNS[grader]} ${sentence}\n-# marked by me`
      : `${POINT_SIGNS[own]} ${sentence}\n-# marked by you`,
  rough: '-# This question has a model answer only, so the marking is rough.',
  shared: (name: string, heading: string) => `**${name}** answered a question: ${heading}`,
  sharedAnswer: 'Their answer, behind a spoiler:',

  sumHeading: (score: number) => `### How this came to ${score} of 100`,
  sumTotal: (score: number) => `**= ${score}**`,
  sumLine: ({ rule, amount }: SumLine, about: string) => {
    const sign = amount < 0 ? '−' : '+';
    return `**${sign}${Math.abs(amount)}** ${SUM_RULES[rule](about)}`;
  },
  sumNote:
    '-# A point that is only implied or vague earns half. The mark is rounded to the nearest 5, halves downwards.',
} as const;

const POINT_SIGNS: Record<0 | 0.5 | 1, string> = { 0: '❌', 0.5: '🟡', 1: '✅' };

const SUM_RULES: Record<SumLine['rule'], (about: string) => string> = {
  point: (about) => `made: ${about}`,
  half: (about) => `half made: ${about}`,
  misconception: (about) => `stated, but false: ${about}`,
  contradiction: (about) => `said and also denied, so not credited: ${about}`,
  'core-cap': (about) => `the core is reversed, which caps the mark at 15: ${about}`,
  stuffing: () => 'right words, but no statement: a list of terms earns 10 at most',
  negated: () => 'the points are denied, so none is made',
  'off-topic': () => 'about something else',
  echo: () => 'a copy of the question',
  empty: () => 'no answer',
  rounding: () => 'rounded to a multiple of 5',
  floor: () => 'a mark is never below 0',
};
