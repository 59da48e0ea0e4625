import type { Activations } from './activations.ts';
import { FEATURES } from './resnet18.ts';
import type { Example } from './transfer.ts';

/**
 * What the frozen features give without any training: each picture gets the class whose mean (over the training
 * pictures) is nearest, in Euclidean distance.
 */
export function classifyByNearestMean(spec: {
  activations: Activations;
  classes: number;
  training: readonly Example[];
  tested: readonly Example[];
}): number[] {
  const { activations, classes, training, tested } = spec;
  const featuresOf = ({ views: [plain = 0] }: Example) => activations.gather('features', [plain]);
  const sums = Array.from({ length: classes }, () => new Float64Array(FEATURES));
  const counts = new Array<number>(classes).fill(0);
  for (const example of training) {
    counts[example.label] = (counts[example.label] ?? 0) + 1;
    const sum = sums[example.label];
    featuresOf(example).forEach((value, i) => {
      if (sum) sum[i] = (sum[i] as number) + value;
    });
  }
  const means = sums.map((sum, label) => sum.map((value) => value / (counts[label] as number)));
  return tested.map((example) => {
    const features = featuresOf(example);
    const distances = means.map((mean) =>
      mean.reduce((total, value, i) => total + (value - (features[i] ?? 0)) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  });
}
