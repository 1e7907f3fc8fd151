import { expect, test } from 'vitest';
import { seluAlpha, seluLambda } from '../../test/exactActivations.js';
import { exactly, ulpsFrom } from '../../test/highPrecision.js';
import { testAccuracy } from '../../test/testAccuracy.js';
import { normalDistribution } from '../../laws/normal.js';
import { activations, selu } from './index.js';

testAccuracy(activations);
testAccuracy({ normal: normalDistribution });

test('the constants of selu are the closed forms of its paper, correctly rounded', () => {
  expect(ulpsFrom(seluLambda, selu(1))).toBeLessThanOrEqual(0.5);
  expect(ulpsFrom(seluLambda.times(seluAlpha), -selu(-Infinity))).toBeLessThanOrEqual(0.5);
  expect(exactly(selu(1)).minus(seluLambda).abs().lt('1e-15')).toBe(true);
});
