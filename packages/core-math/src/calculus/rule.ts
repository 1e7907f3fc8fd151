import type { Formula, Tex } from '../formula.js';

/** A function of one number together with its derivative: what the rules of differentiation take and make. */
export interface Differentiable {
  readonly value: (x: number) => number;
  readonly derivative: (x: number) => number;
}

/** A rule of differentiation. `apply` builds the function that the rule speaks of from two given ones and a number; most rules need only some of them. */
export interface Rule extends Formula {
  readonly kind: 'rule';
  readonly apply: (u: Differentiable, v: Differentiable, c: number) => Differentiable;
  /** What `apply` asks of its second function and of the number, where it asks anything. */
  readonly needs: 'nothing' | 'positiveNumber' | 'wholeNumber' | 'nonZeroFunction';
  readonly tex: Tex & { readonly derivative: string };
}
