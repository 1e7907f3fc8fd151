import type { Candidate } from './explanation.js';

/** Derivatives that are right, of another number than x. Nothing is evaluated where the function does not live. */
export const otherArgument: Candidate = ({ observations, scalar }) => {
  // Of slopes that are 0 and 1 only, another argument gives the right one too easily.
  const slopes = new Set(observations.map(({ numeric }) => numeric.toPrecision(3)));
  if (scalar === undefined || slopes.size < 5) return [];
  const { f, observe } = scalar;
  return [
    {
      kind: 'sign',
      text: 'numeric = derivative(-x): the sign of x is wrong',
      equals: ({ x, numeric }) => [observe(-x)?.analytic ?? NaN, numeric],
      witnesses: 5,
    },
    {
      kind: 'output for input',
      text: 'numeric = derivative(f(x)): it is a formula for the output f(x), and was given the input x',
      equals: ({ x, numeric }) => [observe(f(x))?.analytic ?? NaN, numeric],
      witnesses: 5,
    },
    {
      kind: 'output for input',
      text: 'analytic is the slope at f(x): it is a formula for the input x, and was given the output f(x)',
      equals: ({ x, analytic }) => [analytic, observe(f(x))?.numeric ?? NaN],
      witnesses: 5,
    },
  ];
};
