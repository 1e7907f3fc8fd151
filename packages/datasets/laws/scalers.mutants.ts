import { Matrix } from '@handgrad/core-math';
import { minMaxScale } from '../src/scaling/minMaxScale.js';
import type { Scaler } from '../src/scaling/scaler.js';
import { standardize } from '../src/scaling/standardize.js';

export type Fit = (matrix: Matrix) => Scaler;

interface WrongFit {
  readonly name: string;
  readonly wrong: Fit;
}

/** A scaler of z = (x - shift) / scale from what `learn` says of a column. */
function scalerOf(learn: (column: number[]) => readonly [shift: number, scale: number]): Fit {
  return (x) => {
    const learned = Array.from({ length: x.columns }, (_, j) => learn(x.toRows().map((row) => row[j]!)));
    const mapped = (m: Matrix, map: (v: number, shift: number, scale: number) => number, into?: Matrix): Matrix => {
      const result = Matrix.generate(m.rows, m.columns, (i, j) => map(m.get(i, j), ...learned[j]!));
      into?.data.set(result.data);
      return into ?? result;
    };
    return {
      kind: 'scaler',
      name: 'wrong',
      columns: x.columns,
      transform: (m, into) => mapped(m, (v, shift, scale) => (v - shift) / scale, into),
      inverse: (m, into) => mapped(m, (z, shift, scale) => shift + z * scale, into),
    };
  };
}

const mean = (x: number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const variance = (x: number[]): number => mean(x.map((v) => (v - mean(x)) ** 2));
const orOne = (scale: number): number => (scale === 0 ? 1 : scale);

/** What is wrong with any scaler, made from a right one. */
export function wrongScalers(fit: Fit): WrongFit[] {
  return [
    {
      name: 'inverse forgets the shift',
      wrong: (x) => ({ ...fit(x), inverse: (z, into) => scaleOnly(fit(x), z, into) }),
    },
    {
      name: 'transform fits anew to what it is given',
      wrong: (x) => ({ ...fit(x), transform: (m, into) => fit(m).transform(m, into) }),
    },
    { name: 'in place, scales twice', wrong: (x) => ({ ...fit(x), transform: (m, into) => twice(fit(x), m, into) }) },
    {
      name: 'transform overwrites what it is given',
      wrong: (x) => {
        const scaler = fit(x);
        return { ...scaler, transform: (m, into) => (into ? scaler.transform(m, into) : scaler.transform(m, m)) };
      },
    },
  ];
}

function scaleOnly(scaler: Scaler, z: Matrix, into?: Matrix): Matrix {
  const origin = scaler.inverse(new Matrix(1, z.columns));
  const back = scaler.inverse(z, into);
  for (let i = 0; i < back.rows; i++)
    for (let j = 0; j < back.columns; j++) back.data[i * back.columns + j]! -= origin.get(0, j);
  return back;
}

function twice(scaler: Scaler, m: Matrix, into?: Matrix): Matrix {
  return into === m ? scaler.transform(scaler.transform(m), into) : scaler.transform(m, into);
}

/** Wrong standardisers, each caught by a law. */
export const wrongStandardizers: readonly WrongFit[] = [
  ...wrongScalers(standardize),
  { name: 'divides by the variance', wrong: scalerOf((x) => [mean(x), orOne(variance(x))]) },
  {
    name: 'divides by n - 1',
    wrong: scalerOf((x) => [mean(x), orOne(Math.sqrt((variance(x) * x.length) / Math.max(1, x.length - 1)))]),
  },
  { name: 'does not centre', wrong: scalerOf((x) => [0, orOne(Math.sqrt(variance(x)))]) },
  { name: 'does not scale', wrong: scalerOf((x) => [mean(x), 1]) },
  {
    name: 'centres at the median',
    wrong: scalerOf((x) => [x.toSorted((a, b) => a - b)[x.length >> 1]!, orOne(Math.sqrt(variance(x)))]),
  },
  {
    name: 'variance as E[x^2] - E[x]^2',
    wrong: scalerOf((x) => [mean(x), orOne(Math.sqrt(Math.abs(mean(x.map((v) => v * v)) - mean(x) ** 2)))]),
  },
  { name: 'divides a constant column by 0', wrong: scalerOf((x) => [mean(x), Math.sqrt(variance(x))]) },
  {
    name: 'scales the noise of a constant column',
    wrong: scalerOf((x) => [mean(x) * (1 + Number.EPSILON), orOne(Math.sqrt(variance(x)))]),
  },
  { name: 'one mean for all columns', wrong: (x) => allColumns(x, standardize) },
];

/** Wrong min-max scalers, each caught by a law. */
export const wrongMinMaxScalers: readonly WrongFit[] = [
  ...wrongScalers(minMaxScale),
  { name: 'divides by the maximum', wrong: scalerOf((x) => [Math.min(...x), orOne(Math.max(...x))]) },
  {
    name: 'scales to [-1, 1]',
    wrong: scalerOf((x) => [(Math.min(...x) + Math.max(...x)) / 2, orOne((Math.max(...x) - Math.min(...x)) / 2)]),
  },
  { name: 'upside down', wrong: scalerOf((x) => [Math.max(...x), orOne(Math.min(...x) - Math.max(...x))]) },
  { name: 'divides a constant column by 0', wrong: scalerOf((x) => [Math.min(...x), Math.max(...x) - Math.min(...x)]) },
  { name: 'one range for all columns', wrong: (x) => allColumns(x, minMaxScale) },
];

/** Fits one column that holds all entries, and uses it for each. */
function allColumns(x: Matrix, fit: Fit): Scaler {
  const one = fit(Matrix.column(x.data));
  const through = (map: Scaler['transform']) => (m: Matrix, into?: Matrix) => {
    const data = map(Matrix.column(m.data)).data;
    into?.data.set(data);
    return into ?? new Matrix(m.rows, m.columns, data);
  };
  return { ...one, columns: x.columns, transform: through(one.transform), inverse: through(one.inverse) };
}
