import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GradientCheckError } from '../reports/report.js';
import { checkDerivative } from '../checks/checkDerivative.js';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { messageOf } from '../test-support/failure.test-support.js';
import './index.js';

interface Rectangle {
  readonly width: number;
  readonly height: number;
}

const area = ({ width, height }: Rectangle): number => width * height;
const right = ({ width, height }: Rectangle): Rectangle => ({ width: height, height: width });
const wrong = (rectangle: Rectangle): Rectangle => rectangle;
const rectangle = { width: 2, height: 3 };
const half = (x: number): number => Math.cos(x) / 2;

describe('toMatchGradient', () => {
  test('passes a right derivative and a right gradient', () => {
    expect(Math.sin).toMatchGradient(Math.cos);
    expect(Math.log).toMatchGradient((x) => 1 / x, undefined, { domain: { low: 0, high: Infinity, lowOpen: true } });
    expect(area).toMatchGradient(right, rectangle);
    expect(area).toMatchGradient(right, fc.record({ width: real(), height: real() }), { runs: 5, seed: 1 });
  });

  test('fails with the whole report', () => {
    const options = { seed: 7, name: 'sine' };
    const report = messageOf(() => checkDerivative(Math.sin, half, options));
    expect(report).toContain('analytic');
    expect(messageOf(() => expect(Math.sin).toMatchGradient(half, undefined, options))).toBe(report);
    expect(messageOf(() => expect(area).toMatchGradient(wrong, rectangle))).toMatch(/^area: .*\n[^]*width/);
  });

  test('is turned round by not', () => {
    expect(Math.sin).not.toMatchGradient(half);
    expect(area).not.toMatchGradient(wrong, rectangle);
    expect(messageOf(() => expect(Math.sin).not.toMatchGradient(Math.cos, undefined, { runs: 20 }))).toMatch(
      /^sin: expected a derivative that is wrong, and it agrees .* in all 20 cases/,
    );
  });

  test('throws on what is no verdict, also under not', () => {
    expect(() => expect(3 as unknown as typeof Math.sin).not.toMatchGradient(Math.cos)).toThrow(
      'toMatchGradient: expected two functions, got a number. Write expect(f).toMatchGradient(gradient).',
    );
    for (const [given, named] of [[null, 'null'] as const, ['cos', 'a string'] as const]) {
      expect(() => expect(Math.sin).not.toMatchGradient(given as unknown as typeof Math.cos)).toThrow(
        `toMatchGradient: expected two functions, got ${named}.`,
      );
    }
    expect(() => expect(Math.sin).not.toMatchGradient(Math.cos, undefined, { runs: -1 })).toThrow(RangeError);
    expect(() => expect(Math.sin).not.toMatchGradient(half, undefined, { runs: -1 })).not.toThrow(GradientCheckError);
  });

  test('counts under not only what says that the derivative is wrong', () => {
    const failing = (x: number): number => {
      throw new SyntaxError(`not written for ${x}`);
    };
    expect(() => expect(failing).not.toMatchGradient(Math.cos)).toThrow('throws SyntaxError: not written for');
    expect(() => expect(Math.sin).not.toMatchGradient(failing)).toThrow('throws SyntaxError: not written for');
    const isolated = (x: number): number => (x === 0 ? 0 : Infinity);
    expect(() => expect(isolated).not.toMatchGradient(() => 0, undefined, { at: 0 })).toThrow(/not finite|no point/);
    expect(Math.sin).not.toMatchGradient(() => NaN);
    expect(area).not.toMatchGradient(() => ({ width: 1, height: Infinity }), rectangle);
    const ofWidthOnly = (({ height }: Rectangle) => ({ width: height })) as typeof right;
    expect(area).not.toMatchGradient(ofWidthOnly, rectangle);
    expect(Math.abs).not.toMatchGradient(Math.sign, undefined, {
      kinks: [{ at: 0, left: -1, right: 1, chosen: 1 }],
    });
  });

  test('refuses options in the place of parameters, and takes parameters that are called like options', () => {
    const domain = { low: 1, high: 0 };
    const misplaced = (options: object): unknown =>
      expect(Math.sin as (x: never) => number).not.toMatchGradient(Math.cos as () => never, options as never);
    expect(() => misplaced({ domain })).toThrow(
      'toMatchGradient: expected the place of the check in second place, got the options domain. Write toMatchGradient(derivative, undefined, options).',
    );
    expect(() => misplaced({ runs: 5, seed: 1 })).toThrow('got the options runs, seed');
    const longest = ({ words }: { words: string[] }): number => words.length;
    expect(() =>
      expect(longest as (x: never) => number).toMatchGradient(Math.cos as () => never, { runs: 5 } as never),
    ).toThrow('got the options runs');
    for (const place of [null, {}, { runs: 5, width: 2 }]) {
      const message = messageOf(() => misplaced(place as object));
      expect(message).toMatch(/^(sin|checkGradient): /);
      expect(message).not.toContain('got the options');
    }
    expect(({ step }: { step: number }) => step ** 2).toMatchGradient(({ step }) => ({ step: 2 * step }), { step: 3 });
  });

  test('knows the parameters of the function', () => {
    const sum = (v: Float64Array): number => v.reduce((total, x) => total + x, 0);
    expect(sum).toMatchGradient((v) => v.map(() => 1), vector(real({ low: -2, high: 2 }), 3));
    // @ts-expect-error -- a gradient has the type of the parameters
    expect(() => expect(area).toMatchGradient(() => 1, rectangle)).toThrow(
      'expected a gradient of shape a number at width, got nothing',
    );
  });
});
