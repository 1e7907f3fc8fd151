import type { Matrix } from '@handgrad/core-math';
import { cholesky, solveCholesky } from './cholesky.js';

/** A concave function at some theta, with its gradient and minus its Hessian (the information). */
export type Ascent = { readonly value: number; readonly gradient: Float64Array; readonly information: Matrix };

export type Climb = {
  readonly theta: Float64Array;
  /** `settled`: the last step was shorter than the tolerance, in standard errors, or rounding; `left`: `leave` said so. */
  readonly end: 'settled' | 'limit' | 'singular' | 'left';
  /** The value before the first step and after each. */
  readonly history: readonly number[];
};

/**
 * theta <- theta + J^-1 g: Newton's method for the top of a concave function, from theta = 0.
 *
 * A full step can overshoot where the function is far from its parabola: it is halved until the value does not fall. The
 * length of the step in standard errors, sqrt(g^T J^-1 g), is the Newton decrement: the same in any units, and what the
 * tolerance means.
 *
 * @param leave whether the search ends at an iterate although it is no maximum.
 *
 * Source: Boyd, Vandenberghe, "Convex optimization", 2004, section 9.5.
 */
export function newtonClimb(
  size: number,
  ascentAt: (theta: Float64Array) => Ascent,
  { iterations, tolerance }: { readonly iterations: number; readonly tolerance: number },
  leave?: (theta: Float64Array) => boolean,
): Climb {
  let theta: Float64Array = new Float64Array(size);
  let here = ascentAt(theta);
  const history = [here.value];
  let before = Infinity;
  for (let k = 0; k < iterations; k++) {
    const root = cholesky(here.information, 1e-15);
    if ('dependent' in root) return { theta, end: 'singular', history };
    const step = solveCholesky(root.factor, here.gradient);
    const decrement = Math.sqrt(
      Math.max(
        0,
        step.reduce((sum, s, j) => sum + s * here.gradient[j]!, 0),
      ),
    );
    // At the top a step changes the value by less than its rounding; such a fall is none.
    const floor = here.value - 1e-13 * (1 + Math.abs(here.value));
    let scale = 1;
    let next = moved(theta, step, scale);
    let there = ascentAt(next);
    while (!(there.value >= floor) && scale > 1e-15) {
      scale /= 2;
      next = moved(theta, step, scale);
      there = ascentAt(next);
    }
    theta = next;
    here = there;
    history.push(here.value);
    if (leave?.(theta)) return { theta, end: 'left', history };
    // A step that no longer shrinks and gains less than the rounding of the value is rounding itself (nearly dependent columns).
    const idle = decrement >= before / 2 && decrement ** 2 <= 1e-13 * (1 + Math.abs(here.value));
    if (decrement <= tolerance || idle) return { theta, end: 'settled', history };
    before = decrement;
  }
  return { theta, end: 'limit', history };
}

function moved(from: Float64Array, step: Float64Array, scale: number): Float64Array {
  return from.map((value, j) => value + scale * step[j]!);
}
