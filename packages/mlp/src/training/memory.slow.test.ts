import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { metrics } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { halves } from '../../test/data.test-support.js';
import {
  adam,
  batchNormalization,
  binaryCrossEntropyFromLogits,
  clipByGlobalNorm,
  dense,
  dropout,
  earlyStopping,
  fit,
  l2,
  sequential,
  tanh,
  type Callback,
} from '../index.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use once everything that nobody needs is gone: objects, and the memory of typed arrays. */
async function bytesInUse(): Promise<number> {
  // The memory of typed arrays is given back in the background, and counted in the next turn.
  for (let turn = 0; turn < 3; turn++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('memory is flat: 10,000 steps hold no more than 5,000 do', async () => {
  const model = sequential(
    [
      dense({ units: 16, regularizer: l2({ strength: 1e-4 }) }),
      batchNormalization(),
      tanh(),
      dropout({ rate: 0.2 }),
      dense({ units: 1 }),
    ],
    { inputs: 2, loss: binaryCrossEntropyFromLogits },
  );
  const inUse: number[] = [];
  // Four windows of 500 steps on either side: their median is free of what else the process does.
  const measured = [8, 9, 10, 11, 17, 18, 19, 20];
  let kept: unknown;
  const measure: Callback = {
    onBatchEnd({ step }, context) {
      if (step % 100 === 0) kept = [context.state(), context.model()];
    },
    async onEpochEnd({ epoch }) {
      if (measured.includes(epoch)) inUse.push(await bytesInUse());
    },
  };
  const { steps } = await fit(model, halves(2500), {
    optimizer: adam(),
    epochs: 20,
    batchSize: 4,
    validationSplit: 0.2,
    classWeights: 'balanced',
    metrics: [metrics.binaryAccuracy, metrics.rocAuc],
    clipping: clipByGlobalNorm({ limit: 1 }),
    callbacks: [earlyStopping({ patience: 100 }), measure],
  });
  expect(steps).toBe(10_000);
  expect(kept).toBeDefined();
  const [before, after] = [median(inUse.slice(0, 4)), median(inUse.slice(4))];
  // What the engine learns about the code grows by 30 to 90 KB; the smallest object a step would be 200 KB more.
  expect(after - before).toBeLessThan(150_000);
});

function median(four: number[]): number {
  const [, low, high] = four.toSorted((a, b) => a - b);
  return (low + high) / 2;
}
