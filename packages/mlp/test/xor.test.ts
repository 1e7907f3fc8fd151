import type { Matrix } from '@handgrad/core-math';
import { initializers } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import {
  adam,
  binaryCrossEntropyFromLogits,
  dense,
  evaluate,
  fit,
  halfSquaredError,
  predict,
  sequential,
  sigmoid,
  sgd,
  softmaxCrossEntropy,
  tanh,
  type Model,
} from '../src/index.js';
import { oneHotXor, xor } from './data.test-support.js';

const corners = xor().batch([0, 1, 2, 3]).inputs;
const rounded = (model: Model): number[] => Array.from(predict(model, corners).data, Math.round);
const seeds = [1, 2, 3, 4, 5];

describe.each(seeds)('with seed %i', (seed) => {
  test('2-4-1 learns exclusive or by plain batch descent', async () => {
    const model = sequential([dense({ units: 4 }), tanh(), dense({ units: 1 }), sigmoid()], {
      inputs: 2,
      loss: halfSquaredError,
      seed,
    });
    const { model: trained, history } = await fit(model, xor(), {
      optimizer: sgd({ learningRate: 2 }),
      epochs: 1500,
      batchSize: 4,
    });
    expect(rounded(trained)).toEqual([0, 1, 1, 0]);
    expect(history.at(-1)!.loss).toBeLessThan(0.01);
  });

  test("the notes' 2-20-50-25-2, all sigmoids, learns it from one-hot targets", async () => {
    const hidden = [20, 50, 25].flatMap((units) => [dense({ units }), sigmoid()]);
    const model = sequential([...hidden, dense({ units: 2 })], { inputs: 2, loss: softmaxCrossEntropy, seed });
    const { model: trained } = await fit(model, oneHotXor(), {
      optimizer: adam({ learningRate: 0.02 }),
      epochs: 300,
      batchSize: 4,
    });
    expect(await evaluate(trained, oneHotXor())).toMatchObject({ accuracy: 1 });
  });
});

test('no single layer learns it: a line leaves a corner on the wrong side', async () => {
  const model = sequential([dense({ units: 1 })], { inputs: 2, loss: binaryCrossEntropyFromLogits });
  const { model: trained } = await fit(model, xor(), {
    optimizer: adam({ learningRate: 0.05 }),
    epochs: 500,
    batchSize: 4,
  });
  expect((await evaluate(trained, xor())).accuracy).toBeLessThan(1);
  // Its best is to say 1/2 everywhere.
  for (const p of predict(trained, corners).data) expect(p).toBeCloseTo(0.5, 1);
});

test('started at zero, all hidden neurons stay alike and exclusive or is not learned', async () => {
  const model = sequential(
    [
      dense({ units: 4, initializer: initializers.zeros }),
      sigmoid(),
      dense({ units: 1, initializer: initializers.zeros }),
    ],
    { inputs: 2, loss: binaryCrossEntropyFromLogits },
  );
  const { model: trained } = await fit(model, xor(), { optimizer: adam(), epochs: 200, batchSize: 4 });
  const weights: Matrix = trained.parameters['dense1.weights'];
  for (let unit = 1; unit < 4; unit++) {
    for (let input = 0; input < 2; input++) expect(weights.get(input, unit)).toBe(weights.get(input, 0));
  }
  expect(rounded(trained)).not.toEqual([0, 1, 1, 0]);
});
