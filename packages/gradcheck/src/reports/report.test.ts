import { describe, expect, test } from 'vitest';
import { checkDerivative } from '../checks/checkDerivative.js';
import { checkGradient } from '../checks/checkGradient.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { sigmoid, sigmoidDerivative, wrongSigmoidDerivatives } from '../test-support/formulas.test-support.js';
import { hidden, loss, networks, wrongGradients, type Network } from '../test-support/network.test-support.js';

const seeds = Array.from({ length: 8 }, (_, i) => i * 7919);

describe('checkDerivative reports', () => {
  test('an input short enough to check by hand', () => {
    for (const seed of seeds) {
      const { input } = failureOf(() =>
        checkDerivative(sigmoid, wrongSigmoidDerivatives['tail cut at |x| > 5']!, { seed }),
      );
      expect(Math.abs(input as number)).toBe(6);
    }
  });

  test('both numbers, three errors, method and step as data', () => {
    const report = failureOf(() => checkDerivative(Math.sin, (x) => -Math.cos(x), { name: 'sine', seed: 1 }));
    expect(report).toMatchObject({ name: 'sine', input: 0, analytic: -1, seed: 1 });
    expect(report.numeric).toBeCloseTo(1, 11);
    expect(report.absoluteError).toBeCloseTo(2, 11);
    expect(report.relativeError).toBeCloseTo(2, 11);
    expect(report.ulpError).toBeGreaterThan(1e15);
    expect(report.step).toBeCloseTo(1e-3, 8);
    expect(report.diagnosis?.kind).toBe('sign');
  });

  test('text that a person reads', () => {
    const wrong = wrongSigmoidDerivatives['sign slip for x < -1']!;
    expect(() => checkDerivative(sigmoid, wrong, { seed: 12 })).toThrowErrorMatchingInlineSnapshot(`
      [GradientCheckError: sigmoid: the derivative differs from the finite difference

        input     x = -2
        analytic  -0.1049935854035065
        numeric   0.1049935854
        error     0.21 absolute, 2 relative, 1.5e16 ulp (allowed: 1.11e-9 absolute)
        certainty certain: 1.9e8 times what is allowed
        diagnosis right above x = -1, wrong below, where analytic = -numeric: the sign is wrong (explains all 38 comparisons)
        method    five-point difference, step 0.002
        found     in case 2, then made simpler once
        replay    checkDerivative(..., { seed: 12, path: '1:4' })
        note      no comparison can know which is wrong, the function or its derivative]
    `);
  });

  test('a seed and a path that replay the case', () => {
    const wrong = wrongSigmoidDerivatives['1 % wrong on 2 < x < 3']!;
    const first = failureOf(() => checkDerivative(sigmoid, wrong, { seed: 5 }));
    const again = failureOf(() => checkDerivative(sigmoid, wrong, { seed: first.seed!, path: first.path! }));
    expect(again.input).toBe(first.input);
  });

  test('no diagnosis from a ratio that holds at one point only', () => {
    const report = failureOf(() => checkDerivative(sigmoid, (x) => 1 / 2 + x / 3, { seed: 1 }));
    expect(report.input).toBe(0);
    expect(report.analytic! / report.numeric!).toBeCloseTo(2, 9);
    expect(report).not.toHaveProperty('diagnosis');
  });

  test('a ratio that holds everywhere', () => {
    const { diagnosis } = failureOf(() => checkDerivative(sigmoid, (x) => 3 * sigmoidDerivative(x), { seed: 1 }));
    expect(diagnosis?.text).toBe('analytic = 3 numeric: the factor 3 is too many');
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
        certainty certain: 1e8 times what is allowed
        diagnosis analytic = -numeric: the sign is wrong (explains all 66 comparisons)
        method    five-point difference, step 0.001
        found     in case 3, then made simpler 7 times
        replay    checkGradient(..., { seed: 3, path: '2:0:0:0:0:1:2:2' })
        note      no comparison can know which is wrong, the function or its derivative]
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
