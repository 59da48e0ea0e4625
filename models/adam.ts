import type { Tensors } from './tensors.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export interface Adam {
  /** One step of every parameter, in place. */
  step(gradients: ReadonlyMap<string, Float32Array>): void;
}

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it: ε is added to the root of the corrected second moment.
 * @param rateOf the learning rate of a parameter, by its name.
 */
export function createAdam(parameters: Tensors, rateOf: (name: string) => number): Adam {
  const states = [...parameters].map(([name, { data }]) => ({
    name,
    values: data,
    rate: rateOf(name),
    mean: new Float32Array(data.length),
    square: new Float32Array(data.length),
  }));
  let steps = 0;
  return {
    step(gradients) {
      steps++;
      const correction = 1 - BETA_1 ** steps;
      const rootScale = 1 / Math.sqrt(1 - BETA_2 ** steps);
      for (const { name, values, rate, mean, square } of states) {
        const gradient = gradients.get(name);
        if (!gradient) throw new Error(`"${name}" has no gradient`);
        const stepSize = rate / correction;
        for (let i = 0; i < values.length; i++) {
          const g = gradient[i] as number;
          const m = BETA_1 * (mean[i] as number) + (1 - BETA_1) * g;
          const v = BETA_2 * (square[i] as number) + (1 - BETA_2) * g * g;
          mean[i] = m;
          square[i] = v;
          values[i] = (values[i] as number) - (stepSize * m) / (Math.sqrt(v) * rootScale + EPSILON);
        }
      }
    },
  };
}
