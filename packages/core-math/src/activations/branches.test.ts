/** Formulas that are computed in another way for some inputs, on all of these inputs and around their seams. */
import { describe, expect, test } from 'vitest';
import { errorAt } from '../../test/measureAccuracy.js';
import { scalarFormula } from '../../test/scalarFormula.js';
import { activations } from './index.js';

const points = 400;

// A branch is there for its digits, so each is held to its own: its worst at these points, rounded up. Without the branch, or with
// the second half of a constant left out or doubled, some point is worse.
describe.each([
  ['gelu', 'where the Gaussian alone underflows', -38.6, -36.8, 2.5],
  ['gelu', 'in the tail', -37, -5.6, 2.5],
  ['gelu', 'between the tail and the centre', -2, -0.3, 3.5],
  ['gelu', 'to the right of the centre', 0.75, 3, 1.4],
  ['geluTanh', 'where the exponential alone underflows', -21.7, -19.8, 3.5],
  ['geluTanh', 'in the tail', -19, -1, 3],
  ['geluTanh', 'around the minimum', -1, -0.55, 3.5],
  ['geluTanh', 'beside the minimum', -0.5, 0.1, 3],
  ['silu', 'where the exponential alone underflows', -746, -698, 3],
  ['silu', 'around the minimum', -2, -0.5, 2.5],
  ['silu', 'beside the minimum', -0.5, 0, 2.5],
] as const)('%s %s', (name, _, low, high, most) => {
  const formula = scalarFormula(activations[name]);
  const near = activations[name].landmarks.filter((x) => low <= x && x <= high);
  const inputs = [...Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1)), ...near];

  test.each(['value', 'derivative'] as const)(`the %s is within ${most} ulp of 60-digit arithmetic`, (part) => {
    for (const x of inputs) expect(errorAt(formula, part, [x, 0]), `at ${x}`).toBeLessThanOrEqual(most);
  });
});
