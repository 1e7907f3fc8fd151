/** What the course claims of activations, each as a property. */
import { real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activations,
  geluTanh,
  gelu,
  hardSigmoidDerivative,
  hardSigmoidDerivativeFromValue,
  heaviside,
  heavisideDerivative,
  identity,
  leakyRelu,
  leakyReluActivation,
  eluActivation,
  elu,
  eluDerivative,
  leakyReluDerivative,
  relu,
  reluDerivative,
  selu,
  seluDerivative,
  seluDerivativeFromValue,
  sigmoid,
  sigmoidDerivative,
  sigmoidDerivativeFromValue,
  sign,
  signDerivative,
  silu,
  siluDerivative,
  softplus,
  softsign,
  softsignDerivative,
  tanh,
  tanhDerivative,
} from './index.js';

function forAll(holds: (x: number) => void): void {
  fc.assert(fc.property(real(), (x) => void holds(x)));
}

describe('sigmoid', () => {
  test("sigma' <= 1/4, so that ten layers shrink a gradient at least a million times", () => {
    forAll((x) => expect(sigmoidDerivative(x)).toBeLessThanOrEqual(1 / 4));
    expect(sigmoidDerivative(0) ** 10).toBeLessThan(1e-6);
  });
  test("sigma(-x) = 1 - sigma(x), and sigma'(-x) = sigma'(x)", () => {
    forAll((x) => {
      expect(Math.abs(sigmoid(-x) - (1 - sigmoid(x)))).toBeLessThanOrEqual(2 * Number.EPSILON);
      expect(sigmoidDerivative(-x)).toBe(sigmoidDerivative(x));
    });
  });
  test("sigma'(40) is 4.2e-18, where s (1 - s) is 0", () => {
    expect(sigmoidDerivative(40)).toBeCloseTo(4.248354255291589e-18, 30);
    expect(sigmoidDerivativeFromValue(sigmoid(40))).toBe(0);
  });
  test('the derivative from the value, given the input by mistake, is wrong almost everywhere', () => {
    expect(sigmoidDerivativeFromValue(2)).toBe(-2);
    expect(sigmoidDerivative(2)).toBeCloseTo(0.10499, 5);
  });
});

describe('tanh', () => {
  test("tanh'(0) = 1 against sigma'(0) = 1/4", () => {
    expect(tanhDerivative(0)).toBe(1);
    expect(sigmoidDerivative(0)).toBe(1 / 4);
  });
  test('tanh(x) = 2 sigma(2x) - 1 away from 0', () => {
    forAll((x) => expect(Math.abs(tanh(x) - (2 * sigmoid(2 * x) - 1))).toBeLessThanOrEqual(4 * Number.EPSILON));
  });
  test('2 sigma(2x) - 1 has lost every digit at 1e-17, where tanh has all of them', () => {
    expect(2 * sigmoid(2e-17) - 1).toBe(0);
    expect(tanh(1e-17)).toBe(1e-17);
  });
  test('the textbook line is NaN at 710, where tanh is 1', () => {
    expect((Math.exp(710) - Math.exp(-710)) / (Math.exp(710) + Math.exp(-710))).toBeNaN();
    expect(tanh(710)).toBe(1);
  });
});

describe('ReLU', () => {
  test("ReLU'(0) = 0 by convention", () => {
    expect(reluDerivative(0)).toBe(0);
    expect(reluDerivative(-0)).toBe(0);
  });
  test('a dead ReLU gets the gradient 0: whatever negative number it is given, its slope is 0', () => {
    forAll((x) => expect(reluDerivative(-Math.abs(x))).toBe(0));
  });
  test('leaky ReLU with slope 0 is ReLU, bit for bit, at both infinities too', () => {
    const everywhere = fc.oneof(real(), fc.constantFrom(Infinity, -Infinity, NaN, 0, -0));
    fc.assert(
      fc.property(everywhere, (x) => {
        expect(leakyRelu(x, 0)).toBe(relu(x));
        expect(leakyReluDerivative(x, 0)).toBe(reluDerivative(x));
      }),
    );
  });
  test('leaky ReLU is max(a x, x) for a <= 1 only', () => {
    forAll((x) => expect(leakyRelu(x, 0.5)).toBe(Math.max(0.5 * x, x)));
    expect(leakyRelu(-3, 2)).toBe(-6);
    expect(Math.max(2 * -3, -3)).toBe(-3);
  });
});

describe('steps', () => {
  test('the step fires at 0, the sign is 0 there, and elsewhere sign = 2 H - 1', () => {
    expect([heaviside(0), heaviside(-0)]).toEqual([1, 1]);
    expect([sign(0), sign(-0)]).toEqual([0, -0]);
    forAll((x) => expect(sign(x)).toBe(x === 0 ? x : 2 * heaviside(x) - 1));
  });
  test('the slopes of both are 0, and never -0, on either side and at zeros of either sign', () => {
    for (const x of [-1, -0, 0, 1]) expect([heavisideDerivative(x), signDerivative(x)]).toEqual([0, 0]);
  });
});

describe('relatives', () => {
  test('softplus(x) - softplus(-x) = x', () => {
    forAll((x) =>
      expect(Math.abs(softplus(x) - softplus(-x) - x)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(x))),
    );
  });
  test('softplus lies above ReLU by at most ln 2', () => {
    forAll((x) => {
      expect(softplus(x)).toBeGreaterThanOrEqual(relu(x));
      expect(softplus(x) - relu(x)).toBeLessThanOrEqual(Math.LN2 + 4e-16 * Math.abs(x));
    });
  });
  test('the tanh form of GELU is nowhere further from GELU than 0.0005', () => {
    forAll((x) => expect(Math.abs(geluTanh(x) - gelu(x))).toBeLessThan(5e-4));
    expect(Math.abs(geluTanh(2.7) - gelu(2.7))).toBeGreaterThan(2e-4);
  });
  test('gelu(x) - gelu(-x) = x and silu(x) - silu(-x) = x', () => {
    forAll((x) => {
      const tolerance = 8 * Number.EPSILON * Math.max(1, Math.abs(x));
      expect(Math.abs(gelu(x) - gelu(-x) - x)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(silu(x) - silu(-x) - x)).toBeLessThanOrEqual(tolerance);
    });
  });
  test('what falls below every double is 0, and never -0', () => {
    for (const x of [-1e3, -1e9, -Infinity]) expect([gelu(x), geluTanh(x), silu(x)]).toEqual([0, 0, 0]);
  });
  test("silu' is 0 at -1.2784645..., where silu is that plus 1", () => {
    expect(Math.abs(siluDerivative(-1.2784645427610737))).toBeLessThan(1e-16);
    expect(silu(-1.2784645427610737)).toBeCloseTo(1 - 1.2784645427610737, 15);
  });
  test('selu is lambda times elu with its alpha', () => {
    forAll((x) => {
      const scaled = 1.0507009873554805 * elu(x, 1.6732632423543772);
      expect(Math.abs(selu(x) - scaled)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(scaled));
    });
  });
  test('selu keeps mean 0 and variance 1 of standard normal inputs', () => {
    // The trapezoidal rule, which is exact to 1e-12 for smooth decaying integrands; the kink at 0 costs h^2.
    const h = 1 / 512;
    const moment = (power: number): number => {
      let sum = 0;
      for (let z = -40; z <= 40; z += h)
        sum += (selu(z) ** power * Math.exp((-z * z) / 2) * h) / Math.sqrt(2 * Math.PI);
      return sum;
    };
    expect(moment(1)).toBeCloseTo(0, 5);
    expect(moment(2)).toBeCloseTo(1, 5);
  });
  test('softsign saturates later than tanh', () => {
    expect(1 - softsign(10)).toBeGreaterThan(1e6 * (1 - tanh(10)));
  });
  test('the derivative of the hard sigmoid is 0 at both corners', () => {
    expect([-3, 3].map(hardSigmoidDerivative)).toEqual([0, 0]);
    expect(hardSigmoidDerivative(2.9)).toBe(1 / 6);
  });
  test('the derivative of the hard sigmoid from a value outside of its range is 0', () => {
    expect([-1, 0, 0.5, 1, 2].map(hardSigmoidDerivativeFromValue)).toEqual([0, 0, 1 / 6, 0, 0]);
  });
  test("softsign'' jumps from 2 to -2 at 0, which stands among its kinks although the slopes there agree", () => {
    expect(activations.softsign.kinks).toEqual([{ at: 0, left: 1, right: 1, chosen: 1 }]);
    const h = 2 ** -20;
    expect((softsignDerivative(0) - softsignDerivative(-h)) / h).toBeCloseTo(2, 5);
    expect((softsignDerivative(h) - softsignDerivative(0)) / h).toBeCloseTo(-2, 5);
  });
  test("ELU'(0) is alpha and SELU'(0) lambda alpha, the slopes on the left", () => {
    expect(eluDerivative(0, 2)).toBe(2);
    expect([seluDerivative(0), seluDerivativeFromValue(0)]).toEqual([1.7580993408473768, 1.7580993408473768]);
  });
});

describe('output layers', () => {
  test.each([
    ['sigmoid', 0, 1],
    ['tanh', -1, 1],
    ['identity', -Infinity, Infinity],
    ['relu', 0, Infinity],
    ['softplus', 0, Infinity],
  ] as const)('%s gives numbers from %d to %d', (name, low, high) => {
    expect(activations[name].range).toMatchObject({ low, high });
  });
  test('identity changes nothing', () => {
    forAll((x) => expect(identity(x)).toBe(x));
  });
});

describe('parameters', () => {
  test('are told by the entry that was made with them', () => {
    expect(leakyReluActivation({ slope: 0.25 }).parameters).toEqual({ slope: 0.25 });
    expect(eluActivation({ alpha: 2 }).parameters).toEqual({ alpha: 2 });
  });
  test.each([-0.1, NaN, Infinity])('leakyReluActivation throws for the slope %d', (slope) => {
    expect(() => leakyReluActivation({ slope })).toThrow(
      new RangeError(
        `leakyReluActivation: expected a finite slope >= 0, got ${slope}. Pass a small number such as 0.01.`,
      ),
    );
  });
  test.each([0, -1, NaN, Infinity])('eluActivation throws for the alpha %d', (alpha) => {
    expect(() => eluActivation({ alpha })).toThrow(RangeError);
  });
});
