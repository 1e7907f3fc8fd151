import { expect, test } from 'vitest';
import { exactLosses } from '../../test/exactLosses.js';
import { exactly, ulpsFrom } from '../../test/highPrecision.js';
import { randomGenerator } from '../random/random.js';
import { logCosh } from './logCosh.js';

test('what rounding takes from the difference of prediction and target is put back: within 2 ulp', () => {
  const random = randomGenerator(1);
  let worst = 0;
  for (let i = 0; i < 1000; i++) {
    // Of opposite signs, so that the difference has more digits than a double.
    const [prediction, target] = [-0.35 * random.uniform(), 0.35 * random.uniform()];
    const exact = exactLosses.logCosh!.value(exactly(prediction), exactly(target));
    worst = Math.max(worst, ulpsFrom(exact, logCosh(prediction, target)));
  }
  expect(worst).toBeLessThanOrEqual(2);
});
