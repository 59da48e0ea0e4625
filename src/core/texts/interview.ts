/** What /interview says. */
export const interview = {
  unknown: 'I cannot find that interview any more. `/interview` starts a new one.',
  tooFew: (found: number, needed: number) =>
    `Only ${found} ${found === 1 ? 'question fits' : 'questions fit'}, and an interview needs ${needed}. Choose more topics, or any difficulty.`,
  removedMeanwhile:
    'This question was taken out of the lesson while you were writing, so I cannot mark your answer. `/interview` goes on with the next one.',
  overAlready:
    'You have been past this question already, so this answer is not marked. `/interview` shows where you are.',
  emptyAnswer: 'Your answer was empty, so I did not take it. Press **Answer** to write one, or **Skip**.',
  removedTopic: 'No longer in the course',
  removedQuestion: 'A question that is no longer in the course',

  setupHeading: '## Mock interview',
  setupText:
    'I ask one question after the other. You get no marks on the way; I ask once more where you left something out. At the end comes your scorecard.',
  countPlaceholder: 'How many questions',
  count: (questions: number) => `${questions} questions`,
  topicsPlaceholder: 'All topics',
  difficultyPlaceholder: 'How hard',
  anyDifficulty: 'Any difficulty',
  limitPlaceholder: 'Time limit',
  limit: (seconds: number | undefined) =>
    seconds === undefined ? 'No time limit' : `${seconds / 60} ${seconds === 60 ? 'minute' : 'minutes'} a question`,
  start: 'Start',
  lastScorecard: 'Last scorecard',

  header: (number: number, of: number, topic: string) => `-# Mock interview · question ${number} of ${of} · ${topic}`,
  followUpHeader: (number: number, of: number) => `-# Mock interview · question ${number} of ${of} · follow-up`,
  deadline: (seconds: number) => `-# Your time ends <t:${seconds}:R>. A late answer counts all the same.`,
  instructions: 'Answer as you would say it to an interviewer.',
  followUp: (cue: string) => `Something is missing from your answer. Go on from here: **${cue} …**`,
  followUpShort: (cue: string) => `Go on from here: ${cue} …`,
  added: '-# What you add is marked together with your first answer.',
  reopened: '-# You left this interview open.',
  settled: ({ number, isFollowUp, lateSeconds }: Settled) => {
    if (lateSeconds !== undefined) {
      return `-# ${isFollowUp ? 'Follow-up' : `Question ${number}`} answered${late(lateSeconds)}.`;
    }
    return isFollowUp ? '-# Follow-up skipped; your first answer counts.' : `-# Question ${number} skipped.`;
  },
  answer: 'Answer',
  skip: 'Skip',
  end: 'End interview',

  scoreHeading: (score: number) => `## Your interview: ${score} of 100`,
  nothingAnswered: '## You ended the interview before the first answer',
  topicLine: (title: string, score: number, questions: number) =>
    `${title} · ${score}${questions > 1 ? ` · ${questions} questions` : ''}`,
  questionLine: ({ score, firstScore, question, lateSeconds, skipped }: QuestionLine) => {
    const rise = firstScore === score ? '' : ` (${firstScore} before the follow-up)`;
    return `**${skipped ? '–' : score}** ${question}${skipped ? ' · skipped' : rise}${late(lateSeconds)}`;
  },
  strongest: '**Your strongest point**',
  weakest: '**Your weakest point**',
  read: '**Read again**',
  notAsked: (questions: number) =>
    `-# You ended early: ${questions} ${questions === 1 ? 'question was' : 'questions were'} not answered and ${questions === 1 ? 'does' : 'do'} not count.`,
  note: '-# A skipped question counts as 0 here. First answers count for your review schedule, as everywhere.',
  openMark: 'See how an answer was marked',
  goOn: 'Go on after all',
  again: 'New interview',
  chartTitle: (score: number) => `Mock interview: ${score} of 100`,
  chartAlt: (score: number, topics: string[]) =>
    `Bars from 0 to 100. The whole interview: ${score}. By topic: ${topics.join(', ')}.`,
} as const;

interface Settled {
  number: number;
  isFollowUp: boolean;
  /** Undefined when it was skipped. */
  lateSeconds: number | undefined;
}

interface QuestionLine {
  score: number;
  firstScore: number;
  question: string;
  lateSeconds: number;
  skipped: boolean;
}

/** "12 s late", or minutes from two on. */
function late(seconds = 0): string {
  if (seconds === 0) return '';
  return seconds < 120 ? ` · ${seconds} s late` : ` · ${Math.round(seconds / 60)} min late`;
}
