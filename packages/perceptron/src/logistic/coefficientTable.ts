import { normalCumulative } from '@handgrad/core-math';
import type { Construction } from '../contracts.js';
import type { LogisticFit } from './logisticFit.js';

/** One line of the table that statistics programs print under a regression. */
export type CoefficientRow = {
  readonly name: string;
  readonly coefficient: number;
  readonly standardError: number;
  /** coefficient / standardError: how many standard errors it lies from 0. */
  readonly z: number;
  /** P(|Z| >= |z|) for a standard normal Z: how often chance alone would lie so far out. */
  readonly pValue: number;
};

/**
 * z = coefficient / standard error, p = 2 Phi(-|z|): Wald's test that a coefficient is 0, for every input and the bias.
 *
 * $$z_j = \frac{w_j}{\operatorname{SE}_j}, \qquad p_j = 2\, \Phi(-\lvert z_j \rvert)$$
 *
 * Valid for many samples, where the maximum likelihood estimate is nearly normal.
 *
 * @throws RangeError without standard errors (the fit has not converged, or is penalised), or when names and inputs differ in number.
 * @example
 * const treated = Matrix.column([0, 0, 0, 0, 1, 1, 1, 1]);
 * const rows = coefficientTable(fitLogisticRegression(treated, [1, 0, 0, 0, 1, 1, 1, 0]), ['treated']);
 * rows[0].z // => 1.3455197662
 * rows[0].pValue // => 0.1784574425
 * rows[1].name // => 'bias'
 *
 * Source: McCullagh, Nelder, "Generalized linear models", 2nd edition, 1989, section 4.4.
 */
export function coefficientTable(fit: LogisticFit, names?: readonly string[]): CoefficientRow[] {
  const { weights, bias, standardErrors } = fit;
  if (!standardErrors) {
    throw new RangeError(
      `coefficientTable: expected a converged fit with l2 = 0, got one without standard errors (${fit.reason}). Only the maximum of the likelihood has them.`,
    );
  }
  const inputs = names ?? Array.from(weights, (_, j) => `x${j + 1}`);
  if (inputs.length !== weights.length) {
    throw new RangeError(
      `coefficientTable: expected ${weights.length} names for ${weights.length} inputs, got ${inputs.length}. Name each column once; the bias is added.`,
    );
  }
  const errors = [...standardErrors.weights, standardErrors.bias];
  return [...weights, bias].map((coefficient, j) => {
    const standardError = errors[j]!;
    const z = coefficient / standardError;
    return { name: inputs[j] ?? 'bias', coefficient, standardError, z, pValue: 2 * normalCumulative(-Math.abs(z)) };
  });
}

export const coefficientTableFormula: Construction<typeof coefficientTable> = Object.freeze({
  kind: 'construction',
  name: 'coefficientTable',
  value: coefficientTable,
  tex: {
    value:
      '\\operatorname{SE}_j = \\sqrt{\\left[(X^T \\operatorname{diag}(p (1 - p)) X)^{-1}\\right]_{jj}}, \\quad z_j = \\frac{w_j}{\\operatorname{SE}_j}, \\quad p_j = 2\\, \\Phi(-\\lvert z_j \\rvert)',
  },
  sources: [
    {
      author: 'P. McCullagh, J. A. Nelder',
      title: 'Generalized linear models',
      year: 1989,
      where: '2nd edition, section 4.4',
    },
  ],
});
