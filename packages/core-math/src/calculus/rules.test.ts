import { describe, expect, test } from 'vitest';
import { exactly, ulpsFrom } from '../../test/highPrecision.js';
import { chain, constant, exponential, linear, logarithm, power, product, quotient, sum } from './index.js';

test('d/dx (3x - 1)^2 = 18x - 6, exactly', () => {
  const f = chain(power(2), linear(3, -1));
  for (const x of [-4, -1, 0, 1 / 4, 1 / 2, 2, 1024]) expect(f.derivative(x)).toBe(18 * x - 6);
});

test('the slope of x^0 is 0 everywhere, 0 included', () => {
  expect([-2, 0, 5].map((x) => Math.abs(power(0).derivative(x)))).toEqual([0, 0, 0]);
  expect(power(1).derivative(0)).toBe(1);
});

test('the exponential with base e is its own derivative, to the bit', () => {
  const e = exponential(Math.E);
  for (const x of [-3, 0, 0.5, 10]) expect(e.derivative(x)).toBe(e.value(x));
});

test('the sigmoid, put together by the rules, has the derivative s (1 - s)', () => {
  const s = quotient(constant(1), sum(constant(1), chain(exponential(Math.E), linear(-1, 0))));
  for (const x of [-3, -0.5, 0, 1, 4]) {
    // Two roundings of numbers up to 1/4 on either side.
    expect(Math.abs(s.derivative(x) - s.value(x) * (1 - s.value(x)))).toBeLessThan(4e-16);
  }
});

test('x log x has its minimum at 1/e, where the derivative log x + 1 is 0', () => {
  expect(Math.abs(product(linear(1, 0), logarithm()).derivative(1 / Math.E))).toBeLessThan(4e-16);
});

test.each([-1, 0.5, Number.NaN, Infinity])('power refuses the exponent %s', (n) => {
  expect(() => power(n)).toThrow(`power: expected a whole exponent of at least 0, got ${n}`);
});

test.each([0, -2, Number.NaN, Infinity])('exponential refuses the base %s', (base) => {
  expect(() => exponential(base)).toThrow(`exponential: expected a finite base above 0, got ${base}`);
});

test('NaN in, NaN out, for value and derivative of every rule', () => {
  const x = linear(1, 0);
  const made = [
    constant(3),
    x,
    power(2),
    power(0),
    exponential(2),
    exponential(1),
    logarithm(),
    sum(x, x),
    product(x, x),
  ];
  for (const f of [...made, quotient(x, x), chain(power(2), x)]) {
    expect([f.value(Number.NaN), f.derivative(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  }
  expect(logarithm().derivative(-2)).toBeNaN();
});

describe('slopes of powers that are no normal doubles', () => {
  test.each([
    ['below them', 1e300, -1.07],
    ['above them', 1.001, 711_000],
  ])('the slope of base^x keeps its digits where base^x is %s', (_, base, x) => {
    const exact = exactly(base).pow(exactly(x)).times(exactly(base).ln());
    expect(ulpsFrom(exact, exponential(base).derivative(x))).toBeLessThanOrEqual(4);
  });
  test('the slope of x^n keeps its digits where x^(n - 1) is below them', () => {
    const exact = exactly(0.49).pow(999).times(1000);
    expect(ulpsFrom(exact, power(1000).derivative(0.49))).toBeLessThanOrEqual(4);
  });
});

test('the slope of log x is infinite at 0, and there is none below', () => {
  expect([0, -1].map(logarithm().derivative)).toEqual([Infinity, NaN]);
});

test('1^x is 1 at both infinities, and e^x is Math.exp to the bit', () => {
  expect([Infinity, -Infinity, NaN].map(exponential(1).value)).toEqual([1, 1, NaN]);
  expect([700, 0.5, -700].map(exponential(Math.E).value)).toEqual([700, 0.5, -700].map(Math.exp));
});
