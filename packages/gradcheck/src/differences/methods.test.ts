import { describe, expect, test } from 'vitest';
import { parkMiller } from '../numbers/parkMiller.js';
import { estimateDerivative, estimateSecondDerivative, type Estimate } from './estimateDerivative.js';
import { float32, float64, type Measuring } from './measuring.js';

type RealFunction = (x: number) => number;

interface Known {
  readonly f: RealFunction;
  readonly derivative: RealFunction;
  readonly second?: RealFunction;
  readonly low: number;
  readonly high: number;
}

/** Smooth, steep, large, oscillating, with a narrow bump, with a knot in the slope. */
const functions: Readonly<Record<string, Known>> = {
  tanh: {
    f: Math.tanh,
    derivative: (x) => 1 / Math.cosh(x) ** 2,
    second: (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2,
    low: -5,
    high: 5,
  },
  exp: { f: Math.exp, derivative: Math.exp, second: Math.exp, low: -50, high: 50 },
  log: { f: Math.log, derivative: (x) => 1 / x, second: (x) => -1 / x / x, low: 0.001, high: 50 },
  'a polynomial of degree 10': {
    f: (x) => x ** 10,
    derivative: (x) => 10 * x ** 9,
    second: (x) => 90 * x ** 8,
    low: -3,
    high: 3,
  },
  '1000 + sin x': { f: (x) => 1000 + Math.sin(x), derivative: Math.cos, low: -50, high: 50 },
  'Runge 1 / (1 + 25 x^2)': {
    f: (x) => 1 / (1 + 25 * x * x),
    derivative: (x) => (-50 * x) / (1 + 25 * x * x) ** 2,
    second: (x) => (3750 * x * x - 50) / (1 + 25 * x * x) ** 3,
    low: -5,
    high: 5,
  },
  'sin 20 pi x': {
    f: (x) => Math.sin(20 * Math.PI * x),
    derivative: (x) => 20 * Math.PI * Math.cos(20 * Math.PI * x),
    low: -5,
    high: 5,
  },
  'sin x far out': { f: Math.sin, derivative: Math.cos, low: 1e5, high: 1e6 },
  'sin 1000 x': { f: (x) => Math.sin(1000 * x), derivative: (x) => 1000 * Math.cos(1000 * x), low: -50, high: 50 },
  'x and a bump 0.001 wide': {
    f: (x) => x + Math.exp(-((x / 1e-3) ** 2)),
    derivative: (x) => 1 - 2e6 * x * Math.exp(-((x / 1e-3) ** 2)),
    low: -0.02,
    high: 0.02,
  },
  Huber: {
    f: (x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5),
    derivative: (x) => Math.max(-1, Math.min(1, x)),
    low: -2,
    high: 2,
  },
};

const everywhere = { left: Infinity, right: Infinity };
const points = 1000;

/** The worst error over max(1, |right|), and how much of that the estimate did not expect. */
function worstOf(
  { low, high }: Known,
  measure: (x: number) => Estimate,
  right: RealFunction,
): { error: number; unexpected: number } {
  const random = parkMiller(5);
  let [worst, unexpected] = [0, 0];
  for (let i = 0; i < points; i++) {
    const x = low + (high - low) * random();
    const { value, rounding, truncation } = measure(x);
    const scale = Math.max(1, Math.abs(right(x)));
    const error = Math.abs(value - right(x)) / scale;
    worst = Math.max(worst, error);
    unexpected = Math.max(unexpected, error - (rounding + truncation) / scale);
  }
  return { error: worst, unexpected };
}

function using(method: Measuring['method'], precision = float64): Measuring {
  return { method, precision, enough: (value) => 1e-10 + 1e-10 * Math.abs(value) };
}

// Measured on 4000 points; each bound is 3 to 10 times of that.
describe.each<[Measuring['method'], Readonly<Record<string, number>>]>([
  ['central', { tanh: 2e-10, exp: 2e-9, log: 2e-9, '1000 + sin x': 1e-7, 'sin 1000 x': 5e-7, 'sin x far out': 2e-6 }],
  [
    'fivePoint',
    { tanh: 3e-12, exp: 1e-10, log: 1e-10, '1000 + sin x': 1e-9, 'sin 1000 x': 2e-8, 'sin x far out': 5e-8 },
  ],
  [
    'richardson',
    { tanh: 2e-13, exp: 2e-13, log: 2e-13, '1000 + sin x': 3e-11, 'sin 1000 x': 2e-8, 'sin x far out': 2e-10 },
  ],
])('%s', (method, bounds) => {
  test.each(Object.entries(functions))('%s: no error that it does not expect', (name, known) => {
    const measure = (x: number): Estimate => estimateDerivative(known.f, x, everywhere, using(method))!;
    const { error, unexpected } = worstOf(known, measure, known.derivative);
    expect(unexpected).toBeLessThan(1e-9);
    expect(error).toBeLessThan(bounds[name] ?? 1e-7);
  });
});

describe('Richardson extrapolation', () => {
  test.each([10, 20, 4096])(
    'is not deceived where all halves of a step are multiples of the period: sin 2 pi %i x',
    (k) => {
      const f = (x: number): number => Math.sin(2 * Math.PI * k * x);
      const easy = { ...using('richardson'), enough: () => 1e-6 };
      const { value } = estimateDerivative(f, 10, everywhere, easy)!;
      expect(value / (2 * Math.PI * k * Math.cos(20 * Math.PI * k))).toBeCloseTo(1, 8);
    },
  );

  test('beside a kink uses the steps that do not reach it', () => {
    for (const distance of [1e-1, 1e-2, 1e-3, 1e-5, 1e-7]) {
      const { value } = estimateDerivative((x) => Math.abs(x - distance), 0, everywhere, using('richardson'))!;
      expect(value).toBeCloseTo(-1, 7);
    }
  });

  test('stays inside the room', () => {
    const inside = (x: number): number => {
      if (!(x > 0 && x < 1)) throw new RangeError(`asked for ${x}`);
      return Math.log(x);
    };
    const { value, method } = estimateDerivative(inside, 0.5, { left: 0.5, right: 0.5 }, using('richardson'))!;
    expect(value).toBeCloseTo(2, 11);
    expect(method).toBe('Richardson extrapolation');
  });
});

describe('second derivatives', () => {
  const smooth = Object.entries(functions).filter(([, { second }]) => second !== undefined);
  const measuring = { ...using('fivePoint'), enough: (value: number) => 1e-8 + 1e-8 * Math.abs(value) };

  test.each(smooth)('of %s to 5e-8, and no error that is not expected', (_name, known) => {
    const measure = (x: number): Estimate => estimateSecondDerivative(known.f, x, everywhere, measuring)!;
    const { error, unexpected } = worstOf(known, measure, known.second!);
    expect(error).toBeLessThan(5e-8);
    expect(unexpected).toBeLessThan(1e-9);
  });

  test('are one-sided beside the end of the room', () => {
    const f = (x: number): number => (x < 0 ? NaN : Math.exp(x));
    const { value, method } = estimateSecondDerivative(f, 0, { left: 0, right: Infinity }, measuring)!;
    expect(value).toBeCloseTo(1, 8);
    expect(method).toBe('one-sided second difference from the right');
    const mirrored = estimateSecondDerivative((x) => f(-x), 0, { left: Infinity, right: 0 }, measuring)!;
    expect(mirrored.value).toBeCloseTo(1, 8);
  });

  test('are exact for polynomials of degree 5 with a step of 1', () => {
    const { value } = estimateSecondDerivative((x) => x ** 5 - x ** 2, 2, everywhere, { ...measuring, step: 1 })!;
    expect(value).toBeCloseTo(20 * 8 - 2, 9);
  });

  test('are not spoiled by a large slope where points are rounded', () => {
    const single = { ...measuring, precision: float32 };
    for (let i = 1; i < 50; i++) {
      const x = Math.fround(i / 7);
      const { value } = estimateSecondDerivative((t) => 1000 * t + t * t, x, everywhere, single)!;
      expect(Math.abs(value - 2)).toBeLessThan(1e-5);
    }
  });

  test('are not deceived by steps over many periods', () => {
    const { value } = estimateSecondDerivative(Math.sin, 654321, everywhere, measuring)!;
    expect(value).toBeCloseTo(-Math.sin(654321), 5);
  });
});

describe('in float32', () => {
  const round = Math.fround;
  const sigmoid = (x: number): number => {
    const e = round(Math.exp(round(-Math.abs(x))));
    return x >= 0 ? round(1 / round(1 + e)) : round(e / round(1 + e));
  };
  const rounded: readonly [string, RealFunction, RealFunction, number][] = [
    ['tanh', (x) => round(Math.tanh(x)), (x) => 1 / Math.cosh(x) ** 2, 5],
    ['sigmoid', sigmoid, (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2, 20],
    ['sine', (x) => round(Math.sin(x)), Math.cos, 50],
    ['cube', (x) => round(x * round(x * x)), (x) => 3 * x * x, 50],
    ['3x', (x) => round(3 * x), () => 3, 1e6],
  ];

  // Values are known to 2^-24: over a step of 1/32 that is 3e-6 of the slope.
  test.each(rounded)('%s to 1e-4, where differences for float64 are all noise', (_name, f, derivative, high) => {
    const asked: number[] = [];
    const watched = (x: number): number => {
      asked.push(x);
      return f(x);
    };
    const measuring: Measuring = { method: 'fivePoint', precision: float32, enough: (v) => 1e-5 + 1e-5 * Math.abs(v) };
    const known = { f, derivative, low: -high, high };
    const { error, unexpected } = worstOf(
      known,
      (x) => estimateDerivative(watched, round(x), everywhere, measuring)!,
      (x) => derivative(round(x)),
    );
    expect(error).toBeLessThan(1e-4);
    expect(unexpected).toBeLessThan(1e-5);
    expect(asked.every((x) => x === round(x))).toBe(true);
  });

  test('a knot in the slope costs digits that are expected', () => {
    const { f, derivative } = functions['Huber']!;
    const measuring: Measuring = { method: 'fivePoint', precision: float32, enough: (v) => 2e-5 + 2e-5 * Math.abs(v) };
    const single = (x: number): number => round(f(x));
    const measure = (x: number): Estimate => estimateDerivative(single, round(x), everywhere, measuring)!;
    const known = { f, derivative, low: 0.9, high: 1.1 };
    expect(worstOf(known, measure, (x) => derivative(round(x))).unexpected).toBeLessThan(1e-4);
  });
});
