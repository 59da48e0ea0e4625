/** What /review and /plan say. */
export const review = {
  left: (due: number) => (due === 1 ? '-# The only one that is due.' : `-# ${due} are due, weakest first.`),
  nothingYet: 'Nothing to review yet. Questions come back here after you have answered them once.',
  nothingDue: (seconds: number) => `Nothing is due. The next question comes back <t:${seconds}:R>.`,
  newQuestion: 'A new question',

  notADate: (typed: string) =>
    `I cannot read “${typed}” as a date. Write year, month and day with dashes, such as 2027-03-15.`,
  past: (date: string) => `${date} is over. Give the day of an interview that is still to come.`,
  noPlanYet: 'You have no plan yet. Tell me the day with `/plan date:`, and every question comes back before it.',
  planIs: (seconds: number, minutes: number, isPast: boolean) =>
    `### Your plan\n**Interview** <t:${seconds}:D> (<t:${seconds}:R>)\n**A day** ${minutes} minutes${isPast ? '\n-# That day is over. `/plan date:` sets another.' : '\n-# Every question you answer comes back before that day. `/plan date: minutes:` changes it.'}`,
  clearPlan: 'Clear the plan',
  planCleared: 'Your plan is cleared. What it had brought forward goes back to its own pace.',
  planClearedAlready: 'There is no plan any more.',
  planned: (seconds: number, minutes: number) =>
    `Good luck on <t:${seconds}:D>! Every question you answer comes back before that day, and I plan for ${minutes} minutes a day. \`/review\` has what is due.`,
} as const;
