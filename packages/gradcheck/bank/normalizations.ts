import type { MatrixLike } from '../src/arbitraries/matrix.js';
import { parameters } from '../src/arbitraries/parameters.js';
import { matrixOf, rowsOf, sum, uneven, vectorOf } from './arrays.js';
import { gradient, type Subject } from './subject.js';

/** Large for an epsilon, so that the slopes stay moderate where all samples are equal. */
const epsilon = 0.1;

interface Normalized {
  readonly x: MatrixLike;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** Which normalisation: over the samples of each feature (batch) or the features of each sample (layer). */
type Axis = 'samples' | 'features';

const cases = parameters(
  { x: ['samples', 'features'], scale: 'features', shift: 'features' },
  { sizes: { samples: { min: 1, max: 3 }, features: { min: 1, max: 2 } } },
);

interface Statistics {
  readonly n: number;
  readonly mean: (i: number, j: number) => number;
  readonly deviation: (i: number, j: number) => number;
}

/** The sum of an entry over each group that is normalised together, as a function of any of its places. */
function over(
  axis: Axis,
  { rows, columns }: MatrixLike,
  entry: (i: number, j: number) => number,
): (i: number, j: number) => number {
  const sums =
    axis === 'samples'
      ? vectorOf(columns, (j) => sum(rows, (i) => entry(i, j)))
      : vectorOf(rows, (i) => sum(columns, (j) => entry(i, j)));
  return (i, j) => sums[axis === 'samples' ? j : i]!;
}

function statistics(axis: Axis, x: MatrixLike): Statistics {
  const n = axis === 'samples' ? x.rows : x.columns;
  const at = (i: number, j: number): number => x.data[i * x.columns + j]!;
  const sums = over(axis, x, at);
  const mean = (i: number, j: number): number => sums(i, j) / n;
  const squares = over(axis, x, (i, j) => (at(i, j) - mean(i, j)) ** 2);
  return { n, mean, deviation: (i, j) => Math.sqrt(squares(i, j) / n + epsilon) };
}

function standardized(axis: Axis, x: MatrixLike): MatrixLike {
  const { mean, deviation } = statistics(axis, x);
  return matrixOf(x, (i, j) => (x.data[i * x.columns + j]! - mean(i, j)) / deviation(i, j));
}

function outputs(axis: Axis, { x, scale, shift }: Normalized): MatrixLike {
  const z = rowsOf(standardized(axis, x));
  return matrixOf(x, (i, j) => z[i]![j]! * scale[j]! + shift[j]!);
}

function lossOf(axis: Axis): (one: Normalized) => number {
  return (one) => {
    const y = rowsOf(outputs(axis, one));
    return sum(one.x.rows, (i) => sum(one.x.columns, (j) => uneven(i, j) * Math.sin(y[i]![j]!)));
  };
}

/** How the slope of the input comes from that of the standardized value g, its means over the group, and z. */
type Backward = (g: number, meanOfG: number, meanOfGz: number, z: number, deviation: number, n: number) => number;

const right: Backward = (g, meanOfG, meanOfGz, z, deviation) => (g - meanOfG - z * meanOfGz) / deviation;

function gradientOf(
  axis: Axis,
  backward: Backward = right,
  change: (one: Normalized, slopes: number[][]) => Partial<Normalized> = () => ({}),
): (one: Normalized) => Normalized {
  return (one) => {
    const { x, scale } = one;
    const z = rowsOf(standardized(axis, x));
    const y = rowsOf(outputs(axis, one));
    const slopes = y.map((row, i) => row.map((each, j) => uneven(i, j) * Math.cos(each)));
    const g = (i: number, j: number): number => slopes[i]![j]! * scale[j]!;
    const { n, deviation } = statistics(axis, x);
    const [sumOfG, sumOfGz] = [over(axis, x, g), over(axis, x, (i, j) => g(i, j) * z[i]![j]!)];
    return {
      x: matrixOf(x, (i, j) => backward(g(i, j), sumOfG(i, j) / n, sumOfGz(i, j) / n, z[i]![j]!, deviation(i, j), n)),
      scale: vectorOf(x.columns, (j) => sum(x.rows, (i) => slopes[i]![j]! * z[i]![j]!)),
      shift: vectorOf(x.columns, (j) => sum(x.rows, (i) => slopes[i]![j]!)),
      ...change(one, slopes),
    };
  };
}

function shape(samples: number, features: number): string {
  return `x ${samples} x ${features}, scale ${features}, shift ${features}`;
}

export const normalizations: readonly Subject[] = [
  gradient('layer', 'batch normalisation', cases, lossOf('samples'), gradientOf('samples'), [
    [
      'mean and variance taken for constants',
      gradientOf('samples', (g, _, __, ___, deviation) => g / deviation),
      { smallest: shape(1, 1) },
    ],
    [
      'the variance taken for a constant',
      gradientOf('samples', (g, mean, _, __, deviation) => (g - mean) / deviation),
      { smallest: shape(2, 1) },
    ],
    [
      'the mean taken for a constant',
      gradientOf('samples', (g, _, meanOfGz, z, deviation) => (g - z * meanOfGz) / deviation),
      { smallest: shape(1, 1) },
    ],
    [
      'sums for means',
      gradientOf('samples', (g, mean, meanOfGz, z, deviation, n) => (g - n * mean - n * z * meanOfGz) / deviation),
      { smallest: shape(2, 1) },
    ],
    [
      'n - 1 for n',
      gradientOf(
        'samples',
        (g, mean, meanOfGz, z, deviation, n) => (g - mean - (z * meanOfGz * n) / Math.max(1, n - 1)) / deviation,
      ),
      { smallest: shape(2, 1) },
    ],
    [
      'the scale against the input',
      gradientOf('samples', right, ({ x }, slopes) => ({
        scale: vectorOf(x.columns, (j) => sum(x.rows, (i) => slopes[i]![j]! * rowsOf(x)[i]![j]!)),
      })),
      { smallest: shape(1, 1) },
    ],
    [
      'the shift a mean over samples',
      gradientOf('samples', right, ({ x }, slopes) => ({
        shift: vectorOf(x.columns, (j) => sum(x.rows, (i) => slopes[i]![j]!) / x.rows),
      })),
      { kind: 'size', smallest: shape(2, 1) },
    ],
    [
      'divided by the variance',
      gradientOf('samples', (g, mean, meanOfGz, z, deviation) => (g - mean - z * meanOfGz) / deviation ** 2),
      { smallest: shape(2, 1) },
    ],
  ]),
  gradient('layer', 'layer normalisation', cases, lossOf('features'), gradientOf('features'), [
    [
      'mean and variance taken for constants',
      gradientOf('features', (g, _, __, ___, deviation) => g / deviation),
      { smallest: shape(1, 1) },
    ],
    [
      'the variance taken for a constant',
      gradientOf('features', (g, mean, _, __, deviation) => (g - mean) / deviation),
      { smallest: shape(1, 2) },
    ],
    [
      'the sign of the last term slipped',
      gradientOf('features', (g, mean, meanOfGz, z, deviation) => (g - mean + z * meanOfGz) / deviation),
      { smallest: shape(1, 2) },
    ],
    ['normalised over samples on the way back', gradientOf('samples'), { smallest: [shape(2, 1), shape(1, 2)] }],
    [
      'scale and shift exchanged',
      (one) => {
        const gradient = gradientOf('features')(one);
        return { ...gradient, scale: gradient.shift, shift: gradient.scale };
      },
      { kind: 'other parameter', smallest: shape(1, 1) },
    ],
  ]),
];
