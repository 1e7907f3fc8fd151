import { expect, test } from 'vitest';
import { lookup } from './lookup.js';

const registry = { relu: 1, sigmoid: 2, softplus: 3 };

test('finds an entry by its name', () => {
  expect(lookup(registry, 'sigmoid', 'activation')).toBe(2);
});

test.each(['sigmoyd', 'Sigmoid', 'toString', '__proto__'])(
  'refuses %s, lists the known names and the nearest',
  (name) => {
    expect(() => lookup(registry, name, 'activation')).toThrow(RangeError);
    expect(() => lookup(registry, name, 'activation')).toThrow(
      `expected one of relu, sigmoid, softplus, got "${name}". Did you mean`,
    );
  },
);

test('names the nearest of the known names', () => {
  expect(() => lookup(registry, 'sigmoyd', 'activation')).toThrow('Did you mean "sigmoid"?');
});

test('what is no name is a TypeError that lists the names', () => {
  expect(() => lookup(registry, undefined as unknown as string, 'activation')).toThrow(TypeError);
  expect(() => lookup(registry, undefined as unknown as string, 'activation')).toThrow(
    'expected a name, one of relu, sigmoid, softplus, got undefined',
  );
});
