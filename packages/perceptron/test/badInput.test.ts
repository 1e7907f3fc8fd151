import { Matrix, randomGenerator } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import {
  coefficientTable,
  detectClassSeparation,
  detectSeparation,
  fitAdaline,
  fitLogisticRegression,
  fitNeuron,
  fitPerceptron,
  fitSoftmaxRegression,
  initialNeuron,
  logisticProbabilities,
  logLikelihood,
  logLikelihoodGradient,
  logLikelihoodHessian,
  marginOf,
  novikoffBound,
  softmaxLogLoss,
  softmaxProbabilities,
} from '../src/index.js';

const random = randomGenerator(1);
const inputs = Matrix.fromRows([
  [0, 1],
  [2, 3],
  [4, 1],
]);
const neuron = { weights: Float64Array.of(1, 2), bias: 0 };
const model = { weights: Matrix.zeros(2, 3), bias: new Float64Array(3) };

/** Every function that learns, with labels that suit it. */
const fits = {
  fitPerceptron: (x: Matrix, y: number[] = [-1, 1, 1]) => fitPerceptron(x, y),
  fitAdaline: (x: Matrix, y: number[] = [0, 1, 1]) => fitAdaline(x, y, { learningRate: 0.1, epochs: 1 }),
  fitNeuron: (x: Matrix, y: number[] = [0, 1, 1]) => fitNeuron(x, y, { learningRate: 0.1, epochs: 1, random }),
  fitLogisticRegression: (x: Matrix, y: number[] = [0, 1, 1]) => fitLogisticRegression(x, y),
  fitSoftmaxRegression: (x: Matrix, y: number[] = [0, 1, 1]) => fitSoftmaxRegression(x, y),
  detectSeparation: (x: Matrix, y: number[] = [0, 1, 1]) => detectSeparation(x, y),
  detectClassSeparation: (x: Matrix, y: number[] = [0, 1, 1]) => detectClassSeparation(x, y, 2),
  marginOf: (x: Matrix, y: number[] = [-1, 1, 1]) => marginOf(x, y, neuron),
};

const none = undefined as never;
const withoutTargets: Record<string, () => unknown> = {
  fitPerceptron: () => fitPerceptron(inputs, none),
  fitAdaline: () => fitAdaline(inputs, none, { learningRate: 0.1, epochs: 1 }),
  fitNeuron: () => fitNeuron(inputs, none, { learningRate: 0.1, epochs: 1, random }),
  fitLogisticRegression: () => fitLogisticRegression(inputs, none),
  fitSoftmaxRegression: () => fitSoftmaxRegression(inputs, none),
  detectSeparation: () => detectSeparation(inputs, none),
  detectClassSeparation: () => detectClassSeparation(inputs, none, 2),
  marginOf: () => marginOf(inputs, none, neuron),
};

describe.each(Object.entries(fits))('%s', (name, fit) => {
  test('throws for an empty data set', () => {
    expect(() => fit(Matrix.zeros(0, 2), [])).toThrow(
      new RangeError(
        `${name}: expected at least 1 sample with at least 1 input, got a 0 x 2 matrix. Pass one sample a row.`,
      ),
    );
    expect(() => fit(Matrix.zeros(3, 0))).toThrow(/got a 3 x 0 matrix/);
  });

  test.each([NaN, Infinity])('throws for %d in the inputs, and says where', (bad) => {
    const spoiled = inputs.copy();
    spoiled.data[3] = bad;
    expect(() => fit(spoiled)).toThrow(
      new RangeError(
        `${name}: expected finite inputs, got ${bad} in row 1, column 1. Drop the sample or fill in the missing value.`,
      ),
    );
  });

  test('throws for inputs that are not a Matrix', () => {
    expect(() => fit([[1, 2]] as unknown as Matrix)).toThrow(
      new TypeError(`${name}: expected inputs as a Matrix, got an array. Use Matrix.fromRows(rows).`),
    );
  });

  test('throws when targets are missing', () => {
    expect(() => fit(inputs, [1, 1])).toThrow(
      `${name}: expected 3 targets for 3 samples, got 2. Pass one target for each row of the inputs.`,
    );
  });

  test.each([
    ['undefined', undefined],
    ['number', 3],
    ['null', null],
    ['object', { 0: 1, 1: 1, 2: 1 }],
  ])('throws for %s in place of the targets', (kind, targets) => {
    // An argument that is left out takes the default of the table above, so undefined goes the long way.
    const run = (): unknown => (targets === undefined ? withoutTargets[name]!() : fit(inputs, targets as never));
    expect(run).toThrow(
      new TypeError(
        `${name}: expected targets as a list of numbers or an n x 1 matrix, got ${kind}. Pass one number for each sample.`,
      ),
    );
  });

  test('throws for NaN as a target', () => {
    expect(() => fit(inputs, [1, NaN, 1])).toThrow(RangeError);
  });
});

describe('labels that are not what they must be', () => {
  test.each([
    ['fitPerceptron', 0, 'labels -1 or 1', 'Map a class 0 to -1: 2 * y - 1.'],
    ['fitAdaline', Infinity, 'finite targets', 'Drop the sample or fill in the missing value.'],
    ['fitNeuron', -1, 'targets from 0 to 1, where a sigmoid can answer them', 'Rescale the targets.'],
    ['fitNeuron', 1.5, 'targets from 0 to 1, where a sigmoid can answer them', 'Rescale the targets.'],
    ['fitLogisticRegression', -1, 'labels 0 or 1', 'Map labels -1 and 1 by (y + 1) / 2.'],
  ] as const)('%s throws for %d', (name, bad, rule, advice) => {
    expect(() => fits[name](inputs, [1, 1, bad])).toThrow(
      new RangeError(`${name}: expected ${rule}, got ${bad} for sample 2. ${advice}`),
    );
    expect(() => fits[name](inputs, [bad, 1, 1])).toThrow(`got ${bad} for sample 0.`);
  });

  test('fitSoftmaxRegression throws for labels that are no class, for a class without samples and for one class', () => {
    expect(() => fitSoftmaxRegression(inputs, [0, 1, 3], { classes: 3 })).toThrow(
      'expected class indices from 0 to 2, got 3 for sample 2.',
    );
    expect(() => fitSoftmaxRegression(inputs, [0, 1, 0.5])).toThrow('expected class indices');
    expect(() => fitSoftmaxRegression(inputs, [0, -1, 1])).toThrow('expected class indices');
    expect(() => fitSoftmaxRegression(inputs, [0, 2, 2])).toThrow(
      'expected samples of each of the 3 classes, got none of class 1.',
    );
    expect(() => fitSoftmaxRegression(inputs, [0, 0, 0])).toThrow('expected at least 2 classes, got 1.');
    expect(() => fitSoftmaxRegression(inputs, [0, 0, 0], { classes: 0 })).toThrow(
      'expected at least 2 classes, got 0.',
    );
  });

  test('a matrix of targets must have one column', () => {
    expect(() => fitPerceptron(inputs, Matrix.zeros(3, 2))).toThrow(
      'fitPerceptron: expected targets in a 3 x 1 matrix, got 3 x 2. Pass one number a sample.',
    );
  });
});

describe.each([0, -0.1, NaN, Infinity, '0.1' as unknown as number])('a learning rate of %j', (learningRate) => {
  const message = `expected a learning rate > 0, got ${learningRate}. Try 0.1.`;
  test.each([
    ['fitPerceptron', () => fitPerceptron(inputs, [-1, 1, 1], { learningRate })],
    ['fitAdaline', () => fitAdaline(inputs, [0, 1, 1], { learningRate, epochs: 1 })],
    ['fitNeuron', () => fitNeuron(inputs, [0, 1, 1], { learningRate, epochs: 1, random })],
    [
      'fitLogisticRegression',
      () => fitLogisticRegression(inputs, [0, 1, 1], { method: 'gradientAscent', learningRate }),
    ],
    [
      'fitLogisticRegression',
      () => fitLogisticRegression(inputs, [0, 1, 1], { method: 'stochastic', learningRate, epochs: 1, random }),
    ],
    [
      'fitSoftmaxRegression',
      () => fitSoftmaxRegression(inputs, [0, 1, 1], { method: 'gradientDescent', learningRate }),
    ],
  ])('throws in %s', (name, run) => {
    expect(run).toThrow(new RangeError(`${name}: ${message}`));
  });
});

describe('counts, penalties and choices', () => {
  const labels = [0, 1, 1];
  test.each([
    ['fitPerceptron: expected a whole number of epochs >= 1, got 0.', () => fitPerceptron(inputs, [-1, 1, 1], { epochs: 0 })],
    ['fitAdaline: expected a whole number of epochs >= 1, got 1.5.', () => fitAdaline(inputs, labels, { learningRate: 1, epochs: 1.5 })],
    ['fitNeuron: expected a whole number of epochs >= 1, got NaN.', () => fitNeuron(inputs, labels, { learningRate: 1, epochs: NaN, random })],
    ['fitLogisticRegression: expected a whole number of iterations >= 1, got 0.', () => fitLogisticRegression(inputs, labels, { iterations: 0 })],
    ['fitLogisticRegression: expected a whole number of samples in a batch >= 1, got 0.', () => fitLogisticRegression(inputs, labels, { method: 'stochastic', learningRate: 1, epochs: 1, batchSize: 0, random })],
    ['fitLogisticRegression: expected a tolerance > 0, got 0.', () => fitLogisticRegression(inputs, labels, { tolerance: 0 })],
    ['fitLogisticRegression: expected a penalty l2 >= 0, got -1.', () => fitLogisticRegression(inputs, labels, { l2: -1 })],
    ['fitSoftmaxRegression: expected a penalty l2 >= 0, got NaN.', () => fitSoftmaxRegression(inputs, labels, { l2: NaN })],
    ['fitSoftmaxRegression: expected a penalty l2 >= 0, got Infinity.', () => fitSoftmaxRegression(inputs, labels, { l2: Infinity })],
    ['fitLogisticRegression: expected a penalty l2 >= 0, got 1.', () => fitLogisticRegression(inputs, labels, { l2: '1' } as never)],
    ["fitPerceptron: expected order 'fixed' or 'random', got 'shuffled'.", () => fitPerceptron(inputs, [-1, 1, 1], { order: 'shuffled' } as never)],
    ["fitAdaline: expected update 'batch', 'fixed' or 'random', got 'online'.", () => fitAdaline(inputs, labels, { learningRate: 1, epochs: 1, update: 'online' } as never)],
    ["fitLogisticRegression: expected method 'newton', 'gradientAscent' or 'stochastic', got 'irls'.", () => fitLogisticRegression(inputs, labels, { method: 'irls' } as never)],
    ["fitSoftmaxRegression: expected method 'newton' or 'gradientDescent', got 'adam'.", () => fitSoftmaxRegression(inputs, labels, { method: 'adam' } as never)],
  ])('%s', (message, run) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  }); // prettier-ignore
});

describe('a missing generator', () => {
  const step = { learningRate: 0.1, epochs: 1, random: none };
  test.each([
    ['fitPerceptron', () => fitPerceptron(inputs, [-1, 1, 1], { order: 'random', random: none })],
    ['fitPerceptron', () => fitPerceptron(inputs, [-1, 1, 1], { order: 'random' } as never)],
    ['fitAdaline', () => fitAdaline(inputs, [0, 1, 1], { ...step, update: 'random' })],
    ['fitNeuron', () => fitNeuron(inputs, [0, 1, 1], step)],
    ['initialNeuron', () => initialNeuron(2, none)],
    ['fitLogisticRegression', () => fitLogisticRegression(inputs, [0, 1, 1], { ...step, method: 'stochastic' })],
  ])('throws in %s', (name, run) => {
    expect(run).toThrow(
      new TypeError(`${name}: expected a generator as random, got undefined. Pass { random: randomGenerator(1) }.`),
    );
  });
});

describe.each([
  ['null', null],
  ['string', 'newton'],
])('%s in place of the options', (kind, options) => {
  test.each([
    ['fitPerceptron', () => fitPerceptron(inputs, [-1, 1, 1], options as never)],
    ['fitAdaline', () => fitAdaline(inputs, [0, 1, 1], options as never)],
    ['fitNeuron', () => fitNeuron(inputs, [0, 1, 1], options as never)],
    ['fitLogisticRegression', () => fitLogisticRegression(inputs, [0, 1, 1], options as never)],
    ['fitSoftmaxRegression', () => fitSoftmaxRegression(inputs, [0, 1, 1], options as never)],
  ])('is refused by %s', (name, run) => {
    expect(run).toThrow(TypeError);
    expect(run).toThrow(`${name}: expected options as an object, got ${kind}.`);
  });
});

describe('columns that do not determine the weights', () => {
  const labels = [0, 1, 0, 1, 1, 0];
  const first = [1, 2, 3, 4, 5, 6];
  const withSecond = (second: (x: number) => number): Matrix => Matrix.fromRows(first.map((x) => [x, second(x)]));

  test.each([
    ['fitLogisticRegression', fitLogisticRegression],
    ['fitSoftmaxRegression', fitSoftmaxRegression],
  ] as const)('%s throws for a constant and for a dependent column, and takes both with a penalty', (name, fit) => {
    expect(() =>
      fit(
        withSecond(() => 0.1),
        labels,
      ),
    ).toThrow(
      new RangeError(
        `${name}: expected columns that vary, got 0.1 in all 6 rows of column 1. Drop the column: the bias stands for it.`,
      ),
    );
    expect(() =>
      fit(
        withSecond((x) => 3 * x - 0.7),
        labels,
      ),
    ).toThrow(
      `${name}: expected columns that do not depend on each other, got column 1 as a combination of the columns before it (6 rows). Drop it, or pass l2 > 0.`,
    );
    expect(
      fit(
        withSecond(() => 0.1),
        labels,
        { l2: 1 },
      ).converged,
    ).toBe(true);
    expect(
      fit(
        withSecond((x) => 3 * x - 0.7),
        labels,
        { l2: 1 },
      ).converged,
    ).toBe(true);
  });
});

test('a column that equals another up to a 1e-8 of noise depends on it', () => {
  const random = randomGenerator(5);
  const rows = Array.from({ length: 30 }, () => {
    const x = random.normal();
    return [x, x + 1e-8 * random.normal()];
  });
  const labels = rows.map((_, i) => i % 2);
  expect(() => fitLogisticRegression(Matrix.fromRows(rows), labels)).toThrow(
    'expected columns that do not depend on each other, got column 1',
  );
});

test('a likelihood that stops being finite is an error that names the iteration', () => {
  const options = { learningRate: 1e200, l2: 1e200 } as const;
  expect(() => fitLogisticRegression(inputs, [0, 1, 0], { ...options, method: 'gradientAscent' })).toThrow(
    /^fitLogisticRegression: expected a finite log-likelihood, got (NaN|-Infinity) in iteration \d+\. Lower the learning rate of 1e\+200/,
  );
  expect(() =>
    fitLogisticRegression(inputs, [0, 1, 0], { ...options, method: 'stochastic', epochs: 9, random }),
  ).toThrow(/in epoch \d/);
  expect(() => fitSoftmaxRegression(inputs, [0, 1, 0], { ...options, method: 'gradientDescent' })).toThrow(
    /in iteration \d/,
  );
});

describe('parameters that do not fit the data', () => {
  test.each([
    ['logLikelihood', () => logLikelihood(neuron, Matrix.zeros(2, 3), [0, 1])],
    ['logLikelihoodGradient', () => logLikelihoodGradient(neuron, Matrix.zeros(2, 3), [0, 1])],
    ['logLikelihoodHessian', () => logLikelihoodHessian(neuron, Matrix.zeros(2, 3), [0, 1])],
    ['logisticProbabilities', () => logisticProbabilities(neuron, Matrix.zeros(2, 3))],
    ['marginOf', () => marginOf(Matrix.zeros(2, 3), [1, -1], neuron)],
  ])('%s says how many weights it wants', (name, run) => {
    expect(run).toThrow(new RangeError(`${name}: expected 3 weights for 3 inputs, got 2. Give each input one weight.`));
  });

  test.each([
    ['softmaxLogLoss', () => softmaxLogLoss(model, Matrix.zeros(2, 5), [0, 1])],
    ['softmaxProbabilities', () => softmaxProbabilities(model, Matrix.zeros(2, 5))],
  ])('%s says which weights it wants', (name, run) => {
    expect(run).toThrow(`${name}: expected weights 5 x C and C biases for 5 inputs, got 2 x 3 and 3.`);
  });

  test('novikoffBound and marginOf want a separator', () => {
    expect(() => novikoffBound(inputs, [1, 1, -1], neuron)).toThrow(/expected a separator with margin > 0, got -/);
    expect(() => marginOf(inputs, [1, 1, 1], { weights: new Float64Array(2), bias: 0 })).toThrow(
      'expected a separator other than zero',
    );
  });

  test('coefficientTable wants standard errors, and a name for each input', () => {
    const fit = fitLogisticRegression(Matrix.column([1, 2, 3, 4]), [0, 1, 0, 1]);
    expect(() => coefficientTable(fit, ['a', 'b'])).toThrow('coefficientTable: expected 1 names for 1 inputs, got 2.');
    const separated = fitLogisticRegression(Matrix.column([1, 2]), [0, 1]);
    expect(() => coefficientTable(separated)).toThrow('got one without standard errors (separated).');
  });
});
