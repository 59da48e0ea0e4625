import { describe, expect, it } from 'vitest';
import { createAdam } from '../../models/adam.ts';
import { seededRandom } from '../../models/random.ts';

describe('Adam', () => {
  it('computes what the paper and PyTorch do, for lengths that are no multiple of four too', () => {
    const random = seededRandom(1);
    const lengths = { 'fc.bias': 3, body: 1026, one: 1 };
    const parameters = new Map(
      Object.entries(lengths).map(([name, length]) => [
        name,
        { shape: [length], data: Float32Array.from({ length }, () => random() - 0.5) },
      ]),
    );
    const expected = [...parameters].map(([name, { data }]) => ({ name, values: [...data], m: 0, v: 0 }));
    const states = expected.map(({ values }) => values.map(() => ({ m: 0, v: 0 })));
    const rateOf = (name: string) => (name === 'fc.bias' ? 3e-3 : 1e-4);
    const adam = createAdam(parameters, rateOf);
    for (let step = 1; step <= 20; step++) {
      for (const [i, { name, values }] of expected.entries()) {
        const gradient = adam.gradients.get(name)!;
        values.forEach((value, at) => {
          // Some gradients are so small that ε decides.
          const g = (random() - 0.5) * (at % 3 === 0 ? 1e-8 : 1);
          gradient[at] = g;
          const state = states[i]![at]!;
          state.m = 0.9 * state.m + 0.1 * g;
          state.v = 0.999 * state.v + 0.001 * g * g;
          const [mean, square] = [state.m / (1 - 0.9 ** step), state.v / (1 - 0.999 ** step)];
          values[at] = value - (rateOf(name) * mean) / (Math.sqrt(square) + 1e-8);
        });
      }
      adam.step();
    }
    for (const { name, values } of expected) {
      const { data } = parameters.get(name)!;
      expect(data).toHaveLength(values.length);
      for (const [at, value] of values.entries()) expect(data[at]).toBeCloseTo(value, 6);
    }
  });
});
