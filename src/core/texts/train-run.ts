const pictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

/** What /train says of runs: how they go, how they ended, and what can be done with what was learned. */
export const trainRun = {
  waiting: (title: string) => `### Waiting: ${title}`,
  training: (title: string) => `### Training: ${title}`,
  done: (title: string) => `### Done: ${title}`,
  failed: (title: string) => `### Not trained: ${title}`,
  cancelled: (title: string) => `### Cancelled: ${title}`,
  ready: (count: number, leftOut: number) => `✅ ${pictures(count)} ready${leftOut > 0 ? `, ${leftOut} left out` : ''}`,
  place: (position: number, wait: string) =>
    position === 1 ? `⏳ Next in line, about ${wait} to go` : `⏳ Place ${position} in line, about ${wait} to go`,
  starting: '▶️ Starting',
  phase: (mark: string, name: string, count: string) => `${mark} **${name}**: ${count} parameters train`,
  laterPhase: (name: string, count: string) => `▫️ Then ${name}: ${count}`,
  step: (what: string) => `▶️ ${what}`,
  steps: {
    'reading pictures': 'Reading the pictures',
    'frozen body': 'The frozen body looks at each picture once',
    'all pictures': 'Once more, now on all pictures: this network is kept',
    'drawing pictures': 'Drawing what it learned',
    done: 'Drawing what it learned',
  } as Readonly<Record<string, string>>,
  round: (round: number, rounds: number) => `round ${round} of ${rounds}`,
  epoch: (epoch: number, epochs: number) => `epoch ${epoch} of ${epochs}`,
  fit: (loss: string | undefined, percent: number | undefined) =>
    [loss === undefined ? '' : `loss ${loss}`, percent === undefined ? '' : `right while learning ${percent} %`]
      .filter((part) => part !== '')
      .join(' · '),
  left: (about: string) => `-# About ${about} left. You can close Discord: I will message you.`,
  willTell: '-# You can close Discord: I will message you.',
  cancel: 'Cancel',
  cancelledHow: 'You stopped this run, and its pictures are deleted. `/train start` begins anew.',
  doneBelow: 'What came of it is in the message that mentions you.',
  startAgain: 'Start again',

  stages: {
    before: 'Random head',
    'nearest-class-mean': 'Nearest mean',
    'feature-extraction': 'Head only',
    'fine-tuning': 'layer4 + head',
    'unfreeze-layer4': 'layer4 + head',
    'unfreeze-layer3': 'layer3–4 + head',
    'unfreeze-layer2': 'layer2–4 + head',
  } as Readonly<Record<string, string>>,
  finished: (person: string) => `<@${person}> your run is done`,
  notFinished: (person: string) => `<@${person}> your run did not come to its end`,
  headline: (title: string, correct: number, tested: number) => `## ${title}: ${correct} of ${tested} right`,
  stageLine: (name: string, accuracy: string) => `**${name}** ${accuracy}`,
  stageCost: (trainable: string, share: string, seconds: string) => `${trainable} train (${share}) · ${seconds}`,
  range: '-# (range) = where the true accuracy likely lies',
  madeWith: ({ weights, size, engine, provider, device }: MadeWith) =>
    `-# Weights ${weights} (${size} px), engine ${engine} on ${provider}: ${device}`,
  small: (tested: number, kind: string) => `-# Judged on ${pictures(tested)}, ${kind}.`,
  kinds: {
    'cross-validation': 'each by a network that had not seen it',
    'held-out': 'held out from training',
    'test-folder': 'from another folder',
  } as Readonly<Record<string, string>>,
  picturesPrivate: '-# Your direct messages are closed, so the pictures stay with me until you post them here.',
  postHere: 'Post pictures here',
  posted: 'Pictures of this run:',
  classify: 'Classify a picture',
  addPictures: 'Add pictures',
  quizMe: 'Quiz me on it',
  details: 'Details',
  download: 'Download',
  remove: 'Delete run',
  removeAsk: (title: string) =>
    `Delete **${title}** for good? The messages, the pictures in them and the trained network go; you cannot get them back.`,
  removeSure: 'Delete it',
  keep: 'Keep it',
  removed: 'Deleted: messages, pictures and network.',
  kept: 'Kept.',
  startedOver:
    'The pictures of that run were deleted when it ended, as promised. So this is a new data set: send them again, with the new ones.',

  statusInDms: (link: string) => `It is queued: ${link} shows how it goes.`,
  statusHere: 'It is queued. Your direct messages are closed to me, so I say here how it goes, without your pictures.',
  statusNowhere:
    'It is queued, but I could write neither in your direct messages nor here. `/train status` shows how it goes.',
  nothingRuns: 'None of your runs waits or trains. `/train start` begins one; `/train history` shows earlier ones.',
  nothingToCancel: 'None of your runs waits or trains, so there is nothing to cancel.',
  cancelledOne: (title: string) => `Cancelled: **${title}**. Its pictures are deleted.`,
  endedAlready: 'That run has ended already; `/train history` shows what came of it.',
  noRuns: 'You have no runs yet. `/train start` begins one: take one of my samples if you have no pictures at hand.',
  noneDone: 'None of your runs has come to its end yet. `/train status` shows how they are going.',
  unknownRun: 'I cannot find that run. `/train history` lists yours.',
  historyHeading: '## Your runs',
  historyLine: ({ title, state, when, score }: HistoryLine) =>
    `**${title}** · ${score ?? STATES[state]} · <t:${when}:R>`,
  right: (correct: number, tested: number) => `${correct} of ${tested} right`,
  openPlaceholder: 'Open a run',
  states: (state: string) => STATES[state] ?? state,

  classifyTitle: (title: string) => `Which is it? ${title}`,
  classifyUpload: 'A picture',
  classifyHint: 'JPEG and PNG are best; 10 MiB at most.',
  classified: (name: string, sureness: string) => `## ${name}: ${sureness}`,
  otherClass: (name: string, sureness: string) => `${name} ${sureness}`,
  classifyAnother: 'Classify another',
  unsure: 'The classes are close: do not trust this one.',
  onlyKnows: (classes: string) => `-# It only knows ${classes}: anything else is put into one of them too.`,
  notClassified: (file: string, reason: string) => `I cannot use ${file}: ${reason}.`,
  downloadText:
    'What was trained, in half precision, and a PyTorch script that puts it over the base weights. Put the files into one folder and run the script.',
  detailsHeading: (title: string) => `## ${title}: details`,
  setting: (name: string, value: string) => `**${name}** ${value}`,
  comparison: ({ from, to, gained, lost, p, significant }: Comparison) =>
    `**${from} → ${to}** ${gained} more right, ${lost} fewer: ${gained === lost ? 'no difference' : `${significant ? 'more than luck explains' : 'too few to tell from luck'} (${p})`}`,
  forgetting: (agreed: number, tested: number) =>
    `**Forgetting** the original head still says the same of ${agreed} of ${pictures(tested)}`,
  alike: (list: string) => `**Alike pictures**\n${list}`,
  leftOut: (list: string) => `**Left out** ${list}`,
  receiptHint:
    '-# With this receipt and the same pictures in class folders, `npm run -s train -- FOLDER --receipt FILE` gives the same numbers.',
} as const;

const STATES: Readonly<Record<string, string>> = {
  waiting: 'waiting',
  running: 'training',
  done: 'done',
  failed: 'not trained',
  cancelled: 'cancelled',
};

interface HistoryLine {
  title: string;
  state: string;
  /** Seconds since the epoch. */
  when: number;
  score: string | undefined;
}

interface Comparison {
  from: string;
  to: string;
  gained: number;
  lost: number;
  /** "p = 0.424" */
  p: string;
  significant: boolean;
}

interface MadeWith {
  weights: string;
  size: number;
  engine: string;
  provider: string;
  device: string;
}
