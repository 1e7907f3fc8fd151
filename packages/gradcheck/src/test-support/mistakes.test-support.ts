/** Wrong derivatives with the diagnosis that they should get, and others that should get none. */
import { gradientEvidence, scalarEvidence, type GradientPoint } from './evidence.test-support.js';
import { sigmoid, sigmoidDerivative } from './formulas.test-support.js';
import { parkMiller } from '../numbers/parkMiller.js';
import type { Interval } from '../numbers/interval.js';
import type { DiagnosisKind, Evidence } from '../reports/diagnosis.js';

type RealFunction = (x: number) => number;

export interface KnownMistake {
  readonly kind: DiagnosisKind;
  /** A part of the diagnosis. */
  readonly text: string;
  readonly evidence: (seed: number) => Evidence;
}

/** One in the derivative of a function of one number. */
export interface ScalarMistake extends KnownMistake, Where {
  readonly f: RealFunction;
  readonly derivative: RealFunction;
}

const positive = { low: 0, high: Infinity, lowOpen: true };
const probability = { low: 0, high: 1, lowOpen: true, highOpen: true };
const small = { low: -3, high: 3 };

interface Where {
  readonly domain?: Interval;
  readonly kinks?: readonly number[];
}

function scalar(
  kind: DiagnosisKind,
  text: string,
  f: RealFunction,
  derivative: RealFunction,
  where: Where = {},
): ScalarMistake {
  return { kind, text, f, derivative, ...where, evidence: (seed) => scalarEvidence(f, derivative, { ...where, seed }) };
}

function unknown(f: RealFunction, derivative: RealFunction, where: Where = {}): (seed: number) => Evidence {
  return (seed) => scalarEvidence(f, derivative, { ...where, seed });
}

const relu: RealFunction = (x) => Math.max(0, x);
const step: RealFunction = (x) => (x > 0 ? 1 : 0);
const tanhSlope: RealFunction = (x) => 1 - Math.tanh(x) ** 2;
const softplus: RealFunction = (x) => relu(x) + Math.log1p(Math.exp(-Math.abs(x)));
const huber: RealFunction = (x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5);
const gaussian: RealFunction = (x) => Math.exp(-x * x);
const elu: RealFunction = (x) => (x > 0 ? x : Math.expm1(x));
const swish: RealFunction = (x) => x * sigmoid(x);
const swishSlope: RealFunction = (x) => sigmoid(x) + x * sigmoidDerivative(x);

export const scalarMistakes: Readonly<Record<string, ScalarMistake>> = {
  'sigmoid: the sign': scalar('sign', 'the sign is wrong', sigmoid, (x) => -sigmoidDerivative(x)),
  'cosine: the sign': scalar('sign', 'analytic = -numeric', Math.cos, Math.sin),
  'negative log-likelihood: the sign': scalar(
    'sign',
    'the sign',
    (p) => -Math.log(p),
    (p) => 1 / p,
    { domain: probability },
  ),
  'softplus: the sign of x': scalar('sign', 'numeric = derivative(-x)', softplus, (x) => 1 / (1 + Math.exp(x))),
  'sigmoid: left at 0': scalar('zero', 'nothing was computed', sigmoid, () => 0),
  'square: 2 forgotten': scalar(
    'factor',
    'analytic = numeric / 2: the factor 2 is missing',
    (x) => x * x,
    (x) => x,
  ),
  'half a square: 2 too many': scalar(
    'factor',
    'analytic = 2 numeric',
    (x) => (x * x) / 2,
    (x) => 2 * x,
  ),
  'cube: 3 forgotten': scalar(
    'factor',
    'analytic = numeric / 3',
    (x) => x ** 3,
    (x) => x * x,
  ),
  'cube: -3 for 3': scalar(
    'sign',
    'analytic = -numeric',
    (x) => x ** 3,
    (x) => -3 * x * x,
  ),
  'sigmoid: -2 times': scalar('factor', 'analytic = -2 numeric', sigmoid, (x) => -2 * sigmoidDerivative(x)),
  'sigmoid: 1 % too large': scalar('factor', '1 % too large', sigmoid, (x) => 1.01 * sigmoidDerivative(x)),
  'sigmoid: 2/3 of it': scalar('factor', '(2 / 3) numeric', sigmoid, (x) => (2 / 3) * sigmoidDerivative(x)),
  'logarithm to base 2: ln 2 forgotten': scalar('factor', 'ln 2', Math.log2, (x) => 1 / x, { domain: positive }),
  'normal density: sqrt(2 pi) forgotten': scalar(
    'factor',
    'the factor sqrt(2 pi) is too many',
    (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
    (x) => -x * Math.exp((-x * x) / 2),
  ),
  'sine of degrees: pi / 180 forgotten': scalar(
    'factor',
    'analytic = 57.2958 numeric',
    (x) => Math.sin((Math.PI * x) / 180),
    (x) => Math.cos((Math.PI * x) / 180),
  ),
  'hinge: the sign': scalar(
    'sign',
    'sign',
    (x) => relu(1 - x),
    (x) => (x < 1 ? 1 : 0),
    { kinks: [1] },
  ),
  'sigmoid: 0.01 too much': scalar('offset', 'numeric + 0.01', sigmoid, (x) => sigmoidDerivative(x) + 0.01),
  'sigmoid: a millionth too much': scalar('offset', '+ 0.000001', sigmoid, (x) => sigmoidDerivative(x) + 1e-6),
  'softplus: 1 too little': scalar('offset', 'numeric - 1', softplus, (x) => sigmoid(x) - 1),
  'sigmoid: weight decay': scalar('regularizer', 'numeric + 0.01 x', sigmoid, (x) => sigmoidDerivative(x) + 0.01 * x),
  'square with weight decay in the value alone': scalar(
    'regularizer',
    'numeric - 0.02 x: an L2 regularizer is in the function',
    (x) => sigmoid(x) + 0.01 * x * x,
    sigmoidDerivative,
  ),
  'sigmoid: L1': scalar('regularizer', '0.1 sign(x)', sigmoid, (x) => sigmoidDerivative(x) + 0.1 * Math.sign(x)),
  'sigmoid: x (1 - x)': scalar('output for input', 'derivative(f(x))', sigmoid, (x) => x * (1 - x)),
  'tanh: 1 - x^2': scalar('output for input', 'derivative(f(x))', Math.tanh, (x) => 1 - x * x),
  'tanh: the slope at tanh(x)': scalar('output for input', 'slope at f(x)', Math.tanh, (x) => tanhSlope(Math.tanh(x))),
  'sigmoid: the slope at the output': scalar('output for input', 'slope at f(x)', sigmoid, (x) =>
    sigmoidDerivative(sigmoid(x)),
  ),
  'sine: the slope at the output': scalar('output for input', 'slope at f(x)', Math.sin, (x) => Math.cos(Math.sin(x))),
  'sigmoid: s': scalar('chain factor', 'times (1 - f(x)): this factor is missing', sigmoid, sigmoid),
  'sigmoid: 1 - s': scalar('chain factor', 'times f(x): this factor is missing', sigmoid, (x) => 1 - sigmoid(x)),
  'sigmoid: s^2 (1 - s)': scalar(
    'chain factor',
    'f(x): this factor is too many',
    sigmoid,
    (x) => sigmoid(x) * sigmoidDerivative(x),
  ),
  'tanh: 1 - tanh': scalar('chain factor', '(1 + f(x))', Math.tanh, (x) => 1 - Math.tanh(x)),
  'cube: one x too few': scalar(
    'chain factor',
    'times x',
    (x) => x ** 3,
    (x) => 3 * x,
  ),
  'cube: one x too many': scalar(
    'chain factor',
    'x: this factor is too many',
    (x) => x ** 3,
    (x) => 3 * x ** 3,
  ),
  'bell: the inner derivative -2 x': scalar('chain factor', 'times -2 x', gaussian, gaussian),
  'sine of a square: the inner derivative 2 x': scalar(
    'chain factor',
    'times 2 x: this factor is missing',
    (x) => Math.sin(x * x),
    (x) => Math.cos(x * x),
    { domain: small },
  ),
  'log(1 + x^2): the outer derivative': scalar(
    'chain factor',
    '(1 + x^2): this factor is too many',
    (x) => Math.log1p(x * x),
    (x) => 2 * x,
  ),
  'logit: 1 / (1 - p) forgotten': scalar(
    'chain factor',
    '(1 - x)',
    (p) => Math.log(p / (1 - p)),
    (p) => 1 / p,
    { domain: probability },
  ),
  'square root: 1/2': scalar('chain factor', 'f(x)', Math.sqrt, () => 0.5, { domain: positive }),
  'a line of slope 3: 6': scalar(
    'factor',
    'the factor 2 is too many; or analytic = numeric + 3',
    (x) => 3 * x,
    () => 6,
  ),
  'square root: 1 / (2 x)': scalar(
    'output for input',
    'derivative(f(x)): it is a formula for the output f(x), and was given the input x; or numeric = analytic times f(x)',
    Math.sqrt,
    (x) => 0.5 / x,
    { domain: positive },
  ),
  'sigmoid: tails cut': scalar('threshold', 'right for |x| < 5, wrong beyond', sigmoid, (x) =>
    Math.abs(x) > 5 ? 0 : sigmoidDerivative(x),
  ),
  'sigmoid: 1 % wrong on 2 < x < 3': scalar(
    'threshold',
    'wrong between x = 2 and x = 3 only, where analytic = 1.01 numeric',
    sigmoid,
    (x) => (x > 2 && x < 3 ? 1.01 : 1) * sigmoidDerivative(x),
  ),
  'sigmoid: a sign slip for x < -1': scalar(
    'threshold',
    'right above x = -1, wrong below, where analytic = -numeric',
    sigmoid,
    (x) => (x < -1 ? -1 : 1) * sigmoidDerivative(x),
  ),
  'sigmoid: NaN beyond 40': scalar('threshold', 'right for |x| < 40, wrong beyond, where it is NaN', sigmoid, (x) =>
    Math.abs(x) > 40 ? NaN : sigmoidDerivative(x),
  ),
  'sigmoid: Infinity below 0': scalar(
    'threshold',
    'right above x = 0, wrong below, where it is Infinity',
    sigmoid,
    (x) => (x < 0 ? Infinity : sigmoidDerivative(x)),
  ),
  'ReLU6: not cut at 6': scalar('threshold', 'right up to x = 6', (x) => Math.min(6, relu(x)), step, { kinks: [0, 6] }),
  'Huber: not clipped': scalar('threshold', 'right for |x| < 1', huber, (x) => x),
  'absolute value: 1 everywhere': scalar(
    'threshold',
    'right above x = 0, wrong below, where analytic = -numeric',
    Math.abs,
    () => 1,
    { kinks: [0] },
  ),
  'ELU: the slope of ReLU': scalar('threshold', 'right above x = 0', elu, step),
};

/** Points of a list or matrix of drawn sizes, with right gradients and what `wrong` makes of them. */
function points(
  seed: number,
  wrong: (
    right: readonly number[],
    point: { rows: number; columns: number; length: number; values: readonly number[] },
  ) => readonly number[],
  { fixed, list = false }: { fixed?: readonly [number, number]; list?: boolean } = {},
): GradientPoint[] {
  const random = parkMiller(seed);
  return Array.from({ length: 6 }, (_, i) => {
    const rows = list ? 1 : (fixed?.[0] ?? [2, 3, 1, 2, 3, 1][(i + seed) % 6]!);
    const columns = fixed?.[1] ?? [3, 2, 4, 1, 2, 3][(i + seed) % 6]!;
    const draw = (): number => (i === 0 ? Math.round(4 * random() - 2) : 4 * random() - 2);
    const values = Array.from({ length: rows * columns }, draw);
    const right = values.map(draw);
    const length = fixed ? 7 : [5, 2, 3][(i + seed) % 3]!;
    const sizes = { 'rows of weights': rows, 'columns of weights': columns, 'length of inputs': length };
    return { rows, columns, sizes, values, right, wrong: wrong(right, { rows, columns, length, values }) };
  });
}

function entries(
  kind: DiagnosisKind,
  text: string,
  wrong: Parameters<typeof points>[1],
  options?: Parameters<typeof points>[2],
): KnownMistake {
  return { kind, text, evidence: (seed) => gradientEvidence('weights', points(seed, wrong, options)) };
}

const times =
  (factor: number): ((x: number) => number) =>
  (x) =>
    factor * x;

/** The entries of the transposed matrix, row after row. */
function transposedOf(right: readonly number[], { rows, columns }: { rows: number; columns: number }): number[] {
  return right.map((_, i) => right[(i % rows) * columns + Math.floor(i / rows)]!);
}

function withOther(wrong: 'exchanged' | 'same'): (seed: number) => Evidence {
  return (seed) => {
    const mine = points(seed, (right) => right);
    const random = parkMiller(seed + 1);
    return gradientEvidence(
      'keys',
      mine.map((point) => {
        const queries = point.right.map(() => random() - 0.5);
        return { ...point, wrong: queries, others: { queries: wrong === 'same' ? queries : point.right } };
      }),
    );
  };
}

const gradients: Readonly<Record<string, KnownMistake>> = {
  'a gradient: the sign': entries('sign', 'sign', (right) => right.map(times(-1))),
  'a gradient: half of it': entries('factor', 'analytic = numeric / 2', (right) => right.map(times(1 / 2))),
  'a gradient: nothing computed': entries('zero', '0', (right) => right.map(times(0))),
  'a gradient: 0.5 too much': entries('offset', '+ 0.5', (right) => right.map((x) => x + 0.5)),
  'a gradient: weight decay': entries('regularizer', '+ 0.001 weights', (right, { values }) =>
    right.map((x, i) => x + 0.001 * values[i]!),
  ),
  'a gradient: the slope of the L1 norm left out': entries('regularizer', '- 0.3 sign(weights)', (right, { values }) =>
    right.map((x, i) => x - 0.3 * Math.sign(values[i]!)),
  ),
  'a gradient by the logarithm: exp forgotten': entries(
    'chain factor',
    'times exp(weights): this factor is missing',
    (right, { values }) => right.map((x, i) => x / Math.exp(values[i]!)),
  ),
  'a mean over rows forgotten': entries('size', 'analytic = numeric times rows of weights', (right, { rows }) =>
    right.map(times(rows)),
  ),
  'a mean over columns taken twice': entries('size', 'divided by columns of weights', (right, { columns }) =>
    right.map(times(1 / columns)),
  ),
  'a mean over all entries forgotten, and the 2 of the square': entries(
    'size',
    'entries of weights',
    (right, { rows, columns }) => right.map(times((rows * columns) / 2)),
  ),
  'a division by the root of the columns forgotten': entries(
    'size',
    'the root of columns of weights',
    (right, { columns }) => right.map(times(Math.sqrt(columns))),
  ),
  'a mean over a list forgotten': entries(
    'size',
    'analytic = numeric times columns of weights: a mean',
    (right, { columns }) => right.map(times(columns)),
    { list: true },
  ),
  'a variance divided by n - 1 in place of n': entries(
    'size',
    'n / (n - 1) with n = length of inputs: a mean',
    (right, { length }) => right.map(times(length / (length - 1))),
  ),
  'a mean over rows and inputs forgotten': entries(
    'size',
    'rows of weights times length of inputs',
    (right, { rows, length }) => right.map(times(rows * length)),
  ),
  'a mean where all sizes are equal': entries(
    'factor',
    'analytic = 3 numeric: the factor 3 is too many, or a mean over columns of weights is forgotten',
    (right) => right.map(times(3)),
    { fixed: [2, 3] },
  ),
  'a half where there are two rows': entries(
    'factor',
    'the factor 2 is missing, or a mean over rows of weights is taken twice',
    (right) => right.map(times(1 / 2)),
    { fixed: [2, 3] },
  ),
  'a matrix transposed': entries('transposed', 'analytic[i, j] = numeric[j, i]', transposedOf),
  'a square matrix transposed': entries('transposed', 'rows and columns', transposedOf, { fixed: [2, 2] }),
  'a list moved by one place': entries('shifted', 'forwards by one place', (right) => [0, ...right.slice(0, -1)], {
    list: true,
  }),
  'a list moved around': entries('shifted', 'backwards by one place', (right) => [...right.slice(1), right[0]!], {
    list: true,
    fixed: [1, 5],
  }),
  'a matrix moved by one row': entries(
    'shifted',
    'by one row',
    (right, { columns }) => [...right.slice(0, columns), ...right.slice(0, -columns)],
    { fixed: [3, 2] },
  ),
  'a kernel that is not flipped': entries('reversed', 'last entry to the first', (right) => [...right].reverse(), {
    list: true,
    fixed: [1, 4],
  }),
  'two parameters exchanged': { kind: 'other parameter', text: 'exchanged', evidence: withOther('exchanged') },
};

export const knownMistakes: Readonly<Record<string, KnownMistake>> = { ...scalarMistakes, ...gradients };

function silent(
  wrong: Parameters<typeof points>[1],
  options?: Parameters<typeof points>[2],
): (seed: number) => Evidence {
  return (seed) => gradientEvidence('weights', points(seed, wrong, options));
}

export const unknownMistakes: Readonly<Record<string, (seed: number) => Evidence>> = {
  'two parameters that share an unknown mistake': withOther('same'),
  'a factor that is hardly seen': unknown(sigmoid, (x) => sigmoidDerivative(x) * (1 + 2e-8)),
  'a factor at one point alone, where it is the number of rows': (seed) =>
    gradientEvidence('weights', [
      ...points(seed, (right) => right, { fixed: [1, 4] }).slice(1),
      ...points(seed, (right) => right.map(times(3)), { fixed: [3, 4] }).slice(0, 1),
    ]),
  'a 0 in front of numbers that are all equal': (seed) =>
    gradientEvidence(
      'weights',
      points(seed, (right) => right, { list: true, fixed: [1, 4] }).map((point) => ({
        ...point,
        right: [1, 1, 1, 1],
        wrong: [0, 1, 1, 1],
      })),
    ),
  'a derivative that is right': unknown(sigmoid, sigmoidDerivative),
  'an approximation near 0 used everywhere': unknown(sigmoid, (x) => 1 / 4 - (x * x) / 16),
  'an approximation that is right in the tails': unknown(sigmoid, (x) => Math.exp(-Math.abs(x))),
  'a Taylor polynomial': unknown(Math.sin, (x) => 1 - (x * x) / 2 + x ** 4 / 24),
  'a wrong frequency': unknown(Math.sin, (x) => Math.cos(1.01 * x)),
  'a wrong phase': unknown(Math.sin, (x) => Math.cos(x + 0.1)),
  'a shifted argument': unknown(softplus, (x) => sigmoid(x + 1)),
  'a ripple': unknown(sigmoid, (x) => sigmoidDerivative(x) + 0.01 * Math.sin(5 * x)),
  'the first term of a product left out': unknown(
    (x) => x * Math.sin(x),
    (x) => x * Math.cos(x),
  ),
  'the second term of a product left out': unknown(swish, sigmoid),
  'a product rule with a wrong sign': unknown(swish, (x) => sigmoid(x) - x * sigmoidDerivative(x)),
  'another bell': unknown(Math.tanh, gaussian),
  'NaN at 0': unknown(sigmoid, (x) => (x === 0 ? NaN : sigmoidDerivative(x))),
  'NaN always': unknown(sigmoid, () => NaN),
  'a half that is NaN at 0': unknown(sigmoid, (x) => (x === 0 ? NaN : sigmoidDerivative(x) / 2)),
  'mistakes that come and go': unknown(sigmoid, (x) => (Math.sin(x) > 0 ? 1.1 : 1) * sigmoidDerivative(x)),
  'a derivative of swish approximated': unknown(swish, (x) => 1.0001 * swishSlope(x) + 1e-4 * x),
  'a mistake about as small as what is allowed': unknown(sigmoid, (x) => sigmoidDerivative(x) + 3e-9),
  'a mistake that grows like the cube': unknown(Math.sin, (x) => Math.cos(x) + 1e-3 * x ** 3),
  'two mistakes': unknown(sigmoid, (x) => -2 * sigmoidDerivative(x) + 0.1),
  'one entry wrong': silent((right) => right.map((x, i) => (i === right.length - 1 && i > 0 ? x + 0.01 : x))),
  'signs by chance': silent((right) => right.map((x, i) => (Math.sin(7 * x + i) > 0 ? x : -x))),
  'another factor for each entry': silent((right) => right.map((x, i) => x * (1 + 0.1 * Math.sin(3 * i + x)))),
  'one row left at 0': silent((right, { columns }) => right.map((x, i) => (i < columns ? 0 : x)), { fixed: [3, 2] }),
  'the sum of the sample before': silent((right) => right.map((x, i) => x + (right[i - 1] ?? 0)), { fixed: [2, 3] }),
  'two rows exchanged': silent((right) => [...right.slice(2, 4), ...right.slice(0, 2), ...right.slice(4)], {
    fixed: [3, 2],
  }),
  'squares of the right numbers': silent((right) => right.map((x) => x * x)),
  'NaN in one entry': silent((right) => right.map((x, i) => (i === 0 ? NaN : x))),
};
