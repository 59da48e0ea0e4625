import { countClasses, findImbalance } from './balance.ts';

/** As much of a receipt as the advice follows from. */
export interface RunSummary {
  /** In the order of training, the untrained head first. */
  stages: readonly { name: string; correct: number; tested: number; interval: readonly [number, number] }[];
  /** Paired tests between stages, and between a baseline and the last stage. */
  comparisons: readonly Comparison[];
  data: {
    pictures: readonly { class: string }[];
    test?: { pictures: readonly { class: string }[] } | undefined;
    /** Pairs of alike pictures in two classes. */
    labelConflicts?: number | undefined;
  };
}

interface Comparison {
  from: string;
  to: string;
  /** Pictures that only `to`, or only `from`, got right. */
  gained: number;
  lost: number;
  significant: boolean;
}

/** Under so many judged pictures an accuracy is called a small sample's; a set of fewer is judged whole, by turns. */
const SMALL_SAMPLE = 60;
/** What one run may hold on Discord; no more is asked for. */
const MOST_PICTURES = 200;
const HEAD = 'feature-extraction';
const BASELINE = 'nearest-class-mean';

/**
 * One sentence for the learner: what happened, and what to try next. It claims a difference only where the paired test
 * found one, and calls a small sample small.
 */
export function adviseOn(summary: RunSummary): string {
  const last = summary.stages.at(-1);
  if (!last || last.tested === 0) return 'Nothing was judged; next, add pictures and train again.';
  const facts = gatherFacts(summary, last);
  const small = last.tested < SMALL_SAMPLE ? `, in a small sample of ${last.tested}` : '';
  return capitalise(`${describeOutcome(facts)}${small}; next, ${suggestNext(facts, summary)}.`);
}

interface Facts {
  last: RunSummary['stages'][number];
  /** The body was opened. */
  isTuned: boolean;
  /** The last stage against the head alone or, where that is the last, against the nearest class mean. */
  change: Comparison | undefined;
  isHelp: boolean;
  isHarm: boolean;
  /** Always naming the largest class might be right as often. */
  maybeGuessing: boolean;
}

function gatherFacts(summary: RunSummary, last: Facts['last']): Facts {
  const isTuned = last.name !== HEAD && last.name !== 'before';
  const from = isTuned ? HEAD : BASELINE;
  const change = summary.comparisons.find((comparison) => comparison.from === from && comparison.to === last.name);
  const judged = countClasses((summary.data.test ?? summary.data).pictures.map((picture) => picture.class));
  const all = judged.reduce((sum, { pictures }) => sum + pictures, 0);
  const guessed = Math.max(0, ...judged.map(({ pictures }) => pictures)) / Math.max(1, all);
  return {
    last,
    isTuned,
    change,
    isHelp: change?.significant === true && change.gained > change.lost,
    isHarm: change?.significant === true && change.lost > change.gained,
    maybeGuessing: last.interval[0] <= guessed,
  };
}

function describeOutcome({ last, isTuned, change, isHelp, isHarm, maybeGuessing }: Facts): string {
  const who = isTuned ? nameOf(last.name) : 'the head alone';
  const score = `${who} got ${last.correct} of ${last.tested} right`;
  if (maybeGuessing) return `${score}, which guessing the commonest class might reach too`;
  if (!change) return score;
  const rival = isTuned ? 'the head alone' : 'the nearest class mean, which needs no training';
  const difference = change.gained - change.lost;
  if (isHelp) return `${score}, ${difference} more than ${rival}: more than luck explains`;
  if (isHarm) return `${score}, ${-difference} fewer than ${rival}: more than bad luck explains`;
  if (difference === 0) return `${score}, as many as ${rival}`;
  const amount = difference > 0 ? `${difference} more` : `${-difference} fewer`;
  return `${score}, ${amount} than ${rival}: too few to tell from luck`;
}

function suggestNext({ last, isTuned, change, isHelp, isHarm, maybeGuessing }: Facts, { data }: RunSummary): string {
  if (data.labelConflicts) return 'correct the labels of the pictures that are in two classes, and train again';
  if (isHarm) {
    return isTuned
      ? 'stop at feature extraction, or fine-tune at a lower learning rate'
      : 'check the labels, since a trained head should not do worse than that';
  }
  const counts = countClasses(data.pictures.map((picture) => picture.class));
  const uneven = findImbalance(counts);
  if (uneven) return `add pictures of ${uneven.smallest.name}, which has only ${uneven.smallest.pictures}`;
  if (maybeGuessing)
    return `check the labels and whether the classes can be seen apart in a small square, and ${more(data)}`;
  if (last.correct === last.tested)
    return 'try it on pictures taken elsewhere, since these have become too easy to tell more';
  if (!isTuned && last.tested >= SMALL_SAMPLE)
    return 'try fine-tuning, and see whether it gets more of the same pictures right';
  if (isTuned && !isHelp && change && change.gained <= change.lost)
    return `stay with feature extraction, and ${more(data)}`;
  return more(data);
}

/**
 * Four times as many judged pictures halve the width of an interval. That many come together only while every picture
 * is judged; from {@link SMALL_SAMPLE} on a part is held out, so more pictures are foremost more to learn from.
 */
function more({ pictures, test }: RunSummary['data']): string {
  const classes = countClasses(pictures.map((picture) => picture.class)).length;
  const add = (times: number): string =>
    `add about ${Math.ceil((pictures.length * times) / classes)} pictures of each class`;
  if (!test && classes > 0 && pictures.length * 4 < SMALL_SAMPLE) return `${add(3)}, which would halve the doubt`;
  if (classes > 0 && pictures.length * 2 <= MOST_PICTURES)
    return `${add(1)}, so that it has twice as many to learn from`;
  return 'add pictures like those that it got wrong';
}

function nameOf(stage: string): string {
  return stage.startsWith('unfreeze-') ? 'gradual unfreezing' : stage;
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
