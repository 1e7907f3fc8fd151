import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from './checkGradient.js';
import { relu, reluDerivative } from './formulas.test-support.js';
import { matrix, type MatrixLike } from './matrix.js';
import { real } from './real.js';
import { GradientCheckError, type FailureReport } from './report.js';
import { vector } from './vector.js';

/** Parameters of y = v . relu(W x + b), for one fixed x: f = y^2 / 2. */
interface Network {
  readonly weights: MatrixLike;
  readonly bias: Float64Array;
  readonly output: Float64Array;
}

const input = [0.5, -1.25, 2];

function hidden({ weights, bias }: Network): number[] {
  return Array.from(
    bias,
    (b, i) => b + input.reduce((sum, x, j) => sum + x * weights.data[i * weights.columns + j]!, 0),
  );
}

function loss(network: Network): number {
  const y = hidden(network).reduce((sum, z, i) => sum + network.output[i]! * relu(z), 0);
  return (y * y) / 2;
}

function lossGradient(network: Network): Network {
  const z = hidden(network);
  const y = z.reduce((sum, each, i) => sum + network.output[i]! * relu(each), 0);
  const delta = z.map((each, i) => y * network.output[i]! * reluDerivative(each));
  const data = delta.flatMap((d) => input.map((x) => d * x));
  return {
    weights: { ...network.weights, data: Float64Array.from(data) },
    bias: Float64Array.from(delta),
    output: Float64Array.from(z, (each) => y * relu(each)),
  };
}

const entry = real({ low: -2, high: 2 });
const networks = fc
  .integer({ min: 1, max: 4 })
  .chain((units) =>
    fc.record({ weights: matrix(entry, units, 3), bias: vector(entry, units), output: vector(entry, units) }),
  );
const network: Network = {
  weights: { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 0.5, -1, 0.25) },
  bias: Float64Array.of(0.5, 1),
  output: Float64Array.of(1, -2),
};

function failureOf(check: () => unknown): FailureReport {
  try {
    check();
  } catch (error) {
    if (error instanceof GradientCheckError) return error.report;
    throw error;
  }
  throw new Error('the check passed');
}

function changed(change: (gradient: Network) => Partial<Network>): (network: Network) => Network {
  return (at) => {
    const gradient = lossGradient(at);
    return { ...gradient, ...change(gradient) };
  };
}

/** Gradients with the mistakes that people make. */
const wrongGradients: Record<string, (network: Network) => Network> = {
  'sign slip in the bias': changed(({ bias }) => ({ bias: bias.map((x) => -x) })),
  'missing factor in the weights': changed(({ weights }) => ({
    weights: { ...weights, data: weights.data.map((x) => x / 2) },
  })),
  'output weights left at 0': changed(({ output }) => ({ output: output.map(() => 0) })),
  'one entry of the weights wrong': changed(({ weights }) => ({
    weights: { ...weights, data: weights.data.map((x, i) => (i === weights.data.length - 1 ? x + 0.01 : x)) },
  })),
  'derivative of ReLU forgotten': (at) => lossGradientWithout(at),
  'NaN in one entry': changed(({ bias }) => ({ bias: bias.map((x, i) => (i === 0 ? NaN : x)) })),
  'Infinity in one entry': changed(({ bias }) => ({ bias: bias.map((x, i) => (i === 0 ? Infinity : x)) })),
};

function lossGradientWithout(at: Network): Network {
  const z = hidden(at);
  const y = z.reduce((sum, each, i) => sum + at.output[i]! * relu(each), 0);
  return { ...lossGradient(at), bias: at.output.map((v) => y * v) };
}

describe('checkGradient passes', () => {
  test('a network with ReLU, whatever the seed, kinks and zeros included', () => {
    for (let seed = 0; seed < 4; seed++) {
      expect(checkGradient(loss, lossGradient, networks, { seed }).cases).toBeGreaterThan(200);
    }
  });

  test('every entry of one given point, and leaves it as it was', () => {
    const before = structuredClone(network);
    const report = checkGradient(loss, lossGradient, network);
    expect(report).toMatchObject({ name: 'loss', cases: 10 });
    expect(report.worstError).toBeLessThan(1e-11);
    expect(network).toEqual(before);
  });

  test('numbers, vectors, number[]s, matrices, lists and records, nested', () => {
    const at = { list: [{ a: 2 }, { a: 3 }], plain: [1, 2], deep: { v: Float64Array.of(4) } };
    const f = (p: typeof at): number => p.list[0]!.a * p.list[1]!.a + p.plain[0]! * p.plain[1]! * p.deep.v[0]!;
    const gradient = (p: typeof at): typeof at => ({
      plain: [p.plain[1]! * p.deep.v[0]!, p.plain[0]! * p.deep.v[0]!],
      deep: { v: Float64Array.of(p.plain[0]! * p.plain[1]!) },
      list: [{ a: p.list[1]!.a }, { a: p.list[0]!.a }],
    });
    expect(checkGradient(f, gradient, at).cases).toBe(5);
    expect(
      checkGradient(
        (x) => x * x,
        (x) => 2 * x,
        3,
      ).cases,
    ).toBe(1);
    expect(
      checkGradient(
        (x) => x * x,
        (x) => 2 * x,
        real({ low: -9, high: 9 }),
        { runs: 30 },
      ).cases,
    ).toBe(30);
  });

  test('affine functions with step 1 to the last digits', () => {
    const at = { a: Float64Array.of(1, 2, 3) };
    const f = (p: typeof at): number => p.a[0]! - 2 * p.a[1]! + 3 * p.a[2]!;
    const report = checkGradient(f, () => ({ a: Float64Array.of(1, -2, 3) }), at, { step: 1 });
    expect(report.worstError).toBeLessThan(1e-14);
  });
});

describe('checkGradient catches', () => {
  test.each(Object.entries(wrongGradients))('%s, whatever the seed', (_name, wrong) => {
    for (let seed = 0; seed < 4; seed++) {
      expect(() => checkGradient(loss, wrong, networks, { seed })).toThrow(GradientCheckError);
    }
  });

  test('names the parameter and the entry', () => {
    const { parameter, hint } = failureOf(() =>
      checkGradient(loss, wrongGradients['one entry of the weights wrong']!, network),
    );
    expect(parameter).toBe('weights[1, 2]');
    expect(hint).toBe(undefined);
    const { parameter: bias } = failureOf(() => checkGradient(loss, wrongGradients['sign slip in the bias']!, network));
    expect(bias).toBe('bias[0]');
  });

  test('a function or a gradient that changes its argument', () => {
    const f = (p: { a: number[] }): number => ++p.a[0]!;
    expect(failureOf(() => checkGradient(f, (p) => p, { a: [1] })).verdict).toBe(
      'the function changes its argument: a[0] was 1 and is 2',
    );
    const careless = (at: Network): Network => {
      at.weights.data[4] = 7;
      return lossGradient(at);
    };
    expect(failureOf(() => checkGradient(loss, careless, network)).verdict).toBe(
      'the gradient changes its argument: weights[1, 1] was -1 and is 7',
    );
    expect(network.weights.data[4]).toBe(-1);
  });

  test('a function that gives two values at one point', () => {
    let calls = 0;
    expect(
      failureOf(() =>
        checkGradient(
          (x) => x + calls++,
          () => 1,
          2,
        ),
      ).verdict,
    ).toBe('the function gives 2 and then 3 at the same point');
  });

  test('a function that is NaN', () => {
    expect(
      failureOf(() =>
        checkGradient(
          () => NaN,
          () => 1,
          2,
        ),
      ).verdict,
    ).toContain('gives NaN');
  });
});

describe('checkGradient with many entries', () => {
  const size = 3000;
  const many = {
    big: Float64Array.from({ length: size }, (_, i) => Math.sin(i)),
    small: Float64Array.of(1, 2),
    one: 3,
  };
  type Many = typeof many;

  function energy({ big, small, one }: Many): number {
    return big.reduce((sum, x, i) => sum + x * x * (1 + (i % 7)), 0) / 2 + small[0]! * small[1]! * one;
  }
  function energyGradient({ big, small, one }: Many): Many {
    return {
      big: big.map((x, i) => x * (1 + (i % 7))),
      small: Float64Array.of(small[1]! * one, small[0]! * one),
      one: small[0]! * small[1]!,
    };
  }

  test('takes a sample of every parameter and directions over each and all', () => {
    // 8 + 2 + 1 sampled entries, 2 directions over each of 3 parameters, 4 over all.
    expect(checkGradient(energy, energyGradient, many).cases).toBe(21);
  });

  test.each([0, 1, 1234, size - 1])('finds the one wrong entry %i among all', (wrong) => {
    const gradient = (p: Many): Many => {
      const right = energyGradient(p);
      return { ...right, big: right.big.map((x, i) => (i === wrong ? x + 0.01 : x)) };
    };
    expect(failureOf(() => checkGradient(energy, gradient, many)).parameter).toBe(`big[${wrong}]`);
  });

  test('never misses a small parameter', () => {
    const gradient = (p: Many): Many => ({ ...energyGradient(p), one: 0 });
    expect(failureOf(() => checkGradient(energy, gradient, many))).toMatchObject({ parameter: 'one', analytic: 0 });
  });

  test('NaN in one entry never passes', () => {
    const gradient = (p: Many): Many => {
      const right = energyGradient(p);
      right.big[777] = NaN;
      return right;
    };
    expect(failureOf(() => checkGradient(energy, gradient, many)).parameter).toBe('big[777]');
  });
});

describe('checkGradient reports', () => {
  test('a network of few and simple numbers', () => {
    const { input: found } = failureOf(() =>
      checkGradient(loss, wrongGradients['missing factor in the weights']!, networks, { seed: 3 }),
    );
    const { weights, bias, output } = found as Network;
    expect(weights.rows).toBeLessThanOrEqual(2);
    for (const x of [...weights.data, ...bias, ...output]) expect(String(x).length).toBeLessThanOrEqual(4);
  });

  test('text that a person reads', () => {
    const wrong = wrongGradients['sign slip in the bias']!;
    expect(() => checkGradient(loss, wrong, networks, { seed: 3 })).toThrowErrorMatchingInlineSnapshot(`
      [GradientCheckError: loss: the derivative differs from the finite difference

        input     { weights: 1 x 3 [[0, 0, 0]], bias: [1], output: [1] }
        entry     bias[0]
        analytic  -1
        numeric   1
        error     2 absolute, 2 relative, 1.8e16 ulp (allowed: 2e-8 absolute)
        method    five-point difference, step 0.001
        hint      analytic = -numeric: the sign is wrong
        found     in case 3, then made simpler 7 times
        replay    checkGradient(..., { seed: 3, path: '2:0:0:0:0:1:2:2' })]
    `);
  });

  test('the mistake and not a kink that lies on the way to simple numbers', () => {
    for (let seed = 0; seed < 3; seed++) {
      const { input: found, parameter } = failureOf(() =>
        checkGradient(loss, wrongGradients['derivative of ReLU forgotten']!, networks, { seed }),
      );
      const unit = Number(/^bias\[(\d)\]$/.exec(parameter!)![1]);
      expect(hidden(found as Network)[unit]).not.toBe(0);
    }
  });

  test('a seed and a path that replay the case', () => {
    const wrong = wrongGradients['sign slip in the bias']!;
    const first = failureOf(() => checkGradient(loss, wrong, networks, { seed: 4 }));
    const again = failureOf(() => checkGradient(loss, wrong, networks, { seed: first.seed!, path: first.path! }));
    expect(again.input).toEqual(first.input);
  });
});

describe('checkGradient throws', () => {
  const at = { a: Float64Array.of(1, 2), m: { rows: 1, columns: 2, data: Float64Array.of(1, 2) } };
  const f = (): number => 0;
  const fits = { a: new Float64Array(2), m: { rows: 1, columns: 2, data: new Float64Array(2) } };

  test.each([
    ['a missing parameter', { a: fits.a }, 'expected a gradient of shape 1 x 2 at m, got nothing'],
    ['one too many', { ...fits, b: 1 }, 'expected no gradient at b, which is no parameter, got one'],
    [
      'another length',
      { ...fits, a: new Float64Array(3) },
      'expected a gradient of shape 2 numbers at a, got 3 numbers',
    ],
    ['a transposed matrix', { ...fits, m: { rows: 2, columns: 1, data: fits.a } }, 'of shape 1 x 2 at m, got 2 x 1'],
  ])('RangeError for a gradient with %s', (_what, gradient, message) => {
    expect(() => checkGradient(f, () => gradient as typeof at, at)).toThrow(RangeError);
    expect(() => checkGradient(f, () => gradient as typeof at, fc.constant(at))).toThrow(message);
  });

  test('TypeError for parameters that are no numbers', () => {
    expect(() => checkGradient(f, (p) => p, { a: 'x' })).toThrow(
      'checkGradient: expected numbers, Float64Arrays, matrices or records of those at a, got a string.',
    );
    expect(() => checkGradient(f, (p) => p, new Map())).toThrow(TypeError);
  });

  test('RangeError for no parameters, no runs, a step or tolerance that is none', () => {
    expect(() => checkGradient(f, (p) => p, {})).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, real(), { runs: 0 })).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, 1, { step: 0 })).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, 1, { relative: -1 })).toThrow(RangeError);
  });
});
