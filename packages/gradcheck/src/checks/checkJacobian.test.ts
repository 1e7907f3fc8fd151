import { describe, expect, test } from 'vitest';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { softmax, softmaxJacobian } from '../test-support/softmax.test-support.js';
import { checkJacobian } from './checkJacobian.js';

const logits = vector(real({ low: -3, high: 3 }), { min: 1, max: 4 });

describe('checkJacobian passes', () => {
  test('softmax at every length, whatever the seed', () => {
    for (let seed = 0; seed < 4; seed++) {
      const report = checkJacobian(softmax, softmaxJacobian, logits, { seed });
      expect(report).toMatchObject({ name: 'softmax', method: 'five-point difference, every entry', skipped: 0 });
      expect(report.worstError).toBeLessThan(1e-11);
    }
  });

  test('lists of rows, matrices, and a number for one by one', () => {
    const f = ([a, b]: number[]): number[] => [a! * b!, a!, b! ** 2];
    const rows = ([a, b]: number[]): number[][] => [
      [b!, a!],
      [1, 0],
      [0, 2 * b!],
    ];
    expect(checkJacobian(f, rows, [2, 3]).cases).toBe(6);
    const matrix = (p: number[]): { rows: number; columns: number; data: Float32Array } => {
      return { rows: 3, columns: 2, data: Float32Array.from(rows(p).flat()) };
    };
    expect(checkJacobian(f, matrix, [2, 3]).cases).toBe(6);
    expect(checkJacobian(f, (p) => rows(p).map((row) => Float64Array.from(row)), [2, 3]).cases).toBe(6);
    expect(
      checkJacobian(
        (x: number) => x * x,
        (x) => 2 * x,
        3,
      ).cases,
    ).toBe(1);
  });

  test('outputs and parameters that are records, in the order in which they are written down', () => {
    const f = ({ r, angle }: { r: number; angle: number }): { x: number; y: number } => {
      return { x: r * Math.cos(angle), y: r * Math.sin(angle) };
    };
    const jacobian = ({ r, angle }: { r: number; angle: number }): number[][] => [
      [Math.cos(angle), -r * Math.sin(angle)],
      [Math.sin(angle), r * Math.cos(angle)],
    ];
    expect(checkJacobian(f, jacobian, { r: 2, angle: 1 }).cases).toBe(4);
    const wrong = failureOf(() =>
      checkJacobian(f, (p) => jacobian(p).map((row, i) => (i === 1 ? [row[0]!, -row[1]!] : row)), { r: 2, angle: 1 }),
    );
    expect(wrong).toMatchObject({ output: 'output.y', parameter: 'angle' });
  });

  test('ReLU at its kink, where any slope between the two will do', () => {
    const relu = (x: number[]): number[] => x.map((each) => Math.max(0, each));
    const slopes = (x: number[]): number[][] => x.map((each, i) => x.map((_, j) => (i === j && each > 0 ? 1 : 0)));
    expect(checkJacobian(relu, slopes, [0, 1, -2]).skipped).toBe(0);
  });
});

describe('checkJacobian of many outputs', () => {
  const mix = (x: number[]): Float64Array =>
    Float64Array.from({ length: 500 }, (_, i) => Math.sin(i) * x[0]! + x[1]! ** 2);
  const jacobian = (x: number[]): number[][] => Array.from({ length: 500 }, (_, i) => [Math.sin(i), 2 * x[1]!]);

  test('compares some of them, and two sums of all', () => {
    expect(checkJacobian(mix, jacobian, [1, 2]).cases).toBe(20);
  });

  test.each([0, 7, 250, 499])('finds out that row %i is wrong', (wrong) => {
    const spoiled = (x: number[]): number[][] =>
      jacobian(x).map((row, i) => (i === wrong ? [row[0]! + 0.01, row[1]!] : row));
    expect(failureOf(() => checkJacobian(mix, spoiled, [1, 2]))).toMatchObject({ parameter: 'x[0]' });
  });

  test('NaN in one row never passes', () => {
    const spoiled = (x: number[]): number[][] => jacobian(x).map((row, i) => (i === 123 ? [NaN, row[1]!] : row));
    expect(failureOf(() => checkJacobian(mix, spoiled, [1, 2]))).toMatchObject({
      output: 'output[123]',
      parameter: 'x[0]',
    });
  });
});

describe('checkJacobian catches', () => {
  test.each<[string, (x: Float64Array) => number[][], string | undefined]>([
    ['the wrong sign', (x) => softmaxJacobian(x).map((row) => row.map((entry) => -entry)), 'sign'],
    [
      'the diagonal alone',
      (x) => softmaxJacobian(x).map((row, i) => row.map((entry, j) => (i === j ? entry : 0))),
      undefined,
    ],
    [
      'the identity left out',
      (x) => softmaxJacobian(x).map((row, i) => row.map((entry, j) => (i === j ? entry - softmax(x)[i]! : entry))),
      undefined,
    ],
  ])('%s, at an input of at most two numbers', (_what, wrong, kind) => {
    const failure = failureOf(() => checkJacobian(softmax, wrong, logits, { seed: 3 }));
    expect((failure.input as Float64Array).length).toBeLessThanOrEqual(2);
    expect(failure.diagnosis?.kind).toBe(kind);
  });

  test('a transposed one, and says so', () => {
    const f = ([a, b]: number[]): number[] => [a! * b!, a! + 3 * b!];
    const wrong = ([a, b]: number[]): number[][] => [
      [b!, 1],
      [a!, 3],
    ];
    expect(failureOf(() => checkJacobian(f, wrong, [2, 5])).diagnosis?.kind).toBe('transposed');
  });

  test('a function that writes its next result over the one before', () => {
    const buffer = new Float64Array(2);
    const f = (x: number[]): Float64Array => {
      buffer.set(x);
      return buffer;
    };
    const { verdict, hint } = failureOf(() =>
      checkJacobian(
        f,
        () => [
          [1, 0],
          [0, 1],
        ],
        [1, 2],
      ),
    );
    expect(verdict).toBe('the function writes its next result over the one before: x[0] was 1 and is 1.001');
    expect(hint).toBe('return new arrays, or a copy of the buffer');
  });

  test('an output that is not finite, by its place', () => {
    expect(
      failureOf(() =>
        checkJacobian(
          (x: number[]) => [x[0]!, Math.log(-1)],
          () => [[1], [0]],
          [1],
        ),
      ).verdict,
    ).toBe('the function gives NaN at output[1], which has no derivative');
  });
});

describe('checkJacobian refuses', () => {
  const f = (x: number[]): number[] => [x[0]!, x[1]!, x[0]! * x[1]!];

  test.each<[string, unknown, string]>([
    [
      'a transposed one',
      [
        [1, 0, 2],
        [0, 1, 1],
      ],
      'expected a Jacobian of 3 x 2 (a row for each output, a column for each entry of the parameters), got 2 x 3; transpose it',
    ],
    ['another shape', [[1, 0]], 'got 1 x 2; give it as lists of rows'],
    ['a flat list', [1, 2, 3, 4, 5, 6], 'got 6 numbers; give it as lists of rows'],
    ['rows of different lengths', [[1, 0], [0], [1, 1]], 'got 2 numbers and 1 numbers and 2 numbers; '],
    ['a number', 1, 'got 1 x 1; '],
  ])('a report for %s', (_what, table, message) => {
    const { verdict, hint } = failureOf(() => checkJacobian(f, () => table as number[][], [1, 2]));
    expect(`${verdict}; ${hint}`).toContain(message);
  });

  test('no outputs at all', () => {
    expect(() =>
      checkJacobian(
        () => [],
        () => [],
        [1],
      ),
    ).toThrow(new RangeError('checkJacobian: expected outputs with at least one number, got none in f. Return some.'));
  });

  test('a report for a promise and for a string', () => {
    expect(failureOf(() => checkJacobian(f, () => Promise.resolve([[1]]) as never, [1, 2])).verdict).toContain(
      'the Jacobian gives a promise',
    );
    expect(failureOf(() => checkJacobian(f, () => 'rows' as never, [1, 2])).verdict).toContain(
      'the Jacobian gives the string "rows"',
    );
  });
});
