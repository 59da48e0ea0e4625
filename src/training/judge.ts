import { countTrainable, type Phase } from '../../models/freezing.ts';
import { countParameters, STAGES } from '../../models/resnet18.ts';
import { comparePaired, wilsonInterval } from '../core/training/statistics.ts';
import type { ExperimentResult } from './experiment.ts';
import type { Judged, Receipt } from './receipt.ts';

const SIGNIFICANT = 0.05;
const BASELINE = 'nearest-class-mean';

type Verdict = Pick<Receipt, 'stages' | 'baselines' | 'comparisons' | 'forgetting'>;

/**
 * What a receipt says of the stages, the baseline, their differences and what was forgotten.
 * @param labels in the second argument: the class of every picture, also of those that were not judged on
 */
export function judgeResult(
  result: ExperimentResult,
  { phases, labels, classes }: { phases: readonly Phase[]; labels: readonly number[]; classes: number },
): Verdict {
  const truth = result.tested.map((i) => labels[i] as number);
  const right = (predictions: readonly number[]) => predictions.map((label, i) => label === truth[i]);
  const judge = (name: string, predictions: readonly number[]): Judged => {
    const correct = right(predictions).filter(Boolean).length;
    const interval = wilsonInterval(correct, truth.length);
    return { name, accuracy: correct / truth.length, correct, tested: truth.length, interval };
  };
  const total = countParameters(STAGES, classes);
  const { forgetting } = result;
  return {
    stages: result.stages.map(({ name, predictions, seconds, histories }) => {
      const phase = phases.find((candidate) => candidate.name === name);
      const trainable = phase ? countTrainable(phase, classes) : 0;
      return { ...judge(name, predictions), trainable, total, seconds, epochs: histories.map(({ length }) => length) };
    }),
    baselines: [judge(BASELINE, result.nearestMean)],
    comparisons: pairsToCompare(result).map(([from, to]) => {
      const { onlyFirst, onlySecond, p } = comparePaired(right(from.predictions), right(to.predictions));
      return { from: from.name, to: to.name, gained: onlySecond, lost: onlyFirst, p, significant: p < SIGNIFICANT };
    }),
    ...(forgetting && {
      forgetting: {
        agreed: forgetting.agreed,
        tested: forgetting.tested,
        drift: Object.fromEntries(
          [...forgetting.drift].map(([name, { moved, before }]) => [name, Math.sqrt(moved / before)]),
        ),
      },
    }),
  };
}

type Predicted = Pick<ExperimentResult['stages'][number], 'name' | 'predictions'>;

/** Each stage with the one before it, then the last with the head alone and with the baseline. */
function pairsToCompare({ stages, nearestMean }: ExperimentResult): [from: Predicted, to: Predicted][] {
  const [, head, next] = stages;
  const last = stages.at(-1);
  const steps = stages.slice(1).map((stage, i): [Predicted, Predicted] => [stages[i] ?? stage, stage]);
  if (!head || !last) return steps;
  const overall: [Predicted, Predicted][] = next && next !== last ? [[head, last]] : [];
  return [...steps, ...overall, [{ name: BASELINE, predictions: nearestMean }, last]];
}
