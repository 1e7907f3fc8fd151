import { fc, test as property } from '@fast-check/vitest';
import { real } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { sigmoidNeuronGradient } from './sigmoidNeuron.js';

property.prop([real(), fc.constantFrom(0, 1)])(
  'the error term is at most 4/27: being badly wrong does not help to learn',
  (z, target) => {
    // (1 - o) o (1 - o) is largest at o = 1/3.
    const { bias } = sigmoidNeuronGradient({ weights: Float64Array.of(z), bias: 0 }, [1], target);
    expect(Math.abs(bias)).toBeLessThanOrEqual(4 / 27);
  },
);

test('a saturated neuron still has a gradient: at z = 40 and target 0 it is e^-40', () => {
  const { weights } = sigmoidNeuronGradient({ weights: Float64Array.of(40), bias: 0 }, [1], 0);
  expect(weights[0]).toBeCloseTo(Math.exp(-40), 30);
  expect(weights[0]).toBeGreaterThan(0);
});
