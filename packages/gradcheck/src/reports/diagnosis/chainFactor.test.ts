import { expect, test } from 'vitest';
import { scalarEvidence } from '../../test-support/evidence.test-support.js';
import { chainFactor } from './chainFactor.js';
import { explains } from './explanation.js';

const unit = { low: 0.05, high: 0.95 };

/** f' = c times a factor, and c alone was returned, or the factor twice. */
test.each<[text: string, integral: (x: number) => number, factor: (x: number) => number]>([
  ['x', (x) => x ** 2 / 2, (x) => x],
  ['(1 - x)', (x) => x - x ** 2 / 2, (x) => 1 - x],
  ['(1 + x)', (x) => x + x ** 2 / 2, (x) => 1 + x],
  ['x (1 - x)', (x) => x ** 2 / 2 - x ** 3 / 3, (x) => x * (1 - x)],
  ['(1 - x^2)', (x) => x - x ** 3 / 3, (x) => 1 - x * x],
  ['(1 + x^2)', (x) => x + x ** 3 / 3, (x) => 1 + x * x],
  ['x^2', (x) => x ** 3 / 3, (x) => x * x],
  ['x^3', (x) => x ** 4 / 4, (x) => x ** 3],
  ['sqrt(x)', (x) => (2 / 3) * x ** 1.5, Math.sqrt],
  ['exp(x)', Math.exp, Math.exp],
])('the factor %s is seen to be missing, and to be there twice', (text, integral, factor) => {
  const textsFor = (derivative: (x: number) => number, scale = 1): string[] => {
    const evidence = scalarEvidence((x) => scale * integral(x), derivative, { domain: unit });
    return chainFactor(evidence)
      .filter((each) => explains(each, evidence))
      .map((each) => each.text);
  };
  expect(textsFor(() => 1)).toContain(`numeric = analytic times ${text}: this factor is missing`);
  expect(textsFor(() => 1, -1)).toContain(`numeric = analytic times -${text}: this factor is missing`);
  expect(textsFor(() => 1, 3)).toContain(`numeric = analytic times 3 ${text}: this factor is missing`);
  const twice = `analytic = numeric times ${text}: this factor is too many, or one over it is missing`;
  expect(textsFor((x) => factor(x) ** 2)).toContain(twice);
  expect(textsFor((x) => -(factor(x) ** 2))).toContain(twice.replace('times ', 'times -'));
});
