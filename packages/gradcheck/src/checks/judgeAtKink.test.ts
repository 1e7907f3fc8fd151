import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from './checkGradient.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { relu, reluDerivative } from '../test-support/formulas.test-support.js';
import { matrix, type MatrixLike } from '../arbitraries/matrix.js';
import { real } from '../arbitraries/real.js';
import { GradientCheckError } from '../reports/report.js';
import { vector } from '../arbitraries/vector.js';

interface Pair {
  readonly a: number;
  readonly b: number;
}

function constant<P>(gradient: P): () => P {
  return () => gradient;
}

describe('beside a kink', () => {
  const distances = Array.from({ length: 25 }, (_, i) => 10 ** (-9 + i / 4));

  test.each([50, 0.5, 1])('%f is no slope of |x - d| at 0, whatever d from 1e-9 to 1e-3', (wrong) => {
    for (const d of distances) {
      const f = (x: number): number => Math.abs(x - d);
      expect(() => checkGradient(f, constant(wrong), 0)).toThrow(GradientCheckError);
      expect(checkGradient(f, constant(-1), 0)).toMatchObject({ cases: 1, skipped: 0 });
    }
  });

  test('the same along directions over many entries', () => {
    for (const d of distances.filter((each) => each < 1e-4)) {
      const f = (v: Float64Array): number => v.reduce((sum, x) => sum + Math.abs(x - d), 0);
      const at = new Float64Array(100);
      expect(checkGradient(f, (v) => v.map(() => -1), at).skipped).toBe(0);
      expect(() => checkGradient(f, (v) => v.map((_, i) => (i === 57 ? 0.5 : -1)), at)).toThrow(GradientCheckError);
    }
  });
});

describe('at a kink', () => {
  const f = ({ a, b }: Pair): number => Math.abs(a) + b;

  test.each([-1, -0.3, 0, 1])('%f lies between the slopes of |a|', (a) => {
    expect(checkGradient(f, constant({ a, b: 1 }), { a: 0, b: 2 })).toMatchObject({ cases: 2, skipped: 0 });
  });

  test.each([1e9, 1.01, -1.01, NaN, Infinity])('%f does not', (a) => {
    expect(failureOf(() => checkGradient(f, constant({ a, b: 1 }), { a: 0, b: 2 })).parameter).toBe('a');
  });

  test('the report names the slopes', () => {
    const { verdict, hint, analytic } = failureOf(() => checkGradient(f, constant({ a: 7, b: 1 }), { a: 0, b: 2 }));
    expect(verdict).toBe('the derivative does not lie between the slopes on either side of a kink');
    expect(hint).toBe('the slope is -1 on the left and 1 on the right');
    expect(analytic).toBe(7);
  });

  test('nor does 77 at a jump from slope 1 to 2', () => {
    const jump = ({ a, b }: Pair): number => (a < 0 ? a : 2 * a + 1) + b;
    expect(() => checkGradient(jump, constant({ a: 77, b: 1 }), { a: 0, b: 2 })).toThrow(GradientCheckError);
  });

  test.each([1, 1.000005, 1.00001])('a small bend counts too: %f lies between its slopes', (a) => {
    const bent = ({ a, b }: Pair): number => a + 1e-5 * relu(a) + b;
    expect(checkGradient(bent, constant({ a, b: 1 }), { a: 0, b: 2 }).cases).toBe(2);
    expect(() => checkGradient(bent, constant({ a: a + 3e-5, b: 1 }), { a: 0, b: 2 })).toThrow(GradientCheckError);
  });

  test('a slope of 1e-6 beside a value of 1 is seen', () => {
    const faint = ({ a, b }: Pair): number => 1e-6 * relu(a) + b;
    expect(checkGradient(faint, constant({ a: 0, b: 1 }), { a: 0, b: 1 })).toMatchObject({ cases: 2, skipped: 0 });
  });

  test('a direction over many entries must lie between its slopes too', () => {
    const size = 100;
    const at = new Float64Array(size);
    const sum = (v: Float64Array): number => v.reduce((total, x, i) => total + (i + 1) * relu(x), 0);
    expect(checkGradient(sum, (v) => v.map((x, i) => (i + 1) * reluDerivative(x)), at).cases).toBeGreaterThan(8);
    expect(() => checkGradient(sum, (v) => v.map((_, i) => (i === 57 ? 1e9 : 0)), at)).toThrow(GradientCheckError);
  });
});

describe('where kinks meet', () => {
  // Two ReLUs fed with 0: the rules give v1 w1 relu'(0) + v2 w2 relu'(0) = 0, the slopes are 2 and 1.
  const at = { x: 0, bias: [0, 0] };
  const f = ({ x, bias }: typeof at): number => relu(x + bias[0]!) - 2 * relu(-x + bias[1]!);
  const gradient = ({ x, bias }: typeof at): typeof at => {
    const delta = [reluDerivative(x + bias[0]!), -2 * reluDerivative(-x + bias[1]!)];
    return { x: delta[0]! - delta[1]!, bias: delta };
  };

  test('a right layer passes: the entry is skipped, and counted', () => {
    expect(checkGradient(f, gradient, at)).toMatchObject({ cases: 2, skipped: 1 });
  });

  test('but not with any number', () => {
    expect(() => checkGradient(f, (p) => ({ ...gradient(p), x: 77 }), at)).toThrow(GradientCheckError);
  });

  test('a check that skips all it has is an error', () => {
    const g = ([x, y]: number[]): number => relu(x! + y!) - 2 * relu(-x! - 2 * y!);
    expect(() => checkGradient(g, () => [0, 0], [0, 0])).toThrow(
      'checkGradient: expected a derivative of g that can be measured, got 2 at kinks, jumps, or lost in rounding. Move the point, or scale the function.',
    );
  });
});

describe('right ReLU layers with exact zeros do not alarm', () => {
  interface Layer {
    readonly x: Float64Array;
    readonly weights: MatrixLike;
    readonly bias: Float64Array;
    readonly output: Float64Array;
  }

  function inputs({ x, weights, bias }: Layer): Float64Array {
    return bias.map((b, i) => x.reduce((sum, each, j) => sum + each * weights.data[i * weights.columns + j]!, b));
  }

  function layerValue(layer: Layer): number {
    return inputs(layer).reduce((sum, z, i) => sum + layer.output[i]! * relu(z), 0);
  }

  function layerGradient(layer: Layer): Layer {
    const z = inputs(layer);
    const { columns, data, rows } = layer.weights;
    const delta = z.map((each, i) => layer.output[i]! * reluDerivative(each));
    return {
      x: layer.x.map((_, j) => delta.reduce((sum, d, i) => sum + d * data[i * columns + j]!, 0)),
      weights: { rows, columns, data: data.map((_, k) => delta[Math.floor(k / columns)]! * layer.x[k % columns]!) },
      bias: delta,
      output: z.map(relu),
    };
  }

  const weight = real({ low: -2, high: 2 });
  const zeros = fc.constant(0);
  const mostlyZero = fc.oneof({ weight: 3, arbitrary: zeros }, { weight: 1, arbitrary: weight });

  test.each([
    ['entry by entry', 4, 3, 30],
    ['along directions', 12, 6, 4],
  ])('%s', (_how, units, features, runs) => {
    for (const value of [zeros, mostlyZero]) {
      const layers = fc.record({
        x: vector(value, features),
        weights: matrix(weight, units, features),
        bias: vector(value, units),
        output: vector(weight, units),
      });
      for (let seed = 0; seed < 3; seed++) {
        expect(checkGradient(layerValue, layerGradient, layers, { runs, seed }).cases).toBeGreaterThan(runs);
      }
    }
  });
});
