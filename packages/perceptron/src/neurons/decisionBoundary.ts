import type { Construction, LinearNeuron } from '../contracts.js';

/** What there is of w . x + b = 0 in the plane. */
export type DecisionBoundary =
  /** x2 as a function of x1, from one end of the range to the other. */
  | { readonly kind: 'line'; readonly from: readonly [number, number]; readonly to: readonly [number, number] }
  /** The weight of x2 is 0: x1 is the same everywhere on the line. */
  | { readonly kind: 'vertical'; readonly x: number }
  /** Both weights are 0: all of the plane lies on one side (-1 or 1), or on the boundary (0). */
  | { readonly kind: 'none'; readonly side: -1 | 0 | 1 };

/**
 * x2 = -(w1 x1 + b) / w2: the line where a neuron with two inputs is undecided, for plots.
 *
 * @throws RangeError unless there are two weights, all numbers are finite and the range has two ends, low < high.
 * @example
 * decisionBoundary({ weights: Float64Array.of(1, 2), bias: -4 }, [0, 4]) // => { kind: 'line', from: [0, 2], to: [4, 0] }
 * decisionBoundary({ weights: Float64Array.of(2, 0), bias: -3 }, [0, 4]) // => { kind: 'vertical', x: 1.5 }
 * decisionBoundary({ weights: Float64Array.of(0, 0), bias: -3 }, [0, 4]) // => { kind: 'none', side: -1 }
 *
 * Source: Minsky, Papert, "Perceptrons", 1969, chapter 1.
 */
export function decisionBoundary(neuron: LinearNeuron, range: readonly [number, number]): DecisionBoundary {
  const { weights, bias } = neuron;
  const [low, high] = range;
  if (weights.length !== 2) {
    throw new RangeError(
      `decisionBoundary: expected 2 weights, got ${weights.length}. A line needs two inputs: fit on two columns.`,
    );
  }
  if (![...weights, bias].every(Number.isFinite)) {
    throw new RangeError(
      `decisionBoundary: expected finite weights and bias, got (${weights.join(', ')}) and ${bias}. Fit the neuron first.`,
    );
  }
  if (!(low < high && Number.isFinite(low) && Number.isFinite(high))) {
    throw new RangeError(
      `decisionBoundary: expected a range [low, high] with low < high, got [${low}, ${high}]. Pass the ends of the plot.`,
    );
  }
  const [first, second] = weights as unknown as [number, number];
  if (first === 0 && second === 0) return { kind: 'none', side: bias > 0 ? 1 : bias < 0 ? -1 : 0 };
  // 0 - ... rather than -(...): a bias of 0 gives 0, not -0.
  if (second === 0) return { kind: 'vertical', x: (0 - bias) / first };
  const height = (x: number): number => (0 - first * x - bias) / second;
  return { kind: 'line', from: [low, height(low)], to: [high, height(high)] };
}

export const decisionBoundaryFormula: Construction<typeof decisionBoundary> = Object.freeze({
  kind: 'construction',
  name: 'decisionBoundary',
  value: decisionBoundary,
  tex: { value: 'w \\cdot x + b = 0 \\iff x_2 = -\\frac{w_1 x_1 + b}{w_2}' },
  sources: [{ author: 'M. Minsky, S. Papert', title: 'Perceptrons', year: 1969, where: 'chapter 1' }],
});
