import { trainRun } from './train-run.ts';

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;
const share = (value: number): string => `${Math.round(value * 100)} %`;

const OPENED: Readonly<Record<string, string>> = {
  'fine-tuning': 'layer4 unfrozen',
  'unfreeze-layer4': 'layer4',
  'unfreeze-layer3': '+ layer3',
  'unfreeze-layer2': '+ layer2',
};

interface Moment {
  loss: number;
  accuracy: number;
  validationLoss?: number;
  validationAccuracy?: number;
}

/** What the pictures of a training run say, and their alternative texts. */
export const trainPictures = {
  stage: (name: string) => trainRun.stages[name] ?? name,
  opened: (name: string) => OPENED[name] ?? name,
  classNumber: (number: number) => `class ${number}`,

  curvesTitle: 'How it learned',
  curvesLine: (rounds: number) =>
    rounds > 1 ? `Round 1 of ${rounds}; validation pictures say when to stop` : 'Validation pictures say when to stop',
  loss: 'loss',
  accuracy: 'accuracy',
  epochs: (many: number) => count(many, 'epoch'),
  training: 'training',
  validation: 'validation',
  kept: 'epoch kept',
  curveAlt: (
    stage: string,
    { epochs, keptEpoch, first, kept }: { epochs: number; keptEpoch: number; first: Moment; kept: Moment },
  ) => {
    const validation =
      kept.validationLoss === undefined || first.validationLoss === undefined
        ? ''
        : `, validation loss from ${first.validationLoss.toFixed(2)} to ${kept.validationLoss.toFixed(2)} and its accuracy to ${share(kept.validationAccuracy ?? 0)}`;
    return `${stage}, ${count(epochs, 'epoch')}, of which number ${keptEpoch} was kept: training loss from ${first.loss.toFixed(2)} to ${kept.loss.toFixed(2)}, accuracy from ${share(first.accuracy)} to ${share(kept.accuracy)}${validation}.`;
  },
  curvesAlt: (rounds: number, stages: string[]) =>
    `Curves of loss and accuracy by epoch${rounds > 1 ? `, round 1 of ${rounds}` : ''}. ${stages.join(' ')}`,

  confusionTitle: (stage: string) => `What was taken for what · ${stage}`,
  confusionLine: 'Counts of judged pictures; blue is right, orange is wrong',
  is: 'it is …',
  said: 'and it said …',
  takenFor: (many: number, name: string) => `${many} as ${name}`,
  confusionRow: (all: number, name: string, taken: string[]) => `Of ${all} ${name}: ${taken.join(', ')}.`,
  confusionAlt: (rows: string[]) => `Confusion matrix: what the judged pictures were taken for. ${rows.join(' ')}`,

  mistakesTitle: (stage: string) => `Its mistakes · ${stage}`,
  mistakesLine: (shown: number, wrong: number, tested: number) =>
    shown < wrong
      ? `${wrong} of ${tested} wrong; the ${shown} it was surest of`
      : `${wrong} of ${tested} wrong${wrong > 1 ? ', surest first' : ''}`,
  isClass: (name: string) => `is ${name}`,
  saidClass: (name: string, percent: string) => `said ${name} ${percent}`,
  mistakeAlt: (is: string, said: string, percent: string) => `${is} taken for ${said} at ${percent}`,
  mistakesAlt: (shown: number, wrong: number, tested: number, mistakes: string[]) =>
    `${count(wrong, 'picture')} of ${tested} taken for the wrong class${shown < wrong ? `, here the ${shown} surest` : ''}: ${mistakes.join('; ')}.`,

  heatMapsTitle: 'Where it looked',
  heatMapsLine: 'Pictures it had not seen; the lighter, the more spoke for its answer',
  heatSaid: (stage: string, name: string, percent: string) => `${stage} said ${name} at ${percent}`,
  heatAlt: (name: string, said: string[]) => `A picture of ${name}: ${said.join(', ')}.`,
  heatMapsAlt: (pictures: string[]) =>
    `Heat maps (Grad-CAM) of what spoke for the answers on pictures that were not learned from. ${pictures.join(' ')}`,

  predictionLine: 'The lighter, the more spoke for this answer',
  asItIs: 'your picture',
  whatSpoke: (name: string) => `what spoke for ${name}`,
  predictionAlt: (name: string, percent: string) =>
    `Your picture beside a heat map (Grad-CAM) of what spoke for ${name}, which got ${percent}.`,
} as const;
