interface HistoryLine {
  /** Seconds since the epoch. */
  seconds: number;
  score: number;
  question: string;
  counts: boolean;
  /** After an appeal. */
  corrected: boolean;
}

/** What /history says. */
export const history = {
  heading: '## Your answers',
  none: 'You have not answered a question yet. `/quiz` asks you one.',
  reopen: 'Reopen an answer',
  older: 'Older',
  line: ({ seconds, score, question, counts, corrected }: HistoryLine) =>
    `**${score}** ${question}${counts ? '' : ' · practice'}${corrected ? ' · corrected' : ''} · <t:${seconds}:R>`,
  when: (at: string, counts: boolean) => `${at.slice(0, 16).replace('T', ' ')} UTC · ${counts ? 'counts' : 'practice'}`,
} as const;
