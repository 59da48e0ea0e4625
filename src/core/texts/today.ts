/** What /today says. */
export const today = {
  heading: '## Today',
  minutes: (used: number, of: number) => `-# about ${used} of ${of} minutes used`,
  interview: (seconds: number) => `-# Your interview is <t:${seconds}:R>.`,
  noPlan: '-# `/plan` sets the day of your interview and your minutes a day.',
  reviews: (count: number) => `🔁 ${count} ${count === 1 ? 'question' : 'questions'} to review`,
  section: (title: string, minutes: number) => `📖 Read **${title}** · about ${minutes} min`,
  fresh: (count: number) => `✨ ${count} new ${count === 1 ? 'question' : 'questions'}`,
  continue: 'Continue',
  stepNote: (kind: 'review' | 'fresh', minutesLeft: number) =>
    `-# Today: ${kind === 'review' ? 'a review' : 'a new question'} · about ${minutesLeft} ${minutesLeft === 1 ? 'minute' : 'minutes'} left`,
  whenRead: 'When you have read it to its end, go on here:',
  done: '## Done for today ✅',
  doneNothing: 'There is nothing to do today: no review is due, and you have seen every question.',
  doneText: (answers: number) =>
    answers === 0
      ? 'You have used your minutes.'
      : `You gave ${answers} ${answers === 1 ? 'answer' : 'answers'} today.`,
  back: (seconds: number) => `-# The next review comes <t:${seconds}:R>.`,
  more: 'One more question',
} as const;
