import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.js';
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  binaryCrossEntropyFromLogitsDerivative,
  categoricalHinge,
  cosineSimilarity,
  cosineSimilarityGradient,
  hinge,
  hingeDerivative,
  huber,
  huberLoss,
  kullbackLeibler,
  logCosh,
  losses,
  meanLoss,
  meanLossGradient,
  poisson,
  reductions,
  rowLosses,
  sampleWeights,
  smoothLabels,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  sparseSoftmaxCrossEntropy,
  sumLoss,
} from './index.js';

const { squaredError, binaryCrossEntropy: binary, hinge: margin } = losses;
const { softmaxCrossEntropy: softmax, sparseSoftmaxCrossEntropy: sparse, categoricalHinge: widest } = rowLosses;

test('a certain wrong prediction costs Infinity where clipping at 1e-15 says 34.5', () => {
  expect(binaryCrossEntropy(0, 1)).toBe(Infinity);
  expect(binaryCrossEntropy(1e-15, 1)).toBeCloseTo(34.54, 2);
});

test('probabilities outside 0 to 1 give NaN', () => {
  for (const p of [-0.1, 1.1]) for (const y of [0, 0.5, 1]) expect(binary.value(p, y)).toBeNaN();
  for (const p of [-0.1, 1.1]) for (const y of [0, 0.5, 1]) expect(binary.derivative(p, y)).toBeNaN();
});

test('cosine similarity is the only loss here that is not convex', () => {
  const all = [...Object.values(losses), ...Object.values(rowLosses)];
  expect(all.filter((loss) => !loss.convex).map(({ name }) => name)).toEqual(['cosineSimilarity']);
});

test('a prediction of -0 is 0: too little of what is wanted, with the slope -Infinity', () => {
  for (const target of [0.5, 1]) expect(binary.derivative(-0, target)).toBe(-Infinity);
  for (const target of [0.5, 1, 7]) expect(losses.poisson.derivative(-0, target)).toBe(-Infinity);
});

test('a rate below 0 has no cost and no slope', () => {
  for (const target of [0, 2]) expect(losses.poisson.derivative(-1, target)).toBeNaN();
});

test('a negative probability costs NaN, in the gradient too; -0 is 0', () => {
  const row = Float64Array.of(-1, 1);
  const target = Float64Array.of(0, 1);
  for (const loss of [rowLosses.categoricalCrossEntropy, rowLosses.kullbackLeibler]) {
    expect(loss.value(row, target)).toBeNaN();
    expect(Array.from(loss.gradient(row, target))).toEqual([NaN, -1]);
    expect(loss.gradient(row, Float64Array.of(1, 0))[0]).toBeNaN();
    expect(loss.value(Float64Array.of(-0, 1), Float64Array.of(0.5, 0.5))).toBe(Infinity);
    expect(loss.gradient(Float64Array.of(-0, 1), Float64Array.of(0.5, 0.5))[0]).toBe(-Infinity);
  }
  expect(kullbackLeibler(row, Float64Array.of(-1, 2))).toBeNaN();
  for (const k of [0, 1]) {
    expect(rowLosses.sparseCategoricalCrossEntropy.value(row, Float64Array.of(k))).toBeNaN();
    expect(rowLosses.sparseCategoricalCrossEntropy.gradient(row, Float64Array.of(k))[0]).toBeNaN();
  }
});

test('cross-entropy of the softmax of (2, 1, 0.1) is -log of the probability 0.6590012 in the notes', () => {
  expect(softmaxCrossEntropy(Float64Array.of(2, 1, 0.1), Float64Array.of(1, 0, 0))).toBeCloseTo(
    -Math.log(0.6590012),
    6,
  );
});

test('logits of 1000 neither overflow nor lose their cost', () => {
  expect(binaryCrossEntropyFromLogits(1000, 0)).toBe(1000);
  expect(binaryCrossEntropyFromLogits(40, 1)).toBeGreaterThan(0);
  expect(binaryCrossEntropyFromLogitsDerivative(40, 1)).toBeLessThan(0);
  expect(softmaxCrossEntropy(Float64Array.of(1000, 0), Float64Array.of(0, 1))).toBe(1000);
  expect(softmaxCrossEntropy(Float64Array.of(40, 0), Float64Array.of(1, 0))).toBe(Math.log1p(Math.exp(-40)));
});

test('a class ruled out by a logit of -Infinity costs nothing when it is not wanted, and Infinity when it is', () => {
  const row = Float64Array.of(0, -Infinity);
  expect(softmaxCrossEntropy(row, Float64Array.of(1, 0))).toBe(0);
  expect(softmaxCrossEntropy(row, Float64Array.of(0, 1))).toBe(Infinity);
  expect(Array.from(softmaxCrossEntropyGradient(row, Float64Array.of(1, 0)))).toEqual([0, 0]);
  expect(sparseSoftmaxCrossEntropy(row, Float64Array.of(1))).toBe(Infinity);
});

test('a logit of Infinity gives NaN', () => {
  expect(softmaxCrossEntropy(Float64Array.of(Infinity, 0), Float64Array.of(1, 0))).toBeNaN();
  expect(softmaxCrossEntropyGradient(Float64Array.of(Infinity), Float64Array.of(1))[0]).toBeNaN();
});

test('with two classes and z = (z, 0), softmax cross-entropy is binary cross-entropy of z', () => {
  for (const z of [-30, -1, 0, 0.5, 30]) {
    const row = Float64Array.of(z, 0);
    expect(softmaxCrossEntropy(row, Float64Array.of(0.3, 0.7))).toBeCloseTo(binaryCrossEntropyFromLogits(z, 0.3), 12);
  }
});

test('huber with a large delta is half the squared error, and divided by a small delta the absolute error', () => {
  expect(huber(3, 1, 1e6)).toBe(2);
  expect(huber(3, 1, 1e-9) / 1e-9).toBeCloseTo(2, 8);
  for (const delta of [0, -1, Infinity, NaN]) {
    expect(() => huberLoss({ delta })).toThrow(`huberLoss: expected a finite delta > 0, got ${delta}.`);
  }
  expect(huberLoss({ delta: 2 }).parameters).toEqual({ delta: 2 });
});

test('log cosh tends to e^2 / 2 and to |e| - log 2', () => {
  expect(logCosh(1e-6, 0)).toBeCloseTo(5e-13, 24);
  expect(logCosh(-500, 0)).toBe(500 - Math.LN2);
});

test('hinge asks for a margin of 1 and has slope 0 where it is just kept', () => {
  expect([hinge(1, 1), hinge(-1, -1), hinge(0, 1)]).toEqual([0, 0, 1]);
  expect([hingeDerivative(1, 1), hingeDerivative(-1, -1)]).toEqual([0, 0]);
});

test('poisson is least at the count, where it may be negative', () => {
  expect(poisson(7, 7)).toBeLessThan(0);
  expect(poisson(7, 7)).toBeLessThan(poisson(6.9, 7));
});

test('divergence of a distribution from itself is 0, and no quotient overflows', () => {
  expect(kullbackLeibler(Float64Array.of(0.25, 0.75), Float64Array.of(0.25, 0.75))).toBe(0);
  expect(kullbackLeibler(Float64Array.of(1e-310, 1), Float64Array.of(1, 0))).toBeCloseTo(713.8, 1);
});

test('divergence keeps its digits where prediction and target nearly agree', () => {
  const p = 2 ** -10;
  const y = p * (1 + 2 ** -30);
  // y log(y / p) = y log1p(2^-30), which is y 2^-30 (1 - 2^-31) to the last digits.
  expect(kullbackLeibler(Float64Array.of(p), Float64Array.of(y)) / (y * 2 ** -30)).toBeCloseTo(1 - 2 ** -31, 15);
});

test('categorical hinge agrees with the form of Keras where some wrong score is >= 0, and only there', () => {
  const keras = (s: readonly number[], k: number): number =>
    Math.max(0, 1 + Math.max(...s.map((x, j) => (j === k ? 0 : x))) - s[k]!);
  const ours = (s: readonly number[], k: number): number =>
    categoricalHinge(
      Float64Array.from(s),
      Float64Array.from(s, (_, j) => (j === k ? 1 : 0)),
    );
  expect(ours([0.5, 0.25, -1], 0)).toBe(keras([0.5, 0.25, -1], 0));
  expect([ours([0.5, -2, -1], 0), keras([0.5, -2, -1], 0)]).toEqual([0, 0.5]);
});

test('cosine similarity of a zero vector is 0 with gradient 0; sizes neither overflow nor vanish', () => {
  const zero = new Float64Array(2);
  expect(cosineSimilarity(zero, Float64Array.of(1, 2))).toBe(0);
  expect(Array.from(cosineSimilarityGradient(zero, Float64Array.of(1, 2)))).toEqual([0, 0]);
  expect(cosineSimilarity(Float64Array.of(1, 2), zero)).toBe(0);
  expect(Array.from(cosineSimilarityGradient(Float64Array.of(1, 2), zero))).toEqual([0, 0]);
  expect(cosineSimilarity(zero, zero)).toBe(0);
  expect(Array.from(cosineSimilarityGradient(zero, zero))).toEqual([0, 0]);
  expect(cosineSimilarity(Float64Array.of(3e200, 4e200), Float64Array.of(3e-200, 4e-200))).toBeCloseTo(-1, 15);
});

describe('means and sums', () => {
  test('a pointwise loss is averaged over all entries, a row loss over the rows', () => {
    const [zeros, ones] = [Matrix.zeros(2, 3), Matrix.generate(2, 3, () => 1)];
    expect([meanLoss(squaredError, zeros, ones), sumLoss(squaredError, zeros, ones)]).toEqual([1, 6]);
    const labels = Matrix.column([0, 2]);
    expect(meanLoss(sparse, zeros, labels)).toBeCloseTo(Math.log(3), 15);
    expect(sumLoss(sparse, zeros, labels)).toBeCloseTo(2 * Math.log(3), 15);
  });

  test('weights of classes count: w_i over the sum of weights', () => {
    const labels = Matrix.column([0, 0, 0, 1]);
    const weights = sampleWeights(labels, 'balanced');
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(4, 14);
    const logits = Matrix.fromRows([
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    const [right, wrong] = [Math.log1p(Math.exp(-2)), 2 + Math.log1p(Math.exp(-2))];
    expect(meanLoss(sparse, logits, labels, weights)).toBeCloseTo((right + wrong) / 2, 14);
  });

  const column = (...values: number[]): Matrix => Matrix.column(values);
  const two = Matrix.zeros(2, 3);
  test.each([
    [
      'an empty batch',
      () => meanLoss(squaredError, Matrix.zeros(0, 3), Matrix.zeros(0, 3)),
      'at least one row and one column of predictions, got 0 x 3',
    ],
    [
      'targets of another shape',
      () => meanLoss(squaredError, two, Matrix.zeros(3, 2)),
      'shape 2 x 3 for squaredError of 2 x 3 predictions, got 3 x 2',
    ],
    [
      'one-hot targets for a sparse loss',
      () => meanLoss(sparse, two, two),
      'shape 2 x 1 for sparseSoftmaxCrossEntropy of 2 x 3 predictions, got 2 x 3',
    ],
    [
      'a target too many',
      () => meanLoss(squaredError, two, Matrix.zeros(3, 3)),
      'shape 2 x 3 for squaredError of 2 x 3 predictions, got 3 x 3',
    ],
    ['a label below 0', () => meanLoss(sparse, two, column(0, -1)), 'class indices from 0 to 2, got -1 in row 1'],
    ['a label out of range', () => meanLoss(sparse, two, column(0, 3)), 'class indices from 0 to 2, got 3 in row 1'],
    [
      'a label that is no whole number',
      () => meanLoss(sparse, two, column(0.5, 1)),
      'class indices from 0 to 2, got 0.5 in row 0',
    ],
    [
      'NaN in the targets',
      () => meanLoss(squaredError, column(1, 2), column(0, NaN)),
      'to be finite numbers, got NaN in row 1',
    ],
    [
      'Infinity in the targets',
      () => meanLoss(squaredError, column(1), column(Infinity)),
      'to be finite numbers, got Infinity in row 0',
    ],
    [
      '-Infinity in the targets',
      () => sumLoss(squaredError, column(1), column(-Infinity)),
      'to be finite numbers, got -Infinity in row 0',
    ],
    [
      'a count below 0',
      () => meanLoss(losses.poisson, column(1), column(-1)),
      'to be finite and >= 0, got -1 in row 0',
    ],
    [
      'a target beyond the end of a user-defined loss',
      () => meanLoss({ ...squaredError, targets: { low: -Infinity, high: 0 } }, column(1), column(1)),
      'from -Infinity to 0, got 1 in row 0',
    ],
    [
      'a bad number in the second of two columns',
      () => meanLoss(squaredError, Matrix.zeros(2, 2), Matrix.fromRows([[0, 0], [0, NaN]])), // prettier-ignore
      'got NaN in row 1',
    ],
    [
      'a probability above 1',
      () => meanLoss(softmax, Matrix.row([0, 0]), Matrix.row([1.5, -0.5])),
      'probabilities, got 1.5 in row 0',
    ],
    [
      'a probability below 0',
      () => meanLoss(softmax, Matrix.row([0, 0, 0]), Matrix.row([-0.5, 0.75, 0.75])),
      'probabilities, got -0.5 in row 0',
    ],
    [
      'two ones in a one-hot row',
      () => meanLoss(widest, two, Matrix.fromRows([[1, 0, 0], [1, 1, 0]])), // prettier-ignore
      'numbers with sum 1, got the sum 2 in row 1',
    ],
    [
      'a count of Infinity',
      () => meanLoss(losses.poisson, column(1), column(Infinity)),
      'to be finite and >= 0, got Infinity in row 0',
    ],
    [
      'Infinity in a target vector',
      () => meanLoss(rowLosses.cosineSimilarity, Matrix.row([1, 2]), Matrix.row([Infinity, 1])),
      'finite numbers, got Infinity in row 0',
    ],
    [
      '-Infinity in a target vector',
      () => meanLoss(rowLosses.cosineSimilarity, Matrix.row([1, 2]), Matrix.row([0, -Infinity])),
      'finite numbers, got -Infinity in row 0',
    ],
    [
      'a target row whose sum is off by a thousandth',
      () => meanLoss(softmax, Matrix.row([0, 0]), Matrix.row([0.5, 0.501])),
      'numbers with sum 1, got the sum 1.00',
    ],
    ['labels 0 and 1 for a hinge', () => meanLoss(margin, column(1, 2), column(1, 0)), 'to be -1 or 1, got 0 in row 1'],
    [
      'targets below 0 for probabilities',
      () => meanLoss(binary, column(0.5), column(-1)),
      'from 0 to 1, got -1 in row 0',
    ],
    [
      'targets beyond 1 for probabilities',
      () => meanLoss(binary, column(0.5), column(2)),
      'from 0 to 1, got 2 in row 0',
    ],
    [
      'targets that do not sum to 1',
      () =>
        meanLoss(
          softmax,
          two,
          Matrix.fromRows([
            [1, 0, 0],
            [1, 1, 0],
          ]),
        ),
      'numbers with sum 1, got the sum 2 in row 1',
    ],
    [
      'soft targets for a hinge',
      () =>
        meanLoss(
          widest,
          two,
          Matrix.fromRows([
            [1, 0, 0],
            [0.5, 0.5, 0],
          ]),
        ),
      'one-hot, a single 1 among zeros, got 0.5 in row 1',
    ],
    [
      'too few weights',
      () => meanLoss(squaredError, column(1, 2), column(1, 2), Float64Array.of(1)),
      '2 finite weights >= 0, one a row, not all 0, got 1 weights',
    ],
    [
      'weights that are all 0',
      () => meanLoss(squaredError, column(1), column(1), Float64Array.of(0)),
      'got weights with sum 0',
    ],
    [
      'a weight below 0',
      () => sumLoss(squaredError, column(1, 2), column(1, 2), Float64Array.of(1, -1)),
      '2 finite weights >= 0, one a row, not all 0, got -1 in row 1',
    ],
    [
      'a weight below 0 that others make up for',
      () => meanLoss(squaredError, column(1, 2), column(1, 2), Float64Array.of(-1, 3)),
      'got -1 in row 0',
    ],
    [
      'a weight that is no number',
      () => meanLoss(squaredError, column(1), column(1), Float64Array.of(NaN)),
      'got NaN in row 0',
    ],
    [
      'an infinite weight',
      () => meanLoss(squaredError, column(1), column(1), Float64Array.of(Infinity)),
      'got Infinity in row 0',
    ],
    [
      'weights whose sum overflows',
      () => meanLoss(squaredError, column(1, 2), column(1, 2), Float64Array.of(1e308, 1e308)),
      'got weights with sum Infinity',
    ],
    [
      'a result matrix of another shape',
      () => meanLossGradient(squaredError, two, two, undefined, Matrix.zeros(3, 2)),
      '`into` of shape 2 x 3, got 3 x 2',
    ],
    [
      'a result matrix with a row too many',
      () => meanLossGradient(squaredError, two, two, undefined, Matrix.zeros(3, 3)),
      '`into` of shape 2 x 3, got 3 x 3',
    ],
    [
      'a result matrix with a column too few',
      () => meanLossGradient(squaredError, two, two, undefined, Matrix.zeros(2, 2)),
      '`into` of shape 2 x 3, got 2 x 2',
    ],
  ])('%s is a RangeError that says what was expected and got', (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  test('targets in the form of another loss: the advice names the loss that takes them', () => {
    expect(() => meanLoss(sparse, two, two)).toThrow('take the loss for one-hot targets');
    expect(() => meanLoss(softmax, two, column(0, 1))).toThrow('class indices go with the sparse losses');
    expect(() => meanLoss(squaredError, column(1, 2), two)).toThrow('Give one target for each prediction');
    expect(() => meanLoss(sparse, column(1, 2), two)).toThrow('Give one target for each prediction');
  });

  test('the hinge losses take labels -1 and 1', () => {
    for (const loss of [losses.hinge, losses.squaredHinge]) {
      expect(meanLoss(loss, column(0, 0), column(-1, 1))).toBe(1);
      expect(() => meanLoss(loss, column(0), column(0))).toThrow('to be -1 or 1, got 0');
    }
  });

  test('rows without an entry and classes that do not exist are refused by a loss of a single row too', () => {
    const empty = new Float64Array(0);
    for (const loss of Object.values(rowLosses).filter(({ targets }) => targets !== 'classIndex')) {
      expect(() => loss.value(empty, empty)).toThrow(RangeError);
      expect(() => loss.gradient(empty, empty)).toThrow('of the same length >= 1, got 0 and 0 numbers');
    }
    for (const loss of [rowLosses.sparseCategoricalCrossEntropy, sparse]) {
      for (const label of [-1, 3, 0.5]) {
        expect(() => loss.value(new Float64Array(3), Float64Array.of(label))).toThrow(
          `expected one class index from 0 to 2, got [${label}]`,
        );
      }
    }
  });

  test('NaN in the predictions is passed on, so that training can say at which step it came', () => {
    expect(meanLoss(squaredError, column(NaN), column(1))).toBeNaN();
    expect(
      reductions.meanLoss.gradient(softmax, Matrix.fromRows([[NaN, 0]]), Matrix.fromRows([[1, 0]])).get(0, 0),
    ).toBeNaN();
  });
});

describe('targets', () => {
  test('smoothed rows sum to 1, and smoothing 0 changes nothing', () => {
    const rows = Matrix.fromRows([
      [0, 1, 0],
      [0.5, 0.25, 0.25],
    ]);
    for (const smoothing of [0, 0.1, 1]) {
      for (const row of smoothLabels(rows, smoothing).toRows())
        expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 15);
    }
    expect(smoothLabels(rows, 0).toRows()).toEqual(rows.toRows());
    expect(smoothLabels(rows, 1).toRows()[0]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(() => smoothLabels(rows, 1.5)).toThrow('smoothLabels: expected a smoothing from 0 to 1, got 1.5.');
    expect(() => smoothLabels(rows, -0.1)).toThrow('smoothLabels: expected a smoothing from 0 to 1, got -0.1.');
    for (const [n, columns] of [
      [1, 3],
      [2, 2],
    ] as const) {
      // prettier-ignore
      expect(() => smoothLabels(rows, 0.1, Matrix.zeros(n, columns))).toThrow(
        `\`into\` of shape 2 x 3, got ${n} x ${columns}`,
      );
    }
  });

  test('class indices, NaN and numbers outside 0 to 1 are no labels to smooth', () => {
    for (const [label, row] of [
      [2, 1],
      [NaN, 0],
      [-0.5, 2],
      [Infinity, 1],
    ] as const) {
      const targets = Matrix.column([0, 1, 1]);
      targets.data[row] = label;
      expect(() => smoothLabels(targets, 0.1)).toThrow(RangeError);
      expect(() => smoothLabels(targets, 0.1)).toThrow(
        `smoothLabels: expected targets from 0 to 1, got ${label} in row ${row}. One-hot encode class indices first.`,
      );
    }
    const hot = Matrix.fromRows([
      [0, 1],
      [1, 1.5],
    ]);
    expect(() => smoothLabels(hot, 0.1, hot)).toThrow('got 1.5 in row 1');
    expect(hot.toRows()[0]).toEqual([0, 1]);
  });

  test('with smoothed labels the best logits are finite: the logarithms of the smoothed row', () => {
    const smoothed = smoothLabels(Matrix.fromRows([[1, 0, 0]]), 0.1).row(0);
    const gradient = softmaxCrossEntropyGradient(
      smoothed.map((p) => Math.log(p)),
      smoothed,
    );
    for (const g of gradient) expect(Math.abs(g)).toBeLessThan(1e-15);
  });

  test('balanced weights make all classes weigh the same; a class without a weight is an error', () => {
    const labels = Matrix.column([0, 2, 2, 2, 2]);
    expect(Array.from(sampleWeights(labels, 'balanced'))).toEqual([2.5, 0.625, 0.625, 0.625, 0.625]);
    expect(() => sampleWeights(labels, [1, 1])).toThrow(
      'sampleWeights: expected a weight >= 0 for class 2, got undefined among 2.',
    );
    for (const bad of [-1, NaN, Infinity]) {
      expect(() => sampleWeights(labels, [1, 1, bad])).toThrow(`a weight >= 0 for class 2, got ${bad} among 3.`);
    }
    expect(Array.from(sampleWeights(labels, [0, 1, 3]))).toEqual([0, 3, 3, 3, 3]);
    expect(() => sampleWeights(Matrix.zeros(0, 1), 'balanced')).toThrow(
      'expected at least one row of targets, got 0 x 1',
    );
    expect(() => sampleWeights(Matrix.column([-1]), 'balanced')).toThrow(
      'expected class indices 0, 1, 2, ..., got -1 in row 0',
    );
  });
});
