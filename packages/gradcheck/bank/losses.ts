import { parameters } from '../src/arbitraries/parameters.js';
import { real } from '../src/arbitraries/real.js';
import type { MatrixLike } from '../src/arbitraries/matrix.js';
import { matrixOf, rowsOf, sigmoid, softmax, softplus, sum, uneven } from './arrays.js';
import { gradient, type Subject } from './subject.js';

const some = { min: 1, max: 5 };
const predictions = parameters('n', { sizes: { n: some } });
const probable = parameters('n', { sizes: { n: some }, entry: real({ low: 0.01, high: 0.99 }) });
const logits = parameters(['samples', 'classes'], {
  sizes: { samples: { min: 1, max: 3 }, classes: { min: 1, max: 3 } },
});

/** Errors against targets that differ from place to place. */
function errors(p: Float64Array): Float64Array {
  return p.map((each, i) => each - uneven(i));
}

/** A gradient entry by entry, of the vector and its length. */
function entries(entry: (p: Float64Array, i: number) => number): (p: Float64Array) => Float64Array {
  return (p) => p.map((_, i) => entry(p, i));
}

function label(i: number): number {
  return i % 2;
}

/** The class of sample i. */
function classOf(i: number, classes: number): number {
  return (2 * i + 1) % classes;
}

function crossEntropy(z: MatrixLike): number {
  const rows = rowsOf(z);
  return sum(z.rows, (i) => -Math.log(softmax(rows[i]!)[classOf(i, z.columns)]!)) / z.rows;
}

function ofLogits(
  entry: (p: number, isClass: number, z: MatrixLike, i: number, j: number) => number,
): (z: MatrixLike) => MatrixLike {
  return (z) => {
    const p = rowsOf(z).map(softmax);
    return matrixOf(z, (i, j) => entry(p[i]![j]!, j === classOf(i, z.columns) ? 1 : 0, z, i, j));
  };
}

interface Pair {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

const pairs = parameters({ a: 'n', b: 'n' }, { sizes: { n: some }, entry: real({ low: 0.25, high: 3 }) });

function dot(a: Float64Array, b: Float64Array): number {
  return sum(a.length, (i) => a[i]! * b[i]!);
}

function cosine({ a, b }: Pair): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function cosineGradient(pair: Pair): Pair {
  const { a, b } = pair;
  const [length, cos] = [Math.sqrt(dot(a, a) * dot(b, b)), cosine(pair)];
  return {
    a: a.map((x, i) => b[i]! / length - (cos * x) / dot(a, a)),
    b: b.map((x, i) => a[i]! / length - (cos * x) / dot(b, b)),
  };
}

interface Regression {
  readonly weights: Float64Array;
  readonly bias: number;
}

const regressions = parameters({ weights: 'features', bias: [] }, { sizes: { features: { min: 1, max: 4 } } });
const samples = 3;
const decay = 0.1;

function residual({ weights, bias }: Regression, i: number): number {
  return bias + sum(weights.length, (j) => weights[j]! * uneven(i, j)) - uneven(i + 2);
}

function ridge(model: Regression): number {
  return sum(samples, (i) => residual(model, i) ** 2) / samples + decay * dot(model.weights, model.weights);
}

/** Mean of squares, and of the weights what `penalty` makes of each. */
function ridgeGradient(penalty: (weight: number) => number, factor = 2): (model: Regression) => Regression {
  return (model) => ({
    weights: model.weights.map(
      (weight, j) => (factor / samples) * sum(samples, (i) => residual(model, i) * uneven(i, j)) + penalty(weight),
    ),
    bias: (factor / samples) * sum(samples, (i) => residual(model, i)),
  });
}

/** sum y log(y / q) with the targets y = uneven. */
function divergence(q: Float64Array): number {
  return sum(q.length, (i) => uneven(i) * Math.log(uneven(i) / q[i]!) + q[i]!);
}

function logSumExp(z: Float64Array): number {
  const largest = Math.max(...z);
  return largest + Math.log(sum(z.length, (i) => Math.exp(z[i]! - largest)));
}

export const losses: readonly Subject[] = [
  gradient(
    'loss',
    'mean squared error',
    predictions,
    (p) => dot(errors(p), errors(p)) / p.length,
    entries((p, i) => (2 / p.length) * errors(p)[i]!),
    [
      ['the 2 forgotten', entries((p, i) => errors(p)[i]! / p.length), { kind: 'factor', smallest: '1' }],
      ['the mean forgotten', entries((p, i) => 2 * errors(p)[i]!), { kind: 'size', smallest: '2' }],
      ['the mean taken twice', entries((p, i) => (2 * errors(p)[i]!) / p.length ** 2), { kind: 'size', smallest: '2' }],
      ['target minus prediction', entries((p, i) => (-2 / p.length) * errors(p)[i]!), { kind: 'sign', smallest: '1' }],
      [
        'the last entry left out',
        entries((p, i) => (i === p.length - 1 ? 0 : (2 / p.length) * errors(p)[i]!)),
        { smallest: '1' },
      ],
      ['targets off by one', entries((p, i) => (2 / p.length) * (p[i]! - uneven(i + 1))), { smallest: '1' }],
      [
        'entries one place too late',
        entries((p, i) => (2 / p.length) * errors(p).at(i - 1)!),
        { kind: 'shifted', smallest: '2' },
      ],
      ['the target forgotten', entries((p, i) => (2 / p.length) * p[i]!), { smallest: '1' }],
    ],
    {
      generic: (p, m) => {
        const squares = p.map((each, i) => m.power(m.subtract(each, m.constant(uneven(i))), 2));
        return m.divide(
          squares.reduce((a, b) => m.add(a, b)),
          m.constant(p.length),
        );
      },
    },
  ),
  gradient('loss', 'summed squared error', predictions, (p) => dot(errors(p), errors(p)) / 2, errors, [
    ['a mean taken', entries((p, i) => errors(p)[i]! / p.length), { kind: 'size', smallest: '2' }],
    ['nothing computed', entries(() => 0), { kind: 'zero', smallest: '1' }],
    ['divided by n - 1', entries((p, i) => errors(p)[i]! / Math.max(1, p.length - 1)), { smallest: '3' }],
  ]),
  gradient(
    'loss',
    'mean absolute error',
    predictions,
    (p) => sum(p.length, (i) => Math.abs(errors(p)[i]!)) / p.length,
    entries((p, i) => Math.sign(errors(p)[i]!) / p.length),
    [
      ['the mean forgotten', entries((p, i) => Math.sign(errors(p)[i]!)), { kind: 'size', smallest: '2' }],
      ['the error itself', entries((p, i) => errors(p)[i]! / p.length), { smallest: '1' }],
      ['1 on either side', entries((p) => 1 / p.length), { smallest: '1' }],
    ],
  ),
  gradient(
    'loss',
    'binary cross-entropy of logits',
    predictions,
    (z) => sum(z.length, (i) => softplus(z[i]!) - label(i) * z[i]!) / z.length,
    entries((z, i) => (sigmoid(z[i]!) - label(i)) / z.length),
    [
      ['the label forgotten', entries((z, i) => sigmoid(z[i]!) / z.length), { smallest: '2' }],
      ['the mean forgotten', entries((z, i) => sigmoid(z[i]!) - label(i)), { kind: 'size', smallest: '2' }],
      [
        'the slope of the sigmoid once more',
        entries((z, i) => ((sigmoid(z[i]!) - label(i)) * sigmoid(z[i]!) * sigmoid(-z[i]!)) / z.length),
        { smallest: '1' },
      ],
      ['the labels exchanged', entries((z, i) => (sigmoid(z[i]!) - 1 + label(i)) / z.length), { smallest: '1' }],
    ],
  ),
  gradient(
    'loss',
    'binary cross-entropy of probabilities',
    probable,
    (p) => -sum(p.length, (i) => 0.3 * Math.log(p[i]!) + 0.7 * Math.log1p(-p[i]!)),
    entries((p, i) => (p[i]! - 0.3) / (p[i]! * (1 - p[i]!))),
    [
      ['the slope of its form of logits', entries((p, i) => p[i]! - 0.3), { kind: 'chain factor', smallest: '1' }],
      ['the second term forgotten', entries((p, i) => -0.3 / p[i]!), { smallest: '1' }],
      ['the inner sign of 1 - p forgotten', entries((p, i) => -0.3 / p[i]! - 0.7 / (1 - p[i]!)), { smallest: '1' }],
    ],
  ),
  gradient(
    'loss',
    'softmax cross-entropy',
    logits,
    crossEntropy,
    ofLogits((p, isClass, z) => (p - isClass) / z.rows),
    [
      ['the class forgotten', ofLogits((p, _, z) => p / z.rows), { smallest: '1 x 1' }],
      ['the mean over samples forgotten', ofLogits((p, isClass) => p - isClass), { kind: 'size', smallest: '2 x 2' }],
      [
        'a mean over all entries',
        ofLogits((p, isClass, z) => (p - isClass) / (z.rows * z.columns)),
        { kind: 'size', smallest: '1 x 2' },
      ],
      ['a mean over classes', ofLogits((p, isClass, z) => (p - isClass) / z.columns), { smallest: '1 x 2' }],
      ['the sign slipped', ofLogits((p, isClass, z) => (isClass - p) / z.rows), { kind: 'sign', smallest: '1 x 2' }],
      [
        'the diagonal of the Jacobian alone',
        ofLogits((p, isClass, z) => (-isClass * (1 - p)) / z.rows),
        { smallest: '1 x 2' },
      ],
      [
        'the class after the right one',
        ofLogits((p, _, z, i, j) => (p - (j === (classOf(i, z.columns) + 1) % z.columns ? 1 : 0)) / z.rows),
        { smallest: '1 x 2' },
      ],
    ],
  ),
  gradient('loss', 'log-sum-exp', predictions, logSumExp, (z) => Float64Array.from(softmax([...z])), [
    ['not divided by the sum', (z) => z.map((each) => Math.exp(each)), { smallest: '1' }],
    ['1 at the largest', (z) => z.map((each) => (each === Math.max(...z) ? 1 : 0)), { smallest: '2' }],
    [
      'a sum that leaves the last out',
      (z) => z.map((each) => Math.exp(each) / sum(z.length - 1 || 1, (i) => Math.exp(z[i]!))),
      { smallest: '2' },
    ],
  ]),
  gradient(
    'loss',
    'divergence',
    probable,
    divergence,
    entries((q, i) => 1 - uneven(i) / q[i]!),
    [
      ['the sign of the logarithm slipped', entries((q, i) => 1 + uneven(i) / q[i]!), { smallest: '1' }],
      ['the last term forgotten', entries((q, i) => -uneven(i) / q[i]!), { kind: 'offset', smallest: '1' }],
    ],
  ),
  gradient('loss', 'cosine similarity', pairs, cosine, cosineGradient, [
    [
      'the lengths taken for constants',
      ({ a, b }) => {
        const length = Math.sqrt(dot(a, a) * dot(b, b));
        return { a: b.map((x) => x / length), b: a.map((x) => x / length) };
      },
      { smallest: 'a 1, b 1' },
    ],
    [
      'a and b exchanged',
      (pair) => {
        const { a, b } = cosineGradient(pair);
        return { a: b, b: a };
      },
      { kind: 'other parameter', smallest: 'a 2, b 2' },
    ],
    [
      'the lengths not squared',
      (pair) => {
        const { a, b } = pair;
        const [length, cos] = [Math.sqrt(dot(a, a) * dot(b, b)), cosine(pair)];
        return {
          a: a.map((x, i) => b[i]! / length - (cos * x) / Math.sqrt(dot(a, a))),
          b: b.map((x, i) => a[i]! / length - (cos * x) / Math.sqrt(dot(b, b))),
        };
      },
      { smallest: 'a 1, b 1' },
    ],
  ]),
  gradient(
    'loss',
    'ridge regression',
    regressions,
    ridge,
    ridgeGradient((weight) => 2 * decay * weight),
    [
      ['the penalty forgotten', ridgeGradient(() => 0), { kind: 'regularizer', smallest: 'weights 1, bias' }],
      [
        'the penalty without its 2',
        ridgeGradient((weight) => decay * weight),
        { kind: 'regularizer', smallest: 'weights 1, bias' },
      ],
      [
        'the penalty of absolute weights',
        ridgeGradient((weight) => decay * Math.sign(weight)),
        { smallest: 'weights 1, bias' },
      ],
      [
        'the 2 of the squares forgotten',
        ridgeGradient((weight) => 2 * decay * weight, 1),
        { smallest: 'weights 1, bias' },
      ],
      [
        'the sign of the bias slipped',
        (model) => {
          const right = ridgeGradient((weight) => 2 * decay * weight)(model);
          return { ...right, bias: -right.bias };
        },
        { kind: 'sign', smallest: 'weights 1, bias' },
      ],
    ],
  ),
  gradient(
    'loss',
    'smooth hinge over pairs',
    predictions,
    (p) => sum(p.length, (i) => softplus(1 - (label(i) * 2 - 1) * p[i]!)),
    entries((p, i) => -(label(i) * 2 - 1) * sigmoid(1 - (label(i) * 2 - 1) * p[i]!)),
    [
      [
        'the inner sign forgotten',
        entries((p, i) => (label(i) * 2 - 1) * sigmoid(1 - (label(i) * 2 - 1) * p[i]!)),
        { kind: 'sign', smallest: '1' },
      ],
      ['labels 0 and 1 for -1 and 1', entries((p, i) => -label(i) * sigmoid(1 - label(i) * p[i]!)), { smallest: '1' }],
    ],
  ),
  gradient(
    'loss',
    'variance',
    predictions,
    (p) => dot(p, p) / p.length - (sum(p.length, (i) => p[i]!) / p.length) ** 2,
    entries((p, i) => (2 * (p[i]! - sum(p.length, (j) => p[j]!) / p.length)) / p.length),
    [
      ['the mean taken for 0', entries((p, i) => (2 * p[i]!) / p.length), { smallest: '1' }],
      [
        'divided by n - 1',
        entries((p, i) => (2 * (p[i]! - sum(p.length, (j) => p[j]!) / p.length)) / Math.max(1, p.length - 1)),
        { kind: 'size', smallest: '2' },
      ],
      [
        'the squares of deviations',
        entries((p, i) => (p[i]! - sum(p.length, (j) => p[j]!) / p.length) ** 2 / p.length),
        { smallest: '2' },
      ],
    ],
  ),
];
