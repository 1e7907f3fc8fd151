import { describe, expect, test } from 'vitest';
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

test('a slope that is met exactly passes where nothing at all is allowed', () => {
  const nothing = { relative: 0, absolute: 0 };
  const flat: PointCase = {
    f: () => 0,
    derivative: () => 0,
    generic: undefined,
    rule: 'detect',
    roomAt: () => room,
    tolerance: nothing,
    measuring: measuringFor('check', {}, float64, nothing),
  };
  expect(checkKink(flat, { at: 0, left: 0, right: 0, chosen: 0 })).toBe(0);
});

test.each<[string, Kink]>([
  ['slopes', { at: 1, left: -7, right: 9, chosen: 0 }],
  ['vertical tangents', { at: 1, left: -Infinity, right: Infinity, chosen: 0 }],
])('undefined for %s where the next numbers fill the room on both sides', (_what, kink) => {
  expect(check((x) => Math.abs(x - 1), kink, { left: 1e-14, right: 1e-14 })).toBeUndefined();
});

describe('towards a vertical tangent', () => {
  const right = { ...vertical, left: Infinity, chosen: Infinity };
  const onRight = { left: 0, right: 9 };

  test.each([1e-9, 1e-6, 1e-3, 1])('nothing is asked for outside a room of %f', (space) => {
    let farthest = 0;
    const root = (x: number): number => {
      farthest = Math.max(farthest, Math.abs(x));
      return Math.sqrt(Math.abs(x));
    };
    expect(check(root, vertical, { left: space, right: space })).toBe(0);
    expect(farthest).toBeGreaterThan(0);
    expect(farthest).toBeLessThan(space);
  });

  test('far out steps are as much larger', () => {
    expect(check((x) => Math.sqrt(Math.abs(x - 1e6)), { ...vertical, at: 1e6 })).toBe(0);
  });

  test('a step of 1000 units in the last place is the least that tells', () => {
    const root = (x: number): number => Math.sqrt(Math.abs(x - 1));
    const least = 3 * 4096 * 1000 * Number.EPSILON;
    expect(check(root, { ...right, at: 1 }, { left: 0, right: least })).toBe(0);
    expect(check(root, { ...right, at: 1 }, { left: 0, right: 0.99 * least })).toBeUndefined();
  });

  test('a faint root grows as any other', () => {
    expect(check((x) => 1e-9 * Math.sqrt(x), right, onRight)).toBe(0);
  });

  test.each<[string, (x: number) => number]>([
    ['no growth at all', () => 0],
    ['growth that rounding alone could give', (x) => x - 4 * Number.EPSILON * x * Math.log2(x)],
  ])('%s is none', (_what, f) => {
    expect(() => check(f, right, onRight)).toThrow('the documented slope on the right of the kink 0');
  });

  test('the last quotients may grow by half of what the first did, and by no less', () => {
    // Quotients of 0, 2, 4, 6 and the last one, at steps of 2^-12 and an eighth of it each time.
    const ending = (last: number) => (x: number) => {
      const halves = -12 - Math.log2(x);
      return halves % 3 === 0 ? 0 : (x / 2) * [0, 2, 4, 6, last][(halves + 1) / 3]!;
    };
    const few = { left: 0, right: 3 * 2 ** -12 };
    expect(check(ending(7), right, few)).toBe(0);
    expect(() => check(ending(6.99), right, few)).toThrow('the documented slope on the right of the kink 0');
  });
});
