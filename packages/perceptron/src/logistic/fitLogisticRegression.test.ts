import { Matrix, multiply, randomGenerator, sigmoid } from '@handgrad/core-math';
import { penguins } from '@handgrad/datasets/node';
import { describe, expect, test } from 'vitest';
import { exactOptimum } from '../../test/exactOptimum.js';
import { coefficientTable } from './coefficientTable.js';
import type { LinearNeuron } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import { fitLogisticRegression } from './fitLogisticRegression.js';
import type { LogisticFit } from './logisticFit.js';
import { logLikelihood, logLikelihoodGradient, logLikelihoodHessian } from './logLikelihood.js';
import { logisticProbabilities } from './logisticProbabilities.js';

/** The largest difference, relative to numbers above 1. */
function worst(got: ArrayLike<number>, exact: readonly number[]): number {
  return Math.max(...exact.map((value, j) => Math.abs(got[j]! - value) / Math.max(1, Math.abs(value))));
}

/** O-ring failures of 23 shuttle launches by temperature in degrees Fahrenheit. */
const temperatures = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
const failures = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];
const launches = Matrix.column(temperatures);

/** Overlapping data that every method can reach. */
function made(samples: number): { inputs: Matrix; labels: number[] } {
  const random = randomGenerator(11);
  const inputs = Matrix.generate(samples, 2, () => random.normal());
  const labels = Array.from({ length: samples }, (_, i) => +(random.uniform() < sigmoid(inputs.get(i, 0) - 0.5)));
  return { inputs, labels };
}

describe('on the penguins', () => {
  const birds = penguins({ target: 'sex' });
  const { inputs, targets } = birds.batch(Array.from({ length: birds.size }, (_, i) => i));
  const fit = fitLogisticRegression(inputs, targets);

  test('coefficients and standard errors are the exact optimum, within 1e-12', () => {
    const exact = exactOptimum(inputs, targets.data, [...fit.weights, fit.bias]);
    expect(exact.gradient).toBeLessThan(1e-30);
    // The bar is 1e-8; standardised columns leave some 1e-15.
    expect(worst([...fit.weights, fit.bias], exact.coefficients)).toBeLessThan(1e-12);
    expect(worst([...fit.standardErrors!.weights, fit.standardErrors!.bias], exact.errors)).toBeLessThan(1e-12);
  });

  test('it converges within 10 steps, each of which is more likely than the last', () => {
    expect(fit.converged).toBe(true);
    expect(fit.iterations).toBeLessThanOrEqual(10);
    expect(fit.gradientNorm).toBeLessThan(1e-9);
    for (let k = 1; k < fit.iterations; k++) expect(fit.history[k]!).toBeGreaterThan(fit.history[k - 1]! - 1e-9);
  });

  test('the covariance is the inverse of the negative Hessian', () => {
    const product = multiply(fit.covariance!, logLikelihoodHessian(fit, inputs, targets));
    for (let j = 0; j < 5; j++) {
      // The Hessian in raw units mixes grams squared (1e9) with ones, which costs digits in the check itself.
      for (let k = 0; k < 5; k++) expect(Math.abs(product.get(j, k) * scaleOf(k) / scaleOf(j) + +(j === k))).toBeLessThan(1e-6); // prettier-ignore
    }
    function scaleOf(j: number): number {
      return Math.sqrt(fit.covariance!.get(j, j));
    }
  });

  test('Gentoo against the others is separable and reported so; Adelie is not, with steep but finite weights', () => {
    const species = penguins({ target: 'species', targets: 'classIndex' });
    const all = species.batch(Array.from({ length: species.size }, (_, i) => i));
    const against = (name: string): LogisticFit =>
      fitLogisticRegression(
        all.inputs,
        all.targets.data.map((y) => +(species.classes[y] === name)),
      );
    expect(against('Gentoo')).toMatchObject({ converged: false, reason: 'separated', standardErrors: null });
    expect(against('Adelie').converged).toBe(true);
  });
});

test('the launches: the published coefficients 15.043 and -0.232 with errors 7.379 and 0.108', () => {
  // Dalal, Fowlkes, Hoadley, "Risk analysis of the space shuttle", Journal of the American Statistical Association 84, 1989.
  const fit = fitLogisticRegression(launches, failures);
  const [slope, bias] = coefficientTable(fit, ['temperature']);
  expect(slope).toMatchObject({ name: 'temperature' });
  expect(slope!.coefficient).toBeCloseTo(-0.2322, 4);
  expect(slope!.standardError).toBeCloseTo(0.1082, 4);
  expect(slope!.z).toBeCloseTo(-2.145, 3);
  expect(slope!.pValue).toBeCloseTo(0.032, 3);
  expect(bias!.coefficient).toBeCloseTo(15.0429, 4);
  expect(bias!.standardError).toBeCloseTo(7.3786, 4);
  expect(-2 * fit.logLikelihood).toBeCloseTo(20.315, 3);
  const exact = exactOptimum(launches, failures, [...fit.weights, fit.bias]);
  expect(worst([...fit.weights, fit.bias], exact.coefficients)).toBeLessThan(1e-12);
});

test('gradient ascent and Newton find the same maximum', () => {
  const { inputs, labels } = made(40);
  const newton = fitLogisticRegression(inputs, labels);
  const ascent = fitLogisticRegression(inputs, labels, {
    method: 'gradientAscent',
    learningRate: 0.05,
    iterations: 5000,
    tolerance: 1e-12,
  });
  expect(ascent.reason).toBe('maximum');
  expect(worst([...ascent.weights, ascent.bias], [...newton.weights, newton.bias])).toBeLessThan(1e-10);
  expect(worst([...ascent.standardErrors!.weights], [...newton.standardErrors!.weights])).toBeLessThan(1e-10);
  for (let k = 1; k < ascent.history.length; k++) {
    expect(ascent.history[k]!).toBeGreaterThanOrEqual(ascent.history[k - 1]! - 1e-12);
  }
});

test('a penalised ascent stops where the penalised Newton does', () => {
  const { inputs, labels } = made(40);
  const options = { l2: 2 } as const;
  const newton = fitLogisticRegression(inputs, labels, options);
  const ascent = fitLogisticRegression(inputs, labels, {
    ...options,
    method: 'gradientAscent',
    learningRate: 0.05,
    tolerance: 1e-12,
  });
  expect(worst([...ascent.weights, ascent.bias], [...newton.weights, newton.bias])).toBeLessThan(1e-10);
  expect(newton.standardErrors).toBeNull();
});

test.each([1, 8, 40])(
  'stochastic descent in batches of %d comes near the maximum, the same for the same seed',
  (batchSize) => {
    const { inputs, labels } = made(40);
    const run = (seed: number): LogisticFit =>
      fitLogisticRegression(inputs, labels, {
        method: 'stochastic',
        learningRate: 0.02 * batchSize,
        epochs: 300,
        batchSize,
        random: randomGenerator(seed),
      });
    const newton = fitLogisticRegression(inputs, labels);
    const fit = run(1);
    // A constant rate keeps the weights moving about the maximum, by less than a standard error here.
    expect(newton.logLikelihood - fit.logLikelihood).toBeLessThan(0.1);
    expect(fit.weights).toEqual(run(1).weights);
    if (batchSize < 40) expect(fit.weights).not.toEqual(run(2).weights);
    expect(fit.history).toHaveLength(fit.iterations + 1);
  },
);

test('an epoch of batches is the rule by hand: means over each batch, the smaller last one too, and the penalty over n', () => {
  const rows = [[0.5, -1], [1, 2], [-2, 0.5], [0, 1], [1.5, -0.5]]; // prettier-ignore
  const labels = [1, 0, 1, 0, 1];
  const [learningRate, l2, n] = [0.3, 0.7, 5];
  const order = randomGenerator(3).permutation(n);
  let [w1, w2, b] = [0, 0, 0];
  for (const batch of [order.slice(0, 2), order.slice(2, 4), order.slice(4)]) {
    const residuals = Array.from(batch, (i) => labels[i]! - sigmoid(w1 * rows[i]![0]! + w2 * rows[i]![1]! + b));
    const mean = (factor: (i: number) => number): number =>
      residuals.reduce((sum, r, k) => sum + r * factor(batch[k]!), 0) / batch.length;
    [w1, w2, b] = [
      w1 + learningRate * (mean((i) => rows[i]![0]!) - (2 * l2 * w1) / n),
      w2 + learningRate * (mean((i) => rows[i]![1]!) - (2 * l2 * w2) / n),
      b + learningRate * mean(() => 1),
    ];
  }
  const fit = fitLogisticRegression(Matrix.fromRows(rows), labels, {
    method: 'stochastic', learningRate, l2, epochs: 1, batchSize: 2, random: randomGenerator(3),
  }); // prettier-ignore
  expect(worst([...fit.weights, fit.bias], [w1, w2, b])).toBeLessThan(1e-15);
});

test.each([
  ['the bias', 1e-3],
  ['a weight', 1e3],
])('the gradient norm is the largest slope of the mean, be it that of %s', (_, scale) => {
  const inputs = Matrix.column([1, 2, 3, 4, 5].map((x) => x * scale));
  const labels = [1, 0, 1, 1, 1];
  const fit = fitLogisticRegression(inputs, labels, {
    method: 'gradientAscent',
    learningRate: 1e-9,
    iterations: 1,
  });
  const slopes = logLikelihoodGradient(fit, inputs, labels);
  const expected = Math.max(Math.abs(slopes.weights[0]!), Math.abs(slopes.bias)) / 5;
  expect(expected).toBe(Math.abs(scale < 1 ? slopes.bias : slopes.weights[0]!) / 5);
  expect(Math.abs(fit.gradientNorm - expected)).toBeLessThanOrEqual(1e-15 * expected);
});

test.each([1, 6, 8])('nearly dependent columns end at the maximum, with large standard errors (seed %d)', (seed) => {
  const random = randomGenerator(seed);
  const rows = Array.from({ length: 100 }, () => {
    const x = random.normal();
    return [x, x + 1e-6 * random.normal()];
  });
  const labels = rows.map(([x]) => +(random.uniform() < sigmoid(x!)));
  const fit = fitLogisticRegression(Matrix.fromRows(rows), labels);
  expect(fit.reason).toBe('maximum');
  expect(fit.standardErrors!.weights[0]).toBeGreaterThan(1e4);
});

describe('what a fit tells of its path', () => {
  const { inputs, labels } = made(40);
  const ascent = { method: 'gradientAscent', learningRate: 0.05, l2: 0.5 } as const;
  const descent = { method: 'stochastic', learningRate: 1, l2: 0.5, batchSize: 40 } as const;

  test.each([{ l2: 0.5 }, ascent, { ...descent, batchSize: 8, epochs: 5, random: randomGenerator(1) }])(
    'the likelihood without the penalty, and with it after each step: %o',
    (options) => {
      const fit = fitLogisticRegression(inputs, labels, options);
      const penalty = 0.5 * fit.weights.reduce((sum, w) => sum + w * w, 0);
      expect(penalty).toBeGreaterThan(0.01);
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood(fit, inputs, labels), 12);
      expect(fit.history[0]).toBeCloseTo(40 * Math.log(0.5), 12);
      expect(fit.history.at(-1)).toBeCloseTo(fit.logLikelihood - penalty, 12);
      expect(fit.iterations).toBe(fit.history.length - 1);
    },
  );

  test('ascent ends at the first slope that is no larger than the tolerance, after the last step too', () => {
    const { gradientNorm } = fitLogisticRegression(inputs, labels, { ...ascent, iterations: 9 });
    for (const iterations of [9, 20]) {
      const fit = fitLogisticRegression(inputs, labels, { ...ascent, iterations, tolerance: gradientNorm });
      expect(fit).toMatchObject({ reason: 'maximum', iterations: 9, gradientNorm });
    }
  });

  test('descent in batches looks at the slope after each epoch, and ends there too', () => {
    const run = (epochs: number, tolerance: number): LogisticFit =>
      fitLogisticRegression(inputs, labels, { ...descent, epochs, tolerance, random: randomGenerator(1) });
    const { gradientNorm } = run(9, 1e-8);
    for (const epochs of [9, 20]) {
      expect(run(epochs, gradientNorm)).toMatchObject({ reason: 'maximum', iterations: 9, gradientNorm });
    }
  });

  test('a loose tolerance that ends where every p is 0 or 1 gives no standard errors: nothing is known there', () => {
    const options = { method: 'gradientAscent', learningRate: 1e6, tolerance: 1e9 } as const;
    const fit = fitLogisticRegression(inputs, labels, options);
    expect(fit).toMatchObject({ reason: 'maximum', iterations: 1, standardErrors: null, covariance: null });
  });
});

describe('columns that depend on each other', () => {
  const twice = (column: readonly number[]): Matrix => Matrix.fromRows(column.map((x) => [x, 2 * x]));

  test('are refused where the penalty is too small to tell them apart, unless the classes are separated', () => {
    expect(() => fitLogisticRegression(twice([0, 1, 2, 1]), [0, 1, 0, 1], { l2: 1e-20 })).toThrow(
      'expected an information matrix of full rank, got dependent columns with l2 = 1e-20.',
    );
    expect(fitLogisticRegression(twice([1, 2, 3, 4]), [0, 0, 1, 1], { l2: 1e-20 }).converged).toBe(false);
  });
});

test('out of steps is said, not called converged', () => {
  const { inputs, labels } = made(40);
  const short = [
    fitLogisticRegression(inputs, labels, { iterations: 1 }),
    fitLogisticRegression(inputs, labels, { method: 'gradientAscent', learningRate: 0.01, iterations: 3 }),
    fitLogisticRegression(inputs, labels, {
      method: 'stochastic',
      learningRate: 0.1,
      epochs: 2,
      random: randomGenerator(1),
    }),
  ];
  for (const fit of short) expect(fit).toMatchObject({ converged: false, reason: 'limit', standardErrors: null });
});

describe('separable data', () => {
  test.each([
    { method: 'newton' },
    { method: 'gradientAscent', learningRate: 1 },
    { method: 'stochastic', learningRate: 1, epochs: 20, random: randomGenerator(1) },
    { method: 'gradientAscent', learningRate: 1, tolerance: 10 },
  ] as const)('are never called converged by $method', (options) => {
    const fit = fitLogisticRegression(Matrix.column([1, 2, 3, 4]), [0, 0, 1, 1], options);
    expect(fit).toMatchObject({ converged: false, reason: 'separated', separation: { kind: 'complete' } });
  });

  test.each([
    ['a sample far out', [1, 2, 3, 4, 5, 6, 30], [0, 0, 0, 1, 1, 1, 1]],
    ['a sample that the first step leaves on the line', [-2, -1, 0, 3], [0, 0, 1, 1]],
  ])('with %s: the search ends at the first neuron that separates, which is itself the proof', (_, column, labels) => {
    const inputs = Matrix.column(column);
    const separates = (neuron: LinearNeuron): boolean =>
      labels.every((y, i) => (2 * y - 1) * netInput(neuron, inputs.row(i)) > 0);
    const fit = fitLogisticRegression(inputs, labels);
    const { weights, bias, iterations } = fit;
    expect(separates(fit)).toBe(true);
    expect(fit.separation).toEqual({ kind: 'complete', direction: { weights, bias }, undecided: 0 });
    expect(iterations).toBeGreaterThan(1);
    expect(separates(fitLogisticRegression(inputs, labels, { iterations: iterations - 1 }))).toBe(false);
  });

  test('in part: samples on the line stay at p = 1/2, the rest of the likelihood reaches 0', () => {
    const fit = fitLogisticRegression(Matrix.column([1, 2, 2, 4]), [0, 0, 1, 1]);
    expect(fit).toMatchObject({
      converged: false,
      reason: 'separated',
      separation: { kind: 'quasiComplete', undecided: 2 },
    });
    expect(fit.logLikelihood).toBeCloseTo(2 * Math.log(0.5), 10);
  });

  test('of one class are separated by the bias, with a penalty too', () => {
    for (const l2 of [0, 1]) {
      const fit = fitLogisticRegression(Matrix.column([1, 2, 2, 4]), [1, 1, 1, 1], { l2 });
      expect(fit).toMatchObject({ converged: false, reason: 'separated', separation: { kind: 'complete' } });
    }
  });

  test('have a maximum under a penalty, and a larger penalty makes smaller weights', () => {
    const slopes = [0.001, 0.1, 10].map((l2) => {
      const fit = fitLogisticRegression(Matrix.column([1, 2, 3, 4]), [0, 0, 1, 1], { l2 });
      expect(fit.reason).toBe('maximum');
      return fit.weights[0]!;
    });
    expect(slopes[0]!).toBeGreaterThan(slopes[1]!);
    expect(slopes[1]!).toBeGreaterThan(slopes[2]!);
  });
});

test('probabilities are those of class 1', () => {
  const fit = fitLogisticRegression(launches, failures);
  const p = logisticProbabilities(fit, Matrix.column([31, 81]));
  // The temperature on the day of the accident, and the warmest.
  expect(p[0]!).toBeCloseTo(0.9996, 4);
  expect(p[1]!).toBeCloseTo(0.0227, 3);
});
