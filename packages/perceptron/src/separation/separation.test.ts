import { fc, test as property } from '@fast-check/vitest';
import { Matrix, randomGenerator } from '@handgrad/core-math';
import { iris } from '@handgrad/datasets';
import { describe, expect, test } from 'vitest';
import { fitLogisticRegression } from '../logistic/fitLogisticRegression.js';
import { netInput } from '../neurons/netInput.js';
import { detectClassSeparation } from './detectClassSeparation.js';
import { detectSeparation } from './detectSeparation.js';
import { separationOf, tooLargeToSeparate } from './separationOf.js';

type Triple = readonly [number, number, number];
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/**
 * The answer in whole numbers, by trying: a cone {b : a_i . b >= 0} in space is spanned by directions at right angles to two of
 * the rows, or, where all rows lie in a plane or on a line, by directions inside of it. The sum of all that belong lies inside.
 */
function byTrying(rows: readonly Triple[]): string {
  const normals = rows.flatMap((a) => rows.map((b) => cross(a, b)));
  const candidates = [...rows, ...normals, ...rows.flatMap((a) => normals.map((n) => cross(a, n)))];
  const inside = candidates
    .flatMap((b): Triple[] => [b, [-b[0], -b[1], -b[2]]])
    .filter((b) => rows.every((a) => dot(a, b) >= 0));
  const sum = inside.reduce<Triple>((total, b) => [total[0] + b[0], total[1] + b[1], total[2] + b[2]], [0, 0, 0]);
  const products = rows.map((a) => dot(a, sum));
  return products.every((x) => x > 0) ? 'complete' : products.some((x) => x > 0) ? 'quasiComplete' : 'none';
}

const whole = fc.integer({ min: -3, max: 3 });
const samples = fc.array(fc.record({ x: fc.tuple(whole, whole), y: fc.integer({ min: 0, max: 1 }) }), {
  minLength: 1,
  maxLength: 9,
});

describe('against whole numbers', () => {
  property.prop([samples], { numRuns: 300 })('finds what trying all directions finds', (drawn) => {
    const rows = drawn.map(({ x, y }): Triple => (y === 1 ? [x[0], x[1], 1] : [-x[0], -x[1], -1]));
    const found = separationOf(Matrix.fromRows(rows));
    const inputs = Matrix.fromRows(drawn.map(({ x }) => x));
    const targets = drawn.map(({ y }) => y);
    expect(found.kind).toBe(byTrying(rows));
    const detected = detectSeparation(inputs, targets);
    expect(detected.kind).toBe(found.kind);
    if (detected.kind === 'none' || detected.kind === 'unknown') return;
    const sides = targets.map((y, i) => (2 * y - 1) * netInput(detected.direction, inputs.row(i)));
    expect(Math.min(...sides)).toBeGreaterThan(detected.kind === 'complete' ? 0 : -1e-8);
    expect(Math.max(...sides)).toBeGreaterThan(0);
  });
});

test('a thousand samples that a line separates by a hair, and one that spoils it', () => {
  const random = randomGenerator(4);
  const inputs = Matrix.generate(1000, 3, () => random.normal());
  const targets = Array.from({ length: 1000 }, (_, i) => (inputs.get(i, 0) - 2 * inputs.get(i, 1) + 0.3 > 0 ? 1 : 0));
  expect(detectSeparation(inputs, targets).kind).toBe('complete');
  const deepest = targets.findIndex((_, i) => inputs.get(i, 0) - 2 * inputs.get(i, 1) > 4);
  targets[deepest] = 0;
  expect(detectSeparation(inputs, targets).kind).toBe('none');
});

test('data that overlap by a millionth overlap', () => {
  expect(detectSeparation(Matrix.column([0, 1 + 1e-6, 1, 2]), [0, 0, 1, 1]).kind).toBe('none');
  expect(detectSeparation(Matrix.column([0, 1 - 1e-6, 1, 2]), [0, 0, 1, 1]).kind).toBe('complete');
});

test('a dummy variable that is 1 for one class only is a quasi-complete separation', () => {
  const random = randomGenerator(9);
  const labels = Array.from({ length: 60 }, () => random.integer(2));
  const inputs = Matrix.generate(60, 2, (i, j) => (j === 0 ? random.normal() : labels[i] === 1 && i % 3 === 0 ? 1 : 0));
  const found = detectSeparation(inputs, labels);
  if (found.kind !== 'quasiComplete') throw new Error(`found ${found.kind}`);
  expect(found.direction.weights[1]).toBeGreaterThan(0);
  expect(found.undecided).toBe(labels.filter((y, i) => !(y === 1 && i % 3 === 0)).length);
});

describe('iris', () => {
  const flowers = iris({ targets: 'classIndex' });
  const { inputs, targets } = flowers.batch(Array.from({ length: flowers.size }, (_, i) => i));

  test('setosa is separable, the three species are so in part, versicolor and virginica are not', () => {
    const setosa = targets.data.map((y) => (y === 0 ? 1 : 0));
    expect(detectSeparation(inputs, setosa).kind).toBe('complete');
    expect(detectClassSeparation(inputs, targets, 3).kind).toBe('quasiComplete');
    expect(detectSeparation(inputs.sliceRows(50), targets.data.slice(50).map((y) => y - 1)).kind).toBe('none'); // prettier-ignore
  });
});

test('too many samples and inputs are said to be unknown, and a fit of them is not called converged', () => {
  const random = randomGenerator(2);
  const inputs = Matrix.generate(500, 200, () => random.normal());
  const labels = Array.from({ length: 500 }, () => random.integer(2));
  expect(detectSeparation(inputs, labels)).toEqual({ kind: 'unknown' });
  const few = fitLogisticRegression(inputs, labels, { method: 'gradientAscent', learningRate: 1e-3, tolerance: 1 });
  expect(few).toMatchObject({ converged: false, reason: 'unchecked', standardErrors: null });
});

test('100 columns are searched with up to 10,000 rows, the column of ones among them', () => {
  // 100 steps through 100 columns of 100^2 + 4 x 10,000 rows: 5e8 multiplications.
  expect(tooLargeToSeparate(10_000, 100)).toBe(false);
  expect(tooLargeToSeparate(10_001, 100)).toBe(true);
  expect(tooLargeToSeparate(100, 10_001)).toBe(true);
  const labels = Array.from({ length: 10_001 }, (_, i) => i % 2);
  expect(detectSeparation(Matrix.zeros(10_001, 99), labels)).toEqual({ kind: 'unknown' });
});

test('too many samples, inputs and classes are said to be unknown', () => {
  const inputs = Matrix.generate(3000, 200, (i, j) => (i * j) % 7);
  const classes = Array.from({ length: 3000 }, (_, i) => i % 10);
  expect(detectClassSeparation(inputs, classes, 10).kind).toBe('unknown');
});

test('classes that touch: the direction puts no sample below another class, and says how many pairs it leaves even', () => {
  const inputs = Matrix.column([0, 1, 2, 2, 3, 4, 4, 5]);
  const labels = [0, 0, 0, 1, 1, 1, 2, 2];
  const found = detectClassSeparation(inputs, labels, 3);
  if (found.kind !== 'quasiComplete') throw new Error(`expected a quasi-complete separation, got ${found.kind}`);
  const { weights, bias } = found.direction;
  expect(weights).toMatchObject({ rows: 1, columns: 3 });
  const leads = labels.flatMap((y, i) => {
    const scores = Array.from(bias, (b, c) => b + inputs.get(i, 0) * weights.get(0, c));
    return scores.filter((_, c) => c !== y).map((score) => scores[y]! - score);
  });
  expect(Math.min(...leads)).toBeGreaterThanOrEqual(-1e-9);
  expect(Math.max(...leads)).toBeGreaterThan(0.1);
  expect(leads.filter((lead) => Math.abs(lead) <= 1e-9)).toHaveLength(found.undecided);
});

test('short rows count as much as long ones, and rows of zeros are left at zero', () => {
  const rows = [
    [1e-11, 0],
    [1e-11, 1e-11],
  ];
  expect(separationOf(Matrix.fromRows(rows)).kind).toBe('complete');
  expect(separationOf(Matrix.fromRows([[0, 0], ...rows]))).toMatchObject({ kind: 'quasiComplete', undecided: 1 });
});
