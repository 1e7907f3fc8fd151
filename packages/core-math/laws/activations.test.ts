import { describe, expect, test } from 'vitest';
import { activations, eluActivation, leakyReluActivation, type Activation } from '../src/index.js';
import { lawsOfActivation } from './activations.js';

describe.each(Object.entries(activations))('%s', (name, activation: Activation) => {
  test('is registered under its own name, and frozen', () => {
    expect(activation.name).toBe(name);
    expect(Object.isFrozen(activation)).toBe(true);
  });
  for (const law of lawsOfActivation(activation)) test(law.name, () => void law.check());
});

describe('other parameters', () => {
  test.each([0, 0.02, 0.5, 1, 3])('leaky ReLU with slope %d keeps every law', (slope) => {
    for (const law of lawsOfActivation(leakyReluActivation({ slope }))) law.check();
  });
  test.each([0.1, 0.5, 2])('ELU with alpha %d keeps every law', (alpha) => {
    for (const law of lawsOfActivation(eluActivation({ alpha }))) law.check();
  });
});
