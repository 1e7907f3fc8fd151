import { expect, test } from 'vitest';
import { knownOptions } from './knownOptions.js';

const check = (options: unknown, known: readonly string[] = ['learningRate', 'decay', 'epsilon']): unknown =>
  knownOptions('rmsprop', options as Readonly<Record<string, unknown>>, known);

test('options of known names come back as they are', () => {
  const options = { decay: 0.9 };
  expect(check(options)).toBe(options);
  expect(check({})).toEqual({});
});

test.each([
  ['lr', 'learningRate'],
  ['learning_rate', 'learningRate'],
  ['Decay', 'decay'],
  ['epsilom', 'epsilon'],
])('refuses %s, lists the known names, and names the nearest, %s', (name, nearest) => {
  expect(() => check({ [name]: 1 })).toThrow(RangeError);
  expect(() => check({ [name]: 1 })).toThrow(
    `rmsprop: expected no other options than learningRate, decay, epsilon, got "${name}". Leave it out, or correct it: the nearest name is "${nearest}".`,
  );
});

test.each(['toString', '', 'rho'])('refuses "%s", which no known name begins like', (name) => {
  expect(() => check({ [name]: 1 })).toThrow(
    new RegExp(`got "${name}". Leave it out, or correct it: the nearest name is "(learningRate|decay|epsilon)"`),
  );
});

test('refuses every option where there are none', () => {
  expect(() => check({ k: 1 }, [])).toThrow('rmsprop: expected no options, got "k". Leave it out.');
  expect(() => check({ k: 1 }, [])).toThrow(RangeError);
});

test.each([
  [0.01, '0.01'],
  ['adam', '"adam"'],
  [null, 'null'],
  [undefined, 'undefined'],
  [[], 'an array'],
  [() => 1, 'function'],
])('%s is no object with options', (options, named) => {
  expect(() => check(options)).toThrow(TypeError);
  expect(() => check(options)).toThrow(
    `rmsprop: expected options in an object (learningRate, decay, epsilon), got ${named}.`,
  );
});
