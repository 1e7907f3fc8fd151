import { Matrix, randomGenerator } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { fitSoftmaxRegression } from './fitSoftmaxRegression.js';
import { softmaxLogLoss } from './softmaxLogLoss.js';

test.each([0, 0.5, 3])('gradient descent and Newton find the same maximum with l2 = %d', (l2) => {
  const random = randomGenerator(13);
  const inputs = Matrix.generate(30, 2, () => random.normal());
  const classes = Array.from({ length: 30 }, () => random.integer(3));
  const newton = fitSoftmaxRegression(inputs, classes, { l2 });
  const descent = fitSoftmaxRegression(inputs, classes, {
    l2,
    method: 'gradientDescent',
    learningRate: 1,
    iterations: 2000,
    tolerance: 1e-13,
  });
  expect(descent.reason).toBe('maximum');
  // A slope of 1e-13 over a curvature of at least 0.05 is a distance of 2e-12.
  newton.weights.data.forEach((w, at) => expect(Math.abs(descent.weights.data[at]! - w)).toBeLessThan(1e-11));
  newton.bias.forEach((b, c) => expect(Math.abs(descent.bias[c]! - b)).toBeLessThan(1e-11));
});

test('classes that touch are separated in part, and reported so', () => {
  const fit = fitSoftmaxRegression(Matrix.column([0, 1, 2, 2, 3, 4, 4, 5]), [0, 0, 0, 1, 1, 1, 2, 2]);
  expect(fit).toMatchObject({ converged: false, reason: 'separated', separation: { kind: 'quasiComplete' } });
});

describe('what a fit tells of its path', () => {
  const random = randomGenerator(17);
  const inputs = Matrix.generate(30, 2, () => random.normal());
  const classes = Array.from({ length: 30 }, () => random.integer(3));
  const descent = { method: 'gradientDescent', learningRate: 1, l2: 0.5 } as const;

  test.each([{ l2: 0.5 }, descent])(
    'the likelihood without the penalty, and with it after each step: %o',
    (options) => {
      const fit = fitSoftmaxRegression(inputs, classes, options);
      const penalty = 0.5 * fit.weights.data.reduce((sum, w) => sum + w * w, 0);
      expect(fit.logLikelihood).toBeCloseTo(-30 * softmaxLogLoss(fit, inputs, classes), 12);
      expect(fit.history[0]).toBeCloseTo(-30 * Math.log(3), 12);
      expect(fit.history.at(-1)).toBeCloseTo(fit.logLikelihood - penalty, 12);
      expect(fit.iterations).toBe(fit.history.length - 1);
    },
  );

  test('out of steps is not the maximum', () => {
    expect(fitSoftmaxRegression(inputs, classes, { iterations: 1 })).toMatchObject({ reason: 'limit', iterations: 1 });
    const cut = fitSoftmaxRegression(inputs, classes, { ...descent, iterations: 3 });
    expect(cut).toMatchObject({ reason: 'limit', converged: false, iterations: 3 });
  });

  test('descent ends at the first slope that is no larger than the tolerance, after the last step too', () => {
    const { gradientNorm } = fitSoftmaxRegression(inputs, classes, { ...descent, iterations: 9 });
    for (const iterations of [9, 20]) {
      const fit = fitSoftmaxRegression(inputs, classes, { ...descent, iterations, tolerance: gradientNorm });
      expect(fit).toMatchObject({ reason: 'maximum', iterations: 9, gradientNorm });
    }
  });
});

test('with a penalty there is a maximum, also for classes that are separated', () => {
  const fit = fitSoftmaxRegression(Matrix.column([1, 2, 3]), [0, 1, 2], { l2: 1 });
  expect(fit).toMatchObject({ reason: 'maximum', separation: { kind: 'none' } });
});

test('a model that separates the classes strictly is itself the proof', () => {
  const { weights, bias, separation } = fitSoftmaxRegression(Matrix.column([1, 2, 3]), [0, 1, 2]);
  expect(separation).toMatchObject({ kind: 'complete', direction: { weights, bias }, undecided: 0 });
});

describe('columns that depend on each other', () => {
  const twice = (column: readonly number[]): Matrix => Matrix.fromRows(column.map((x) => [x, 2 * x]));

  test('are refused by both methods without a penalty', () => {
    const touching = twice([0, 1, 2, 1]);
    for (const options of [{}, { method: 'gradientDescent', learningRate: 1 } as const]) {
      expect(() => fitSoftmaxRegression(touching, [0, 1, 0, 1], options)).toThrow('that do not depend on each other');
    }
  });

  test('are refused where the penalty is too small to tell them apart, unless the classes are separated', () => {
    expect(() => fitSoftmaxRegression(twice([0, 1, 2, 1]), [0, 1, 0, 1], { l2: 1e-20 })).toThrow(
      'expected an information matrix of full rank, got dependent columns with l2 = 1e-20.',
    );
    expect(fitSoftmaxRegression(twice([1, 2, 3, 4]), [0, 0, 1, 1], { l2: 1e-20 }).converged).toBe(false);
  });
});
