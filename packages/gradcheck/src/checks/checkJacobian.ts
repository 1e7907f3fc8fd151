import type * as fc from 'fast-check';
import { namesOf } from '../parameters/parameters.js';
import type { CheckReport } from '../reports/report.js';
import { checkedParameterOptions } from './checkedOptions.js';
import { checkParameters } from './checkParameters.js';
import type { ParameterOptions } from './options.js';
import { steadyOutputs } from './steadyOutputs.js';
import { rowsOf, tableAnswer, type Table } from './tableAnswer.js';

export type { Table } from './tableAnswer.js';

/**
 * Compares a Jacobian written by hand with finite differences: entry (i, j) is the derivative of output i by entry j of
 * the parameters, both counted in the order in which they are written down. Up to 16 outputs each is compared; of more a
 * sample, and two random sums of all.
 *
 * Parameters and options are those of {@link checkGradient}; outputs may be of all the kinds that parameters are.
 *
 * @throws GradientCheckError naming the output and the entry that are wrong, at the smallest input found.
 * @throws GradientCheckError also when the Jacobian has not a row for each output and a column for each entry.
 * @example
 * const polar = ([r, angle]) => [r * Math.cos(angle), r * Math.sin(angle)]
 * const jacobian = ([r, angle]) => [[Math.cos(angle), -r * Math.sin(angle)], [Math.sin(angle), r * Math.cos(angle)]]
 * checkJacobian(polar, jacobian, [2, 1]).cases // => 4
 * checkJacobian(polar, ([r, a]) => [[Math.cos(a), r * Math.sin(a)], [Math.sin(a), r * Math.cos(a)]], [2, 1]) // => throws GradientCheckError
 */
export function checkJacobian<P, Y>(
  f: (parameters: P) => Y,
  jacobian: (parameters: P) => Table,
  at: P | fc.Arbitrary<P>,
  given: ParameterOptions = {},
): CheckReport {
  const options = checkedParameterOptions('checkJacobian', { f, jacobian }, given);
  return checkParameters<P>({
    caller: 'checkJacobian',
    f,
    at,
    options,
    result: f,
    table: 'the Jacobian',
    caseAt(point, comparing) {
      const asked = { who: 'the function', result: 'output', isScalar: false, f };
      const { leaves, values } = steadyOutputs(asked, point, comparing);
      const outputs = namesOf(leaves);
      const question = { who: 'the Jacobian', what: 'Jacobian', call: jacobian, rows: outputs.length };
      const table = tableAnswer(question, point, comparing);
      return { comparing, point, values, rows: rowsOf(table, outputs) };
    },
  });
}
