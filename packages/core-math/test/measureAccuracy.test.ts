import { describe, expect, test } from 'vitest';
import { activations, losses, type Formula } from '../src/index.js';
import { hardPoints } from './hardPoints.js';
import { errorAt, measureAccuracy } from './measureAccuracy.js';
import { scalarFormula } from './scalarFormula.js';

const sigmoid = scalarFormula(activations.sigmoid);

describe('measureAccuracy', () => {
  test('finds the worst point, and the error is met again there', () => {
    for (const formula of [sigmoid, scalarFormula(losses.binaryCrossEntropy)]) {
      for (const part of ['value', 'derivative'] as const) {
        const { ulps, at } = measureAccuracy(formula, 300)[part];
        expect(errorAt(formula, part, at!)).toBe(ulps);
      }
    }
  });
  test('sees a formula that is wrong beyond a threshold only, as far as it is wrong', () => {
    const wrong = { ...sigmoid, value: (x: number) => (x > 40 ? 1 + 8 * Number.EPSILON : sigmoid.value(x, 0)) };
    expect(measureAccuracy(wrong, 300).value.ulps).toBeCloseTo(8, 2);
  });
  test('takes NaN for an infinite error', () => {
    const { value, derivative } = measureAccuracy(
      { ...sigmoid, value: (x) => (x > 700 ? NaN : sigmoid.value(x, 0)) },
      300,
    );
    expect(value.ulps).toBe(Infinity);
    expect(derivative.ulps).toBeLessThan(4);
  });
  test('leaves out the derivative at a kink, and there alone', () => {
    const wrong = { ...scalarFormula(activations.relu), derivative: () => 7 };
    expect(errorAt(wrong, 'derivative', [0, 0])).toBe(0);
    expect(errorAt(wrong, 'derivative', [Number.MIN_VALUE, 0])).toBeGreaterThan(1e15);
  });
  test('is exact for a formula that is', () => {
    expect(measureAccuracy(scalarFormula(activations.identity), 300)).toEqual({
      value: { ulps: 0 },
      derivative: { ulps: 0 },
    });
  });
});

describe('scalarFormula', () => {
  test('names the file to extend when a formula has no exact counterpart', () => {
    const arctan = { ...activations.tanh, name: 'arctan' };
    expect(() => scalarFormula(arctan)).toThrow(
      'scalarFormula: expected "arctan" in 60-digit arithmetic, got none. Add its value and derivative to packages/core-math/test/exactActivations.ts.',
    );
    expect(() => scalarFormula({ ...losses.huber, name: 'toString' })).toThrow(
      'packages/core-math/test/exactLosses.ts',
    );
  });
  test('refuses formulas of other kinds', () => {
    const metric: Formula = { kind: 'metric', name: 'accuracy', tex: { value: '' }, sources: [] };
    expect(() => scalarFormula(metric)).toThrow('got the metric "accuracy"');
  });
  test('gives every pointwise loss its landmarks, each with neighbours, for every target that is listed', () => {
    for (const loss of Object.values(losses)) {
      const { domain } = scalarFormula(loss);
      const source = hardPoints(domain);
      const points = Array.from({ length: 700 }, () => source.next().value);
      for (const target of new Set(points.slice(0, 100).map(([, y]) => y))) {
        for (const at of domain.landmarks(target).filter((x) => x > domain.first.low && x < domain.first.high)) {
          const tried = points.filter(([p, y]) => y === target && Math.abs(p - at) < 1e-6).map(([p]) => p);
          expect(tried, `${loss.name}, ${target}`).toContain(at);
          expect(tried.filter((p) => p < at).length).toBeGreaterThanOrEqual(3);
          expect(tried.filter((p) => p > at).length).toBeGreaterThanOrEqual(3);
        }
      }
    }
  });
});
