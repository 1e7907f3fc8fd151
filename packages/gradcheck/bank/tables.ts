import type { MatrixLike } from '../src/arbitraries/matrix.js';
import { parameters } from '../src/arbitraries/parameters.js';
import { real } from '../src/arbitraries/real.js';
import { matrixOf, rowsOf, softmax, sum, transposed, uneven, vectorOf } from './arrays.js';
import { hessian, jacobian, product, type Subject } from './subject.js';

const some = { min: 1, max: 4 };
const vectors = parameters('n', { sizes: { n: some } });
const two = parameters(2, { entry: real({ low: 0.25, high: 3 }) });

function square(n: number, entry: (i: number, j: number) => number): MatrixLike {
  return matrixOf({ rows: n, columns: n }, entry);
}

function softmaxOf(z: Float64Array): Float64Array {
  return Float64Array.from(softmax([...z]));
}

function softmaxJacobian(z: Float64Array): MatrixLike {
  const p = softmaxOf(z);
  return square(z.length, (i, j) => p[i]! * ((i === j ? 1 : 0) - p[j]!));
}

/** y_i = sum over j <= i of uneven(i, j) sin x_j: its Jacobian is lower triangular. */
function triangular(x: Float64Array): Float64Array {
  return x.map((_, i) => sum(i + 1, (j) => uneven(i, j) * Math.sin(x[j]!)));
}

function triangularJacobian(x: Float64Array): MatrixLike {
  return square(x.length, (i, j) => (j <= i ? uneven(i, j) * Math.cos(x[j]!) : 0));
}

function polar([radius, angle]: Float64Array): number[] {
  return [radius! * Math.cos(angle!), radius! * Math.sin(angle!)];
}

/** Rows are outputs. */
function polarJacobian([radius, angle]: Float64Array): number[][] {
  return [
    [Math.cos(angle!), -radius! * Math.sin(angle!)],
    [Math.sin(angle!), radius! * Math.cos(angle!)],
  ];
}

function softmaxProduct(z: Float64Array, upstream: Float64Array): Float64Array {
  const p = softmaxOf(z);
  const mean = sum(z.length, (i) => p[i]! * upstream[i]!);
  return p.map((each, i) => each * (upstream[i]! - mean));
}

interface Linear {
  readonly inputs: Float64Array;
  readonly weights: MatrixLike;
}

const linears = parameters(
  { inputs: 'features', weights: ['units', 'features'] },
  { sizes: { features: some, units: some } },
);

function linear({ inputs, weights }: Linear): Float64Array {
  const rows = rowsOf(weights);
  return vectorOf(weights.rows, (i) => sum(inputs.length, (j) => rows[i]![j]! * inputs[j]!));
}

function linearProduct(
  change: (one: Linear, upstream: Float64Array) => Partial<Linear> = () => ({}),
): (one: Linear, upstream: Float64Array) => Linear {
  return (one, upstream) => {
    const rows = rowsOf(one.weights);
    return {
      inputs: one.inputs.map((_, j) => sum(upstream.length, (i) => rows[i]![j]! * upstream[i]!)),
      weights: matrixOf(one.weights, (i, j) => upstream[i]! * one.inputs[j]!),
      ...change(one, upstream),
    };
  };
}

/** (1 - x)^2 + 2 (y - x^2)^2: Rosenbrock's valley, less steep. */
function valley([x, y]: Float64Array): number {
  return (1 - x!) ** 2 + 2 * (y! - x! * x!) ** 2;
}

function valleyHessian([x, y]: Float64Array): number[][] {
  return [
    [2 - 8 * (y! - x! * x!) + 16 * x! * x!, -8 * x!],
    [-8 * x!, 4],
  ];
}

function changed(table: number[][], i: number, j: number, value: number): number[][] {
  return table.map((row, k) => (k === i ? row.with(j, value) : row));
}

/** x' A x with A of uneven numbers, which is not symmetric. */
function form(x: Float64Array): number {
  return sum(x.length, (i) => sum(x.length, (j) => uneven(i, 2 * j) * x[i]! * x[j]!));
}

function logSumExp(z: Float64Array): number {
  const largest = Math.max(...z);
  return largest + Math.log(sum(z.length, (i) => Math.exp(z[i]! - largest)));
}

export const tables: readonly Subject[] = [
  jacobian('Jacobian of softmax', vectors, softmaxOf, softmaxJacobian, [
    [
      'the diagonal alone',
      (z) => square(z.length, (i, j) => (i === j ? softmaxJacobian(z).data[i * z.length + i]! : 0)),
      { smallest: '2' },
    ],
    [
      'the probabilities forgotten',
      (z) => square(z.length, (i, j) => (i === j ? 1 : 0) - softmaxOf(z)[j]!),
      { smallest: '2' },
    ],
    [
      'the sign slipped',
      (z) => square(z.length, (i, j) => -softmaxJacobian(z).data[i * z.length + j]!),
      { kind: 'sign', smallest: '2' },
    ],
  ]),
  jacobian('triangular Jacobian', vectors, triangular, triangularJacobian, [
    ['transposed', (x) => transposed(triangularJacobian(x)), { kind: 'transposed', smallest: '2' }],
    ['full', (x) => square(x.length, (i, j) => uneven(i, j) * Math.cos(x[j]!)), { smallest: '2' }],
    [
      'the cosine of the output',
      (x) => square(x.length, (i, j) => (j <= i ? uneven(i, j) * Math.cos(x[i]!) : 0)),
      { smallest: '2' },
    ],
  ]),
  jacobian('polar coordinates', two, polar, polarJacobian, [
    [
      'the sign of the sine slipped',
      (p) => changed(polarJacobian(p), 0, 1, p[0]! * Math.sin(p[1]!)),
      { smallest: '2' },
    ],
    ['the radius forgotten', (p) => changed(polarJacobian(p), 1, 1, Math.cos(p[1]!)), { smallest: '2' }],
  ]),
  product('softmax backward', vectors, softmaxOf, softmaxProduct, [
    ['the sum over outputs forgotten', (z, u) => softmaxOf(z).map((p, i) => p * u[i]!), { smallest: '1' }],
    ['the diagonal alone', (z, u) => softmaxOf(z).map((p, i) => p * (1 - p) * u[i]!), { smallest: '2' }],
    [
      'the upstream gradient forgotten',
      (z) =>
        softmaxProduct(
          z,
          z.map((_, i) => uneven(i)),
        ),
      { smallest: '2' },
    ],
  ]),
  product('linear map backward', linears, linear, linearProduct(), [
    [
      'the weights transposed',
      linearProduct((one, u) => ({
        inputs: one.inputs.map((_, j) => sum(u.length, (i) => one.weights.data[j * one.weights.rows + i]! * u[i]!)),
      })),
      { smallest: 'inputs 2, weights 2 x 2' },
    ],
    [
      'the upstream gradient squared',
      linearProduct((one, u) => ({ weights: matrixOf(one.weights, (i, j) => u[i]! ** 2 * one.inputs[j]!) })),
      { smallest: 'inputs 1, weights 1 x 1' },
    ],
    [
      'a constant added',
      linearProduct((one, u) => ({ weights: matrixOf(one.weights, (i, j) => u[i]! * one.inputs[j]! + 0.5) })),
      { kind: 'offset', smallest: 'inputs 1, weights 1 x 1' },
    ],
    [
      'the sign of the inputs slipped',
      linearProduct((one, u) => ({ inputs: linearProduct()(one, u).inputs.map((x) => -x) })),
      { kind: 'sign', smallest: 'inputs 1, weights 1 x 1' },
    ],
  ]),
  hessian('Hessian of a valley', two, valley, valleyHessian, [
    ['the mixed derivative forgotten', (p) => changed(changed(valleyHessian(p), 0, 1, 0), 1, 0, 0), { smallest: '2' }],
    ['not symmetric', (p) => changed(valleyHessian(p), 1, 0, -4 * p[0]!), { smallest: '2' }],
    ['the product rule forgotten', (p) => changed(valleyHessian(p), 0, 0, 2 + 16 * p[0]! ** 2), { smallest: '2' }],
  ]),
  hessian(
    'Hessian of a quadratic form',
    vectors,
    form,
    (x) => square(x.length, (i, j) => uneven(i, 2 * j) + uneven(j, 2 * i)),
    [
      [
        'half of it',
        (x) => square(x.length, (i, j) => (uneven(i, 2 * j) + uneven(j, 2 * i)) / 2),
        { kind: 'factor', smallest: '1' },
      ],
      ['2 A, as if A were symmetric', (x) => square(x.length, (i, j) => 2 * uneven(i, 2 * j)), { smallest: '2' }],
    ],
  ),
  hessian('Hessian of log-sum-exp', vectors, logSumExp, softmaxJacobian, [
    [
      'the outer product forgotten',
      (z) => square(z.length, (i, j) => (i === j ? softmaxOf(z)[i]! : 0)),
      { smallest: '1' },
    ],
    [
      'the diagonal alone',
      (z) => square(z.length, (i, j) => (i === j ? softmaxJacobian(z).data[i * z.length + i]! : 0)),
      { smallest: '2' },
    ],
    [
      'the sign of the outer product slipped',
      (z) => square(z.length, (i, j) => softmaxOf(z)[i]! * ((i === j ? 1 : 0) + softmaxOf(z)[j]!)),
      { smallest: '1' },
    ],
  ]),
];
