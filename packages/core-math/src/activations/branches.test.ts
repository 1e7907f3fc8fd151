/** Formulas that are computed in another way for some inputs, on all of these inputs and around their seams. */
import { describe, expect, test } from 'vitest';
import { bar } from '../../test/figures.js';
import { errorAt } from '../../test/measureAccuracy.js';
import { scalarFormula } from '../../test/scalarFormula.js';
import { activations } from './index.js';

const points = 250;

describe.each([
  ['gelu', 'where the Gaussian alone underflows', -38.6, -36.8],
  ['gelu', 'between the tail and the centre', -2, -0.3],
  ['geluTanh', 'where the exponential alone underflows', -21.7, -19.8],
  ['geluTanh', 'around the minimum', -1.1, -0.5],
  ['silu', 'where the exponential alone underflows', -746, -698],
  ['silu', 'around the minimum', -2, 0],
] as const)('%s %s', (name, _, low, high) => {
  const formula = scalarFormula(activations[name]);
  const near = activations[name].landmarks.filter((x) => low <= x && x <= high);
  const inputs = [...Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1)), ...near];

  test.each(['value', 'derivative'] as const)(`the %s is within ${bar} ulp of 60-digit arithmetic`, (part) => {
    for (const x of inputs) expect(errorAt(formula, part, [x, 0]), `at ${x}`).toBeLessThanOrEqual(bar);
  });
});
