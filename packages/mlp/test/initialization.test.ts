import {
  initializers,
  Matrix,
  randomGenerator,
  uniformInitializer,
  type Batch,
  type Initializer,
} from '@handgrad/core-math';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  backpropagate,
  dense,
  halfSquaredError,
  sequential,
  sgd,
  sigmoid,
  tanh,
  trainingStep,
  type Layer,
  type Model,
} from '../src/index.js';

const batchOf = (seed: number, rows: number): Batch => {
  const random = randomGenerator(seed);
  return {
    inputs: Matrix.generate(rows, 2, () => random.normal()),
    targets: Matrix.generate(rows, 1, () => random.uniform()),
  };
};

test('neurons that start alike stay alike: zero initialisation breaks no symmetry', () => {
  const cases = fc.record({
    seed: fc.nat(1000),
    units: fc.integer({ min: 2, max: 5 }),
    steps: fc.integer({ min: 1, max: 10 }),
  });
  fc.assert(
    fc.property(cases, fc.constantFrom(sigmoid, tanh), ({ seed, units, steps }, squash) => {
      const zeros = initializers.zeros;
      let model: Model = sequential(
        [dense({ units, initializer: zeros }), squash(), dense({ units: 1, initializer: zeros })],
        {
          inputs: 2,
          loss: halfSquaredError,
        },
      );
      const rule = sgd({ learningRate: 0.5 });
      for (let step = 0; step < steps; step++) {
        const { parameters } = trainingStep(model, batchOf(seed + step, 4), rule, rule.initialize(model.parameters));
        model = { ...model, parameters };
      }
      const weights = model.parameters['dense1.weights'];
      const next = model.parameters['dense2.weights'];
      for (let unit = 1; unit < units; unit++) {
        expect(weights.sliceColumns(unit, unit + 1).data).toEqual(weights.sliceColumns(0, 1).data);
        expect(next.get(unit, 0)).toBe(next.get(0, 0));
      }
    }),
    { numRuns: 30 },
  );
});

/** 2-20-50-25-1 with sigmoids, as the notes have it. */
function deep(initializer: Initializer, seed: number): Model {
  const hidden = [20, 50, 25].flatMap((units): Layer[] => [dense({ units, initializer }), sigmoid()]);
  return sequential([...hidden, dense({ units: 1, initializer })], { inputs: 2, loss: halfSquaredError, seed });
}

/** A share of the gradient: how much of what reaches the last layer arrives at the first. */
function arriving(model: Model, seed: number): number {
  const { gradients } = backpropagate(model, batchOf(seed, 8));
  return Math.hypot(...gradients['dense1.weights'].data) / Math.hypot(...gradients['dense4.weights'].data);
}

test('large positive weights saturate: weights from [0, 1) pass on less than a hundredth of what Glorot weights do', () => {
  const positive = uniformInitializer({ low: 0, high: 1 });
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      expect(arriving(deep(positive, seed), seed)).toBeLessThan(
        arriving(deep(initializers.glorotUniform, seed), seed) / 100,
      );
    }),
    { numRuns: 30 },
  );
});

test('sigmoids pass on at most a quarter a layer, so depth multiplies gradients down', () => {
  const model = (depth: number): Model =>
    sequential(Array.from({ length: depth }, () => [dense({ units: 4 }), sigmoid()]).flat(), {
      inputs: 2,
      loss: halfSquaredError,
      seed: 1,
    });
  const first = (depth: number): number => {
    const { gradients } = backpropagate(model(depth), { ...batchOf(1, 4), targets: Matrix.zeros(4, 4) });
    return Math.hypot(...gradients['dense1.weights'].data);
  };
  expect(first(3)).toBeLessThan(first(1) / 4);
  expect(first(6)).toBeLessThan(first(3) / 16);
});
