import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { softmax, softmaxBackward } from '../test-support/softmax.test-support.js';
import { checkVjp } from './checkVjp.js';
import { randomWeights } from './combinations.js';

const logits = vector(real({ low: -3, high: 3 }), { min: 1, max: 4 });

// A literal would be taken for the type of the parameter.
const [two, three, four]: readonly [number, number, number] = [2, 3, 4];

interface Dense {
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[];
  readonly input: readonly number[];
}

const at: Dense = {
  weights: [
    [1, -2, 0.5],
    [3, 0.25, -1],
  ],
  bias: [0.5, -0.5],
  input: [2, 1, -1],
};

function dense({ weights, bias, input }: Dense): number[] {
  return weights.map((row, i) => row.reduce((sum, w, j) => sum + w * input[j]!, bias[i]!));
}

function denseBackward({ weights, input }: Dense, upstream: readonly number[]): Dense {
  return {
    weights: upstream.map((u) => input.map((x) => u * x)),
    bias: upstream,
    input: input.map((_, j) => upstream.reduce((sum, u, i) => sum + u * weights[i]![j]!, 0)),
  };
}

describe('checkVjp passes', () => {
  test('softmax at every length, whatever the seed', () => {
    for (let seed = 0; seed < 4; seed++) {
      const report = checkVjp(softmax, softmaxBackward, logits, { seed });
      expect(report).toMatchObject({ name: 'softmax', skipped: 0 });
      expect(report.worstError).toBeLessThan(1e-11);
    }
  });

  test('a layer with several parameters: each output alone, and two sums of both', () => {
    // 11 entries, 2 outputs and 2 random upstream gradients.
    expect(checkVjp(dense, denseBackward, at).cases).toBe(44);
  });

  test('outputs that are numbers, matrices, records and nested lists', () => {
    expect(
      checkVjp(
        (x: number) => x ** 3,
        (x, u) => 3 * x * x * u,
        two,
      ).cases,
    ).toBe(3);
    const outer = (x: number[]): number[][] => x.map((a) => x.map((b) => a * b));
    const outerBackward = (x: number[], u: number[][]): number[] =>
      x.map((_, i) => x.reduce((sum, b, j) => sum + (u[i]![j]! + u[j]![i]!) * b, 0));
    expect(checkVjp(outer, outerBackward, [1, 2, -3]).cases).toBe(33);
    const both = (x: number): { y: Float32Array; m: { rows: number; columns: number; data: Float64Array } } => {
      return { y: Float32Array.of(2 * x), m: { rows: 1, columns: 2, data: Float64Array.of(x, x * x) } };
    };
    expect(checkVjp(both, (x, { y, m }) => 2 * y[0]! + m.data[0]! + 2 * x * m.data[1]!, four).cases).toBe(5);
  });

  test('a product that is added to the gradient so far, in place or not', () => {
    const square = (x: Float64Array): Float64Array => x.map((each) => each * each);
    const pure = (x: Float64Array, u: Float64Array, soFar: Float64Array): Float64Array =>
      soFar.map((each, i) => each + 2 * x[i]! * u[i]!);
    const inPlace = (x: Float64Array, u: Float64Array, soFar: Float64Array): Float64Array => {
      soFar.forEach((_, i) => (soFar[i]! += 2 * x[i]! * u[i]!));
      return soFar;
    };
    const x = Float64Array.of(1, 2, -3);
    expect(checkVjp(square, pure, x, { accumulates: true }).cases).toBe(15);
    expect(checkVjp(square, inPlace, x, { accumulates: true }).cases).toBe(15);
  });

  test('many outputs by a sample and two sums of all', () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => i / 40);
    const f = (p: Float64Array): Float64Array => p.map((each) => each * each);
    expect(checkVjp(f, (p, u) => p.map((each, i) => 2 * each * u[i]!), x).cases).toBe(40 * 10);
  });
});

describe('checkVjp knows what it cannot know', () => {
  test('a sum of large outputs that cancel is as uncertain as they are', () => {
    const [a, b] = randomWeights(2, 1);
    const f = (x: number): number[] => [1e8 * b! + x, -1e8 * a! + x];
    expect(checkVjp(f, (_x, u) => u[0]! + u[1]!, three).cases).toBe(4);
  });

  test('an upstream gradient left out is no factor', () => {
    const failure = failureOf(() =>
      checkVjp(
        (x: number) => x * x,
        (x) => 2 * x,
        three,
      ),
    );
    expect(failure.output).toMatch(/^upstream /);
    expect(failure.diagnosis).toBe(undefined);
  });
});

describe('checkVjp catches', () => {
  test.each<[string, (x: Float64Array, u: Float64Array) => Float64Array, string | undefined]>([
    ['twice of it', (x, u) => softmaxBackward(x, u).map((each) => 2 * each), 'factor'],
    ['the wrong sign', (x, u) => softmaxBackward(x, u).map((each) => -each), 'sign'],
    ['nothing', (x) => x.map(() => 0), 'zero'],
    ['the upstream gradient handed through', (_x, u) => u.slice(), undefined],
    ['the diagonal alone', (x, u) => softmax(x).map((p, i) => p * (1 - p) * u[i]!), undefined],
    [
      'the upstream gradient left out',
      (x) =>
        softmaxBackward(
          x,
          x.map((_, i) => i + 1),
        ),
      undefined,
    ],
  ])('%s', (_what, wrong, kind) => {
    const failure = failureOf(() => checkVjp(softmax, wrong, logits, { seed: 3 }));
    expect(failure.diagnosis?.kind).toBe(kind);
    expect((failure.input as Float64Array).length).toBeLessThanOrEqual(2);
  });

  test('a transposed product of a square layer, by output and entry', () => {
    const square = {
      ...at,
      weights: [
        [1, 2],
        [3, 4],
      ],
      input: [2, 1],
    };
    const wrong = (p: Dense, u: readonly number[]): Dense => ({
      ...denseBackward(p, u),
      input: p.input.map((_, i) => u.reduce((sum, each, j) => sum + each * p.weights[i]![j]!, 0)),
    });
    const failure = failureOf(() => checkVjp(dense, wrong, square));
    expect(failure).toMatchObject({
      parameter: 'input[0]',
      output: 'output[1]',
      analytic: 2,
      verdict: 'the derivative differs from the finite difference',
    });
    expect(failure.numeric).toBeCloseTo(3, 10);
  });

  test('a value that is used twice and counted once: the factor 2 is missing', () => {
    const failure = failureOf(() =>
      checkVjp(
        (x: number[]) => x.map((each) => each * each),
        (x, u) => x.map((each, i) => each * u[i]!),
        [1, 3],
      ),
    );
    expect(failure.diagnosis).toMatchObject({ kind: 'factor', text: expect.stringContaining('2') as string });
  });

  test('a product that is not linear, though it is right for many upstream gradients', () => {
    const right = (x: number[], u: number[]): number[] => x.map((each, i) => 2 * each * u[i]!);
    const clipped = (x: number[], u: number[]): number[] =>
      right(
        x,
        u.map((each) => Math.max(-9, Math.min(9, each))),
      );
    const constant = (x: number[], u: number[]): number[] =>
      right(x, u).map((each) => (u.every((one) => one === 0) ? 1 : each));
    const f = (x: number[]): number[] => x.map((each) => each * each);
    expect(failureOf(() => checkVjp(f, clipped, [1, 3])).verdict).toBe(
      'the vector-Jacobian product is not linear in the upstream gradient: for 1024 u it is not that of the parts',
    );
    expect(failureOf(() => checkVjp(f, constant, [1, 3])).verdict).toContain('for 0 it is not');
  });

  test('one that forgets the gradient so far', () => {
    const failure = failureOf(() =>
      checkVjp(
        (x: number) => x * x,
        (x, u) => 2 * x * u,
        three,
        { accumulates: true },
      ),
    );
    expect(failure.verdict).toBe('the vector-Jacobian product is not added to the gradient so far');
  });

  test('one that changes its argument or its upstream gradient', () => {
    const f = (x: number[]): number[] => x.map((each) => 2 * each);
    const double = (u: number[]): number[] => u.map((each) => 2 * each);
    expect(failureOf(() => checkVjp(f, (x, u) => (x.fill(0), double(u)), [1, 3])).verdict).toBe(
      'the vector-Jacobian product changes its argument: x[0] was 1 and is 0',
    );
    const inPlace = (_x: number[], u: number[]): number[] => {
      u.forEach((each, i) => (u[i] = 2 * each));
      return u;
    };
    expect(failureOf(() => checkVjp(f, inPlace, [1, 3])).verdict).toBe(
      'the vector-Jacobian product changes its upstream gradient: x[0] was 1 and is 2',
    );
  });

  test('a buffer that the next call writes over', () => {
    const buffer = [0, 0];
    const reusing = (x: number[], u: number[]): number[] => {
      x.forEach((each, i) => (buffer[i] = 2 * each * u[i]!));
      return buffer;
    };
    const f = (x: number[]): number[] => x.map((each) => each * each);
    expect(failureOf(() => checkVjp(f, reusing, [1, 3])).verdict).toContain(
      'writes its next result over the one before',
    );
  });
});

describe('checkVjp refuses', () => {
  const f = (x: Float64Array): Float64Array => x.map((each) => 2 * each);
  const x = Float64Array.of(1, 2);

  test('a report for another shape and for another type', () => {
    expect(failureOf(() => checkVjp(f, () => new Float64Array(3), x))).toMatchObject({
      verdict: 'expected a gradient of shape 2 numbers, got 3 numbers',
      parameter: 'x',
      hint: 'give it the names and shapes of the parameters',
    });
    expect(failureOf(() => checkVjp(f, () => [2, 2] as never, x))).toMatchObject({
      verdict: 'expected the gradient in a Float64Array, got one in a number[]',
      hint: 'give it the types of the parameters',
    });
  });

  test('no outputs at all, but takes batches of which some are empty', () => {
    const message = 'checkVjp: expected outputs with at least one number, got none in f. Return some.';
    expect(() =>
      checkVjp(
        () => [],
        () => [0],
        [1],
      ),
    ).toThrow(new RangeError(message));
    const batches = fc.record({ a: real({ low: -2, high: 2 }), batch: fc.constantFrom<number[][][]>([], [[3, 4]]) });
    const { cases } = checkVjp(
      ({ a, batch }: { a: number; batch: number[][] }) => batch.flat().map((each) => a * each),
      ({ a, batch }, u) => ({
        a: batch.flat().reduce((sum, each, i) => sum + each * u[i]!, 0),
        batch: batch.map((row) => row.map((_, i) => a * u[i]!)),
      }),
      batches,
      { seed: 1 },
    );
    expect(cases).toBeGreaterThan(50);
  });
});

test('a backward pass by the matrix and not its transpose is told', () => {
  const A = [
    [1, 2, 0],
    [-1, 3, 4],
    [0.5, 0, 2],
  ];
  const forward = (x: number[]): number[] => A.map((row) => row.reduce((sum, a, j) => sum + a * x[j]!, 0));
  const report = failureOf(() => checkVjp(forward, (_, u) => forward(u), [1, 2, 3]));
  expect(report.diagnosis).toMatchObject({ kind: 'transposed' });
});
