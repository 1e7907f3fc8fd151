import { describe, expect, test } from 'vitest';
import { exp, log1p } from '../../test/exactFunctions.js';
import { Decimal, exactly, ulpsFrom } from '../../test/highPrecision.js';
import { randomGenerator } from '../random/random.js';
import { logSoftmax, logSumExp, logSumExpVector, softmax, softmaxBackward, softmaxJacobian } from './index.js';

const { normal, integer } = randomGenerator(4);

/** Rows of 1 to 12 numbers: small, spread over 700, and with one entry far above the rest. */
const samples = Array.from({ length: 60 }, (_, k) => {
  const scale = [1, 20, 200][k % 3]!;
  const row = Float64Array.from({ length: 1 + integer(12) }, () => scale * normal());
  if (k % 4 === 0) row[integer(row.length)]! += 300;
  return row;
});

function exactSum(x: Float64Array): Decimal {
  return [...x].reduce((sum, entry) => sum.plus(exp(exactly(entry))), new Decimal(0));
}

describe('softmax', () => {
  test('of (2, 1, 0.1) is (0.6590012, 0.242433, 0.0985659), the course notes say in single precision', () => {
    const p = softmax(Float64Array.of(2, 1, 0.1));
    [0.6590012, 0.242433, 0.0985659].forEach((expected, i) => expect(p[i]).toBeCloseTo(expected, 6));
  });
  test('is exact to |x_i - max| + n + 4 ulps, against 60-digit arithmetic', () => {
    for (const x of samples) {
      const sum = exactSum(x);
      const most = Math.max(...x);
      softmax(x).forEach((p, i) => {
        const bound = Math.abs(x[i]! - most) + x.length + 4;
        expect(ulpsFrom(exp(exactly(x[i]!)).div(sum), p)).toBeLessThanOrEqual(bound);
      });
    }
  });
  test('gives -Infinity the probability 0, and has no answer for Infinity or for nothing but -Infinity', () => {
    expect(softmax(Float64Array.of(-Infinity, 3))).toEqual(Float64Array.of(0, 1));
    expect(softmax(Float64Array.of(0, Infinity))).toEqual(Float64Array.of(NaN, NaN));
    expect(softmax(Float64Array.of(-Infinity, -Infinity))).toEqual(Float64Array.of(NaN, NaN));
  });
  test('the Jacobian is diag(p) - p p^T, symmetric with rows of sum 0', () => {
    const p = softmax(Float64Array.of(0, Math.LN2));
    expect(p[0]).toBeCloseTo(1 / 3, 15);
    const J = softmaxJacobian(Float64Array.of(0, Math.LN2)).toRows();
    [
      [2 / 9, -2 / 9],
      [-2 / 9, 2 / 9],
    ].forEach((row, i) => row.forEach((entry, j) => expect(J[i]![j]).toBeCloseTo(entry, 15)));
  });
  test('a gradient that is the same for every output changes nothing', () => {
    for (const slope of softmaxBackward(Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 5)))
      expect(slope).toBeCloseTo(0, 14);
  });
  test('says which lengths do not fit', () => {
    expect(() => softmax(new Float64Array(0))).toThrow('softmax: expected at least 1 number, got an empty vector.');
    expect(() => softmaxBackward(new Float64Array(2), new Float64Array(3))).toThrow(
      'softmaxBackward: expected an output gradient of 2 numbers, got 3.',
    );
    expect(() => softmax(new Float64Array(2), new Float64Array(3))).toThrow('expected into to hold 2 numbers, got 3.');
  });
});

describe('logSoftmax', () => {
  test('is -2.061153622438558e-9 for the winner by 20, where ln(softmax) has lost half its digits', () => {
    const [winner] = logSoftmax(Float64Array.of(20, 0));
    expect(ulpsFrom(log1p(exp(new Decimal(-20))).neg(), winner!)).toBeLessThanOrEqual(2);
    expect(Math.log(softmax(Float64Array.of(20, 0))[0]!)).not.toBe(winner);
  });
  test('is exact to 1e-15 of the largest number in play, against 60-digit arithmetic', () => {
    for (const x of samples) {
      const log = exactSum(x).ln();
      const size = Math.max(1, ...x.map(Math.abs));
      logSoftmax(x).forEach((y, i) => {
        expect(exactly(y).minus(exactly(x[i]!).minus(log)).abs().toNumber()).toBeLessThanOrEqual(1e-15 * size);
      });
    }
  });
  test('stays finite where the probability underflows', () => {
    expect(logSoftmax(Float64Array.of(0, -2000))[1]).toBe(-2000);
    expect(logSoftmax(Float64Array.of(0, Infinity))).toEqual(Float64Array.of(NaN, NaN));
  });
});

describe('logSumExp', () => {
  test('is exact to 1e-15 of the largest entry, against 60-digit arithmetic', () => {
    for (const x of samples) {
      const size = Math.max(1, ...x.map(Math.abs));
      expect(exactly(logSumExp(x)).minus(exactSum(x).ln()).abs().toNumber()).toBeLessThanOrEqual(1e-15 * size);
    }
  });
  test('of nothing but -Infinity is -Infinity, of one Infinity or more Infinity, of one NaN NaN', () => {
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity))).toBe(-Infinity);
    expect(logSumExp(Float64Array.of(0, Infinity))).toBe(Infinity);
    expect(logSumExp(Float64Array.of(Infinity, Infinity))).toBe(Infinity);
    expect(logSumExp(Float64Array.of(Infinity, NaN))).toBeNaN();
  });
  test('keeps a small rest that 1 + rest would round away', () => {
    expect(logSumExp(Float64Array.of(0, -40))).toBeCloseTo(4.248354255291589e-18, 30);
    expect(logSumExpVector(Float64Array.of(0, -40))).toEqual(Float64Array.of(logSumExp(Float64Array.of(0, -40))));
  });
});
