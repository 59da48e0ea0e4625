const runs = (n: number): string => (n === 1 ? '1 run' : `${n} runs`);

/** Why a run was not taken, or came to no end: what the queue and the process that trains say. */
export const trainQueue = {
  tooMany: (waiting: number, titles: string) =>
    `You have ${runs(waiting)} waiting already (${titles}), and nobody can have more. \`/train cancel\` takes one out; else come back when one of them has begun.`,
  full: 'So many runs are waiting that I take no more for now. Please try again in an hour.',
  busy: 'Many people are having pictures looked at just now. Please try again in a minute.',
  broke:
    'Something in the training broke, and not through your pictures: it is written down for the people who run this bot. Nobody else’s run is hurt. `/train start` begins anew.',
  crashed:
    'The process that trained ended unexpectedly. It is written down for the people who run this bot. `/train start` begins anew; if it happens again, try fewer pictures.',
  stuck:
    'The training came to a standstill, so I ended it. `/train start` begins anew; if it happens again, try fewer pictures.',
  tooLong: (minutes: number) =>
    `The training took longer than ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, so I ended it. Try fewer pictures, or the strategy *feature extraction*.`,
  tooMuchMemory: (megabytes: number) =>
    `The training needed more than the ${megabytes} MB of memory that a run may use, so I ended it. Try fewer pictures.`,
  gaveUp:
    'I was restarted twice while this was training, so I gave it up rather than try for ever. `/train start` begins anew.',
} as const;
