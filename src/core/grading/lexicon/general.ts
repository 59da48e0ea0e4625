import type { Entry } from './entry.ts';

/** Ideas of everyday speech, and the things that people get wrong. */
export const GENERAL: Entry[] = [
  {
    idea: 'new',
    weight: 0.4,
    plus: 'new|fresh|brand new|newly|attached',
    minus: 'old|original|previous|earlier|former|existing',
  },
  {
    idea: 'begin',
    weight: 0.3,
    plus: 'begin|beginning|start|at first|initially|early on|in the beginning|at the start|first step',
    minus: 'finally|in the end|at the end|afterwards|later on',
  },
  { idea: 'change', weight: 0.5, plus: 'change|move|alter|modify|moved|touch|shift the weight|let move' },
  { idea: 'same', weight: 0.4, plus: 'same|identical|equal|exactly like' },
  { idea: 'see', weight: 0.25, plus: 'see|sight|vision|visual|look like|recognise' },
  {
    idea: 'lookup',
    weight: 1,
    plus: 'look up|lookup|looks up|search for|nearest class|closest class|nearest known|finds the nearest|rename|renames|picks the nearest|most similar class|most similar category|takes that one|compare with the photo|pick the closest|match with the class|among them|one of them',
  },
  {
    idea: 'album',
    weight: 1,
    plus: 'store the image|store the training image|stores the image|store picture|album|remember the photo|remembers the picture|saved picture|memorise the photo|copy of the image|database of image|stored photo',
  },
  {
    idea: 'relu',
    weight: 1,
    plus: 'relu|leakyrelu|negative weight|negative value|below zero|minus sign|negative number|negative example',
  },
  {
    idea: 'vanishing',
    weight: 1,
    plus: 'vanishing|vanish|vanishing gradient|gradient vanish|signal dies|skip connection',
  },
  {
    idea: 'crash',
    weight: 0.8,
    plus: 'crash|out of memory|gpu memory|run out of memory|disk|power cut|save more often|bigger card|bigger gpu|restart',
  },
  {
    idea: 'ramp',
    weight: 1,
    plus: 'ramp|ramp up|ramped|slow increase|slowly raising|raise the learning rate slowly|increase the learning rate slowly|slow increase of the learning rate|warm up|warmup',
  },
  {
    idea: 'map',
    weight: 0.8,
    plus: 'feature map|map size|7x7|7 x 7|7 by 7|picture size|map|spatial size|full resolution|image size|224',
  },
  { idea: 'underfit', weight: 0.9, plus: 'underfit|underfitting|hasnt learned enough|not understood' },
  {
    idea: 'capacity',
    weight: 0.8,
    plus: 'bigger network|larger network|larger model|bigger model|more capacity|deeper network|capacity|largest network',
  },
  {
    idea: 'longer',
    weight: 1,
    plus: 'train longer|longer|more epoch|longer training|keep training|continue training|go on training|train more|keep going|dont stop|train on|200 epoch|a lot more epoch',
  },
  {
    idea: 'asusual',
    weight: 0.9,
    plus: 'nothing change|nothing changes|as before|as always|as usual|standard recipe|like any other|no different|same as with photo|same recipe|usual recipe|like with any|everything stays|same way as',
  },
  {
    idea: 'always',
    weight: 0.5,
    plus: 'always|in every case|every project|without exception|in any case|no exception|whatever the case|guarantee',
  },
  { idea: 'never', weight: 0.5, plus: 'never|impossible|cannot happen|cant occur|cannot occur|can never' },
  { idea: 'reset', weight: 0.9, plus: 'reset|reinitialise|reinitialize|re initialise|start over|wiped clean' },
  {
    idea: 'colourise',
    weight: 1,
    plus: 'colourise|colorize|colourisation|colorization|colouring|recolour|paint|colour photo|add colour|false colour',
  },
  {
    idea: 'quadratic',
    weight: 0.6,
    plus: 'quadratic|quadratically|square|double|doubles|grow with|multiply|input times output|in times out|in x out|product',
  },
  {
    idea: 'minimum',
    weight: 0.8,
    plus: 'minimum|minima|optimum|local minimum|valley|escape|leave the minimum|leave the bad minimum',
  },
  { idea: 'memoryuse', weight: 0.6, plus: 'overflow|fp16|runtime|slowest|speed|faster gpu|hardware' },
  { idea: 'goal', weight: 0.5, plus: 'goal|purpose|aim|what you want|what youre after|intended|on purpose|desired' },
  { idea: 'depend', weight: 0.5, plus: 'depend|depends|it depends|according to' },
  { idea: 'both', weight: 0.3, plus: 'both|each of them|two of them' },
  { idea: 'quiet', weight: 0.5, plus: 'again after|redo|each time|every time|re apply|once more' },
  {
    idea: 'enough',
    weight: 0.5,
    plus: 'sufficient|suffice|is enough|will do|does the job|do the job|good enough',
    minus: 'insufficient|not enough|wont do|not sufficient|isnt enough|not suffice',
  },
];
