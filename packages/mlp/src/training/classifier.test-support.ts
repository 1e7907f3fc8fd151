import { map, type Dataset } from '@handgrad/core-math';
import {
  adam,
  binaryCrossEntropyFromLogits,
  dense,
  sequential,
  tanh,
  type FitOptions,
  type Model,
  type Parameters,
} from '../index.js';

/** Two classes in the plane: what most tests of `fit` train. */
export function classifier(seed = 1): Model {
  return sequential([dense({ units: 4 }), tanh(), dense({ units: 1 })], {
    inputs: 2,
    loss: binaryCrossEntropyFromLogits,
    seed,
  });
}

/** Of 50 samples, 4 updates an epoch. */
export const options: FitOptions = { optimizer: adam({ learningRate: 0.05 }), epochs: 3, batchSize: 16, seed: 5 };

/** All entries, in a row. */
export function numbers(parameters: Parameters): number[] {
  return Object.values(parameters).flatMap(({ data }) => Array.from(data));
}

/** The same samples, but each time a little elsewhere while training. */
export function shaken(dataset: Dataset): Dataset {
  return {
    ...dataset,
    batch(indices, into, random) {
      const batch = dataset.batch(indices, into);
      if (random) map(batch.inputs, (x) => x + 0.1 * random.normal(), batch.inputs);
      return batch;
    },
  };
}
