import type * as fc from 'fast-check';
import { nameAt, namesOf, rebuilt } from '../parameters/parameters.js';
import type { Point } from '../parameters/point.js';
import { CaseFailed, type CheckReport } from '../reports/report.js';
import { show } from '../reports/show.js';
import { checkedParameterOptions } from './checkedOptions.js';
import { checkParameters } from './checkParameters.js';
import { chosenOutputs, randomWeights } from './combinations.js';
import { fittingAnswer } from './fittingAnswer.js';
import type { ParameterOptions } from './options.js';
import type { Comparing, Row } from './slopeCase.js';
import { steadyOutputs } from './steadyOutputs.js';
import { toleranceAt } from './tolerance.js';

export interface VjpOptions extends ParameterOptions {
  /** Whether the product takes a third argument, the gradient so far, and gives that plus its own. */
  readonly accumulates?: boolean;
}

/** vjp(parameters, upstream): the sum over all outputs of upstream times the gradient of the output. */
export type Vjp<P, Y> = (parameters: P, upstream: Y, soFar: P) => P;

/**
 * Compares a backward pass written by hand, the vector-Jacobian product, with finite differences: vjp(parameters, u) is
 * the gradient of the sum of u times outputs. u is 1 for one output and 0 for all others, for each of up to 16 outputs
 * and a sample of more, and random for two more. It must be linear in u, leave parameters and u alone, and with
 * `accumulates` add to the gradient so far.
 *
 * Parameters and options are those of {@link checkGradient}; outputs may be of all the kinds that parameters are.
 *
 * @throws GradientCheckError naming the output and the entry that are wrong, at the smallest input found; also when what
 * it gives does not have the names, shapes and types of the parameters.
 * @example
 * const scaled = ({ a, x }) => x.map((each) => a * each)
 * const backward = ({ a, x }, u) => ({ a: u.reduce((sum, each, i) => sum + each * x[i], 0), x: u.map((each) => a * each) })
 * checkVjp(scaled, backward, { a: 2, x: [1, 3] }).cases // => 12
 * checkVjp(scaled, ({ a, x }, u) => ({ a: x[0] * u[0], x: u.map((each) => a * each) }), { a: 2, x: [1, 3] }) // => throws GradientCheckError
 */
export function checkVjp<P, Y>(
  f: (parameters: P) => Y,
  vjp: Vjp<P, Y>,
  at: P | fc.Arbitrary<P>,
  given: VjpOptions = {},
): CheckReport {
  const options = checkedParameterOptions('checkVjp', { f, vjp }, given, ['accumulates']);
  return checkParameters<P>({
    caller: 'checkVjp',
    f,
    at,
    options,
    rows: 'the rows of the Jacobian',
    result: f,
    caseAt(point, comparing) {
      const asked = { who: 'the function', result: 'output', isScalar: false, f };
      const { y, leaves, entries, values } = steadyOutputs(asked, point, comparing);
      // A batch may be empty; without any outputs at all nothing is compared, and that is said.
      if (entries.length === 0) return { comparing, point, values, rows: [] };
      const product = productAt(vjp, y, options, point, comparing);
      const names = namesOf(leaves);
      const { length } = entries;
      const single = chosenOutputs(length).map((which): Row => {
        const only = new Float64Array(length);
        only[which] = 1;
        return { ...(length > 1 && { output: names[which]! }), weights: which, analytic: product(only) };
      });
      const random = [1, 2].map((seed): Row => {
        const weights = randomWeights(length, seed);
        return { output: `upstream ${show(filled(y, weights))}`, weights, analytic: product(weights) };
      });
      return {
        comparing,
        point,
        values,
        rows: [...single, ...random],
        finish() {
          expectLinear(product, length, point, comparing);
          if (options.accumulates) expectAccumulated(product, length, point, comparing);
        },
      };
    },
  });
}

type Product<P> = (upstream: ArrayLike<number>, soFar?: P) => Float64Array;

/** The product at a point, for any upstream gradient: the entries that it gives. */
function productAt<P, Y>(
  vjp: Vjp<P, Y>,
  y: Y,
  { accumulates = false }: VjpOptions,
  point: Point<P>,
  comparing: Comparing,
): Product<P> {
  const nothing = rebuilt(point.at, () => 0);
  return (upstream, soFar = nothing) => {
    const further: unknown[] = [filled(y, upstream)];
    if (accumulates) further.push(soFar);
    const names = ['its upstream gradient', 'the gradient so far'];
    return fittingAnswer({ who, what: 'gradient', call: vjp, further, names, free: 2 }, point, comparing);
  };
}

const who = 'the vector-Jacobian product';

/** @throws CaseFailed unless the product of a sum is the sum of the products, of a multiple the multiple, of 0 nothing. */
function expectLinear<P>(product: Product<P>, length: number, point: Point<P>, comparing: Comparing): void {
  const [u, v] = [randomWeights(length, 1), randomWeights(length, 2)];
  const [ofU, ofV] = [product(u), product(v)];
  const laws: readonly [text: string, upstream: Float64Array, parts: readonly Float64Array[]][] = [
    ['0', new Float64Array(length), []],
    // A power of two is exact, and this one leads beyond where anything may have been clipped.
    ['1024 u', u.map((x) => 1024 * x), [ofU.map((x) => 1024 * x)]],
    ['u + v', u.map((x, i) => x + v[i]!), [ofU, ofV]],
  ];
  for (const [text, upstream, parts] of laws) {
    expectSum(product(upstream), parts, point, comparing, {
      verdict: `${who} is not linear in the upstream gradient: for ${text} it is not that of the parts`,
      hint: 'multiply by the upstream gradient, once, and add nothing else',
    });
  }
}

/** @throws CaseFailed unless the product is added to the gradient so far. */
function expectAccumulated<P>(product: Product<P>, length: number, point: Point<P>, comparing: Comparing): void {
  const upstream = randomWeights(length, 1);
  const soFar = randomWeights(point.given.length, 3);
  expectSum(product(upstream, filled(point.at, soFar)), [soFar, product(upstream)], point, comparing, {
    verdict: `${who} is not added to the gradient so far`,
    hint: 'add to the third argument: a value that is used twice gets both gradients',
  });
}

function expectSum<P>(
  got: Float64Array,
  parts: readonly Float64Array[],
  { leaves }: Point<P>,
  { tolerance, measuring }: Comparing,
  failure: { readonly verdict: string; readonly hint: string },
): void {
  got.forEach((analytic, i) => {
    const terms = parts.map((part) => part[i]!);
    const expected = terms.reduce((sum, term) => sum + term, 0);
    const size = Math.max(0, ...terms.map(Math.abs));
    const allowed = toleranceAt(tolerance, size, size) + 64 * measuring.precision.epsilon * size;
    if (Math.abs(analytic - expected) <= allowed) return;
    throw new CaseFailed({ ...failure, parameter: nameAt(leaves, i), analytic, numeric: expected, allowed });
  });
}

/** Something of the same shape with other numbers. */
function filled<T>(like: T, entries: ArrayLike<number>): T {
  let index = 0;
  return rebuilt(like, () => entries[index++]!);
}
