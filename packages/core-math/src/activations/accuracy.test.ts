import { describe, expect, test } from 'vitest';
import { worstUlps } from '../../test/accuracy.js';
import { exactActivations, seluAlpha, seluLambda } from '../../test/exactActivations.js';
import { hardPoints, ulpsFrom, worstUlps as worst, exactly } from '../../test/highPrecision.js';
import { normalCumulative as exactCumulative, normalDensity as exactDensity } from '../../test/exactFunctions.js';
import { activations, normalCumulative, normalDensity, selu, type ActivationName } from './index.js';

describe.each(Object.entries(worstUlps))('%s', (key, bound) => {
  const name = key as ActivationName;
  const { value, derivative, landmarks, kinks } = activations[name];
  const exact = exactActivations[name]!;
  const points = hardPoints(landmarks);
  test(`its value is within ${bound.value} ulp of 60-digit arithmetic over all of the doubles`, () => {
    const { ulps, at } = worst(value, exact.value, points);
    expect(ulps, `at ${at}`).toBeLessThanOrEqual(bound.value);
  });
  test(`its derivative is within ${bound.derivative} ulp of 60-digit arithmetic over all of the doubles`, () => {
    const smooth = points.filter((x) => kinks.every((kink) => kink.at !== x));
    const { ulps, at } = worst(derivative, exact.derivative, smooth);
    expect(ulps, `at ${at}`).toBeLessThanOrEqual(bound.derivative);
  });
});

test('every activation with an exact form has a bound', () => {
  expect(Object.keys(worstUlps).sort()).toEqual(Object.keys(exactActivations).sort());
});

test('no bound exceeds 4 ulp, but for the derivative of geluTanh, whose doc comment says why', () => {
  for (const [name, { value, derivative }] of Object.entries(worstUlps)) {
    expect(value).toBeLessThanOrEqual(4);
    expect(derivative).toBeLessThanOrEqual(name === 'geluTanh' ? 5 : 4);
  }
});

test('the normal distribution and its density are within 4 ulp of 60-digit arithmetic', () => {
  const points = hardPoints([-0.66, 0.66, -5.656854249492381, 5.656854249492381]);
  expect(worst(normalCumulative, exactCumulative, points).ulps).toBeLessThanOrEqual(4);
  expect(worst(normalDensity, exactDensity, points).ulps).toBeLessThanOrEqual(4);
});

test('the constants of selu are the closed forms of its paper, correctly rounded', () => {
  expect(ulpsFrom(seluLambda, selu(1))).toBeLessThanOrEqual(0.5);
  expect(ulpsFrom(seluLambda.times(seluAlpha), -selu(-Infinity))).toBeLessThanOrEqual(0.5);
  expect(exactly(selu(1)).minus(seluLambda).abs().lt('1e-15')).toBe(true);
});
