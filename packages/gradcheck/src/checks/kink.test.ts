import { expect, test } from 'vitest';
import { checkKink, type Kink } from './kink.js';
import { measuringFor } from './measuringFor.js';
import type { PointCase } from './pointCase.js';
import { float64 } from '../differences/measuring.js';

const room = { left: 9, right: 9 };
const tolerance = { relative: 1e-9, absolute: 1e-9 };
const measuring = measuringFor('check', {}, float64, tolerance);

function check(f: (x: number) => number, kink: Kink, space = room): number | undefined {
  const derivative = (): number => kink.chosen;
  const one: PointCase = {
    f,
    derivative,
    generic: undefined,
    rule: 'detect',
    roomAt: () => space,
    tolerance,
    measuring,
  };
  return checkKink(one, kink);
}

const vertical = { at: 0, left: -Infinity, right: Infinity, chosen: 0 };

test('a vertical tangent passes where the quotients grow as the step shrinks, on a side that has room', () => {
  expect(check((x) => Math.sqrt(Math.abs(x)), vertical)).toBe(0);
  expect(check((x) => 1000 + Math.sqrt(Math.abs(x - 5)), { ...vertical, at: 5 })).toBe(0);
  const entropy = (x: number): number => (x === 0 ? 0 : -x * Math.log(x));
  expect(check(entropy, { ...vertical, left: Infinity, chosen: Infinity }, { left: 0, right: 1 })).toBe(0);
});

test.each<[string, (x: number) => number]>([
  ['x', (x) => x],
  ['x^2', (x) => x * x],
  ['-e^x', (x) => -Math.exp(x)],
  ['1e6 + x', (x) => 1e6 + x],
  ['|x|', Math.abs],
  ['-sqrt|x|', (x) => -Math.sqrt(Math.abs(x))],
])('%s has no tangent from -Infinity to Infinity', (_name, f) => {
  expect(() => check(f, vertical)).toThrow('the documented slope on the');
});

test('undefined where neither side has room', () => {
  expect(check(Math.abs, { at: 0, left: -7, right: 9, chosen: 0 }, { left: 0, right: 0 })).toBeUndefined();
  expect(check(Math.abs, vertical, { left: 0, right: 0 })).toBeUndefined();
});

test('the slopes of functions that are faint themselves are known as well as those of others', () => {
  const relative = { relative: 1e-9, absolute: 0 };
  const faint: PointCase = {
    f: (x) => 1e-17 * Math.exp(-300 * x),
    derivative: () => -3e-15,
    generic: undefined,
    rule: 'detect',
    roomAt: () => room,
    tolerance: relative,
    measuring: measuringFor('check', {}, float64, relative),
  };
  const kink = { at: 0, left: -3e-15, right: -3e-15, chosen: -3e-15 };
  expect(checkKink(faint, kink)).toBeLessThan(1e-20);
  expect(() => checkKink(faint, { ...kink, left: -3.01e-15 })).toThrow('the documented slope on the left');
});

test('a choice lies between the slopes', () => {
  const relu = (x: number): number => Math.max(x, 0);
  for (const chosen of [0, 0.5, 1]) expect(check(relu, { at: 0, left: 0, right: 1, chosen })).toBeLessThan(1e-9);
  for (const chosen of [-0.1, 1.1]) {
    expect(() => check(relu, { at: 0, left: 0, right: 1, chosen })).toThrow(
      `the choice ${chosen} at the kink 0 does not lie between the slopes 0 and 1`,
    );
  }
});

test('the error is that of the side that is farther off, relative to its slope', () => {
  const bent = (x: number): number => 1000 * (x < 0 ? -x * (1 + 2e-10) : x);
  const kink = { at: 0, left: -1000, right: 1000, chosen: 0 };
  expect(check(bent, kink)! / 2e-10).toBeCloseTo(1, 1);
  expect(check((x) => bent(-x), kink)! / 2e-10).toBeCloseTo(1, 1);
});

test('where slopes are not given and a side has no room, the derivative need only be a number', () => {
  for (const roomAt of [() => ({ left: 0, right: 9 }), () => ({ left: 9, right: 0 })]) {
    const one = (value: number): PointCase => ({
      f: Math.abs,
      derivative: () => value,
      generic: undefined,
      rule: 'detect',
      roomAt,
      tolerance,
      measuring,
    });
    expect(checkKink(one(7), { at: 0 })).toBeUndefined();
    expect(() => checkKink(one(NaN), { at: 0 })).toThrow('the derivative is NaN');
  }
});
