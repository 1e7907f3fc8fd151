import { expect, test } from 'vitest';
import { failureOf } from '../test-support/failure.test-support.js';
import { checkDerivative } from '../checks/checkDerivative.js';
import { checkGradient } from '../checks/checkGradient.js';
import { runOnce } from '../checks/runCases.js';
import { called, calledForNumber, notFinite } from './called.js';

test('numbers are handed on, also those that are not finite', () => {
  for (const value of [0.5, -0, NaN, Infinity]) expect(calledForNumber('f', () => value)).toBe(value);
  expect(called('f', () => 'text')).toBe('text');
});

test.each<[string, unknown, RegExp]>([
  ['a promise', Promise.resolve(1), /await what it needs first/],
  ['the string "0.5"', '0.5', /Number\(...\)/],
  ['undefined', undefined, /perhaps a return is missing/],
  ['null', null, /return a number/],
  ['true', true, /return a number/],
  ['2n', 2n, /Number\(...\)/],
  ['[1, 2]', [1, 2], /checkJacobian/],
  ['[1, 2]', Float64Array.of(1, 2), /checkJacobian/],
  ['{ loss: 1 }', { loss: 1 }, /return a number/],
])('%s is no number, and the remedy is named', (kind, value, remedy) => {
  const { verdict, hint } = failureOf(() => runOnce('f', 1, () => void calledForNumber('the derivative', () => value)));
  expect(verdict).toBe(`the derivative gives ${kind}, which is no number`);
  expect(hint).toMatch(remedy);
  expect(notFinite(value)).toEqual({ verdict: `the function gives ${kind}, which has no derivative`, hint });
});

test.each([NaN, Infinity, -Infinity])('%d has no derivative, but may be right: a domain can leave it out', (value) => {
  expect(notFinite(value)).toEqual({
    verdict: `the function gives ${value}, which has no derivative`,
    hint: 'if that is right, leave this point out: give a narrower domain',
  });
});

test('a record with a `then` that cannot be called is no promise', () => {
  expect(notFinite({ then: 1 }).verdict).toBe('the function gives { then: 1 }, which has no derivative');
});

test('a promise that is rejected later is reported once, as a promise', async () => {
  const later = Promise.reject(new Error('later'));
  expect(notFinite(later).verdict).toContain('a promise');
  // A rejection that nobody handles would end the process here.
  await new Promise((resolve) => setTimeout(resolve, 0));
});

test('says with which number it was called when it threw: differences look beside the point', () => {
  const root = (x: number): number => {
    if (x < 0) throw new RangeError(`asked for ${x}`);
    return Math.sqrt(x);
  };
  const { verdict, hint } = failureOf(() => checkDerivative(root, (x) => 0.5 / Math.sqrt(x), { at: 1e-4 }));
  expect(verdict).toMatch(/^the function throws RangeError: asked for -/);
  expect(hint).toMatch(/^it was called with -0\.00\d+: where it does not live, leave that out by a domain$/);
});

test('says what to do about a function of parameters that throws', () => {
  const f = (): number => {
    throw new Error('boom');
  };
  expect(failureOf(() => checkGradient(f, (x) => x, [1]))).toMatchObject({
    verdict: 'the function throws Error: boom',
    hint: 'mend it, or where it does not live, leave that out by a domain',
  });
});
