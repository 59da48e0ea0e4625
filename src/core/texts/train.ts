const pictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;
const classes = (count: number): string => `${count} ${count === 1 ? 'class' : 'classes'}`;

/** What /train says of data sets and what becomes of them; of runs: train-run.ts. */
export const train = {
  notAZip: 'That is not a zip file that I can read. Put one folder for each class into a zip, and attach that.',
  zipDamaged: 'That zip is damaged or cut off. Make it again, and attach it once more.',
  zipTooMany: (entries: number, most: number) =>
    `That zip holds ${entries} files; at most ${most} are looked at. Leave in only the class folders with your pictures.`,
  zipBomb: 'That zip would unpack to far more than 200 pictures hold, so I did not open it.',
  zipRefused: (reason: string) => `I could not take your zip: it ${reason}.`,

  startHeading: '## Train a network on your own pictures',
  startText:
    'I take a ResNet-18 that has seen millions of pictures and teach it to tell your classes apart, as the lesson does. You need at least 2 classes of 5 pictures each; a minute later you see what it learned.',
  startSample: '**No pictures at hand?** Take mine first:',
  sample: (title: string) => `Use the sample: ${title}`,
  ownPictures: '**Your own pictures**, one class after the other:',
  zipHint: '-# Or attach a zip with one folder a class: `/train start images:`',
  privacy:
    '-# Your pictures are for this run alone and deleted when it ends; the charts of its result, which show a few, after 7 days or with **Delete run**.',

  draftHeading: (title: string | undefined) => `## Your data set${title === undefined ? '' : `: ${title}`}`,
  classLine: (name: string, count: number) => `**${name}** ${pictures(count)}`,
  classLacks: (missing: number) => ` · add ${missing} more`,
  needClass: 'Add a second class to tell it from.',
  noted: (file: string, note: string) => `ℹ️ ${file}: ${note}`,
  leftOut: (list: string) => `Left out: ${list}`,
  readyToTrain: (count: number, of: number) => `✅ ${pictures(count)} of ${classes(of)} ready`,
  keptFor: '-# Kept for 24 hours after your last change, then deleted. `/train start` brings it back.',
  draftGone: 'That data set was trained, discarded, or older than 24 hours. `/train start` begins a new one.',
  draftIsOpen: 'You have begun a data set already, so here it is. Train or discard it before you begin another.',
  discarded: 'Discarded: your pictures are deleted. `/train start` begins a new data set.',
  nothingTaken: 'I could use none of these.',
  emptyName: 'The class had no name. Press **Add class** again, and say what is in the pictures.',
  added: (count: number, name: string) => `✅ ${pictures(count)} added to **${name}**`,

  addClass: 'Add class',
  addPictures: 'Add pictures',
  check: 'Check',
  train: 'Train',
  discard: 'Discard',
  strategyPlaceholder: 'How to train',
  addClassTitle: 'Add a class',
  addPicturesTitle: 'Add pictures',
  className: 'What is in these pictures?',
  classNameHint: 'such as cats',
  classWhich: 'Which class?',
  upload: 'Pictures',
  uploadHint: 'Up to 10 at once. JPEG and PNG are best; 10 MiB each.',

  checkHeading: '### Looked over',
  conflictsFound: (count: number) =>
    `⚠️ ${count === 1 ? 'One picture seems' : `${count} pictures seem`} to be in two classes: **Check** names ${count === 1 ? 'it' : 'them'}.`,
  conflict: (first: string, second: string) => `⚠️ A labelling mistake? ${first} and ${second} look like one picture.`,
  duplicate: (first: string, second: string, exact: boolean) =>
    `${first} and ${second} ${exact ? 'are the same picture' : 'look alike'}`,
  duplicates: (list: string) => `Alike, so judged together: ${list}`,
  smallClass: (name: string, missing: number) => `**${name}** lacks ${pictures(missing)}; without them it is left out.`,
  allWell: 'Nothing to mend: no class too small, no picture twice.',
  takeOutPlaceholder: 'Take pictures out …',
  notReady:
    'There is too little to train on yet: at least 2 classes of 5 usable pictures each. Add some with **Add class** and **Add pictures**.',
  tooLittle: (list: string) =>
    `Too few pictures: at least 2 classes need 5 usable pictures each. Make one folder for each class, zip them, and attach that zip.${list}`,
  smallClassReason: (name: string) => `its class ${name} has fewer than 5 usable pictures`,
  unknownSample: 'I have no sample of that name. Choose one from the list.',
  imagesOrSample: 'Give either `images` or `sample`, not both.',
} as const;

/** How a network is trained, as it is offered. */
export const trainStrategies = {
  'feature-extraction': ['Head only', 'The body stays frozen: fast, best for few pictures'],
  'fine-tuning': ['Head, then layer4', 'As in the lesson: then the last stage too, very gently'],
  gradual: ['Unfreeze step by step', 'Head, layer4, layer3, layer2: slowest'],
} as const;
