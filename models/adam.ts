import { type AdamMemory, LANE_BYTES, openAdamKernel } from './adam-kernel.ts';
import { sizeOf, type Tensor } from './tensors.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export interface Adam {
  /** Where a step looks for the gradients, by the parameters' names: what writes them here saves a copy. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
  /** One step of every parameter, in place, by the numbers in `gradients`. */
  step(): void;
}

/** Room for one Adam after another, each of at most so many numbers in at most 100 arrays. */
export function openAdamMemory(numbers: number): AdamMemory {
  return openAdamKernel(4 * (4 * numbers + 100 * LANE_BYTES));
}

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it, in 32-bit floats: ε is added to the root of the corrected second
 * moment. The parameters move into memory of its own: each tensor's `data` is another array from here on.
 * @param rateOf the learning rate of a parameter, by its name.
 * @param room where it all goes; whatever else used it before must be done.
 */
export function createAdam(
  parameters: ReadonlyMap<string, Tensor>,
  rateOf: (name: string) => number,
  room?: AdamMemory,
): Adam {
  const slots = [...parameters].map(([name, tensor]) => {
    const bytes = Math.ceil((4 * sizeOf(tensor.shape)) / LANE_BYTES) * LANE_BYTES;
    return { name, tensor, rate: rateOf(name), bytes };
  });
  const total = slots.reduce((sum, { bytes }) => sum + bytes, 0);
  // Four arrays one after the other: values, gradients, means, squares; each parameter at the same place of each.
  const { memory, run } = room ?? openAdamKernel(4 * total);
  new Uint8Array(memory, 2 * total, 2 * total).fill(0);
  const gradients = new Map<string, Float32Array>();
  let at = 0;
  const states = slots.map(({ name, tensor, rate, bytes }) => {
    const [start, end] = [at, at + bytes];
    const length = sizeOf(tensor.shape);
    const values = new Float32Array(memory, start, length);
    values.set(tensor.data);
    tensor.data = values;
    gradients.set(name, new Float32Array(memory, total + start, length));
    at = end;
    return { start, end, rate };
  });
  let steps = 0;
  return {
    gradients,
    step() {
      steps++;
      const correction = 1 - BETA_1 ** steps;
      const rootScale = 1 / Math.sqrt(1 - BETA_2 ** steps);
      for (const { start, end, rate } of states) {
        const places = [start, total + start, 2 * total + start, 3 * total + start, end] as const;
        run(...places, BETA_1, 1 - BETA_1, BETA_2, 1 - BETA_2, rate / correction, rootScale, EPSILON);
      }
    },
  };
}
