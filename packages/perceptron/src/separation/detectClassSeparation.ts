import { Matrix } from '@handgrad/core-math';
import type { SoftmaxModel, Targets } from '../contracts.js';
import { neuronOf, standardDesign } from '../logistic/design.js';
import { classLabels, requireCount, requireInputs, requireTargets } from '../requirements.js';
import { separationOf, tooLargeToSeparate } from './separationOf.js';

/** What keeps the likelihood of C classes from having a maximum. */
export type ClassSeparation =
  | { readonly kind: 'none' }
  /** Too many samples, inputs and classes for the search: nothing is known. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'quasiComplete' | 'complete';
      /** A model in which no class scores higher than the right one, for any sample: the proof. */
      readonly direction: SoftmaxModel;
      /** Pairs of a sample and a wrong class with equal scores; none when the separation is complete. */
      readonly undecided: number;
    };

/**
 * Whether linear scores separate C classes: some W, b give every sample's own class a score no lower than any other's.
 *
 * The multinomial form of `detectSeparation`: for each sample i and each wrong class c, (w_y - w_c) . x_i + b_y - b_c >= 0.
 *
 * @throws RangeError for an empty data set, NaN in the inputs, labels that are not integers 0 .. C - 1.
 * @example
 * detectClassSeparation(Matrix.column([0, 1, 2]), [0, 1, 2], 3).kind // => 'complete'
 * detectClassSeparation(Matrix.column([0, 1, 0, 1]), [0, 0, 1, 1], 2).kind // => 'none'
 *
 * Source: Albert, Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
 * Biometrika 71, 1984.
 */
export function detectClassSeparation(inputs: Matrix, classes: Targets, count: number): ClassSeparation {
  requireInputs('detectClassSeparation', inputs);
  requireCount('detectClassSeparation', 'classes', count);
  const labels = requireTargets('detectClassSeparation', classes, inputs.rows, classLabels(count));
  const standard = standardDesign(inputs);
  const { rows: n, columns: p, data } = standard.design;
  const rows = n * (count - 1);
  if (tooLargeToSeparate(rows, count * p)) return { kind: 'unknown' };
  const constraints = Matrix.generate(rows, count * p, (row, at) => {
    const i = row % n;
    const right = labels[i]!;
    const wrong = (right + 1 + Math.floor(row / n)) % count;
    const block = Math.floor(at / p);
    return block === right ? data[i * p + (at % p)]! : block === wrong ? -data[i * p + (at % p)]! : 0;
  });
  const found = separationOf(constraints);
  if (found.kind === 'none') return found;
  const neurons = Array.from({ length: count }, (_, c) =>
    neuronOf(found.direction.subarray(c * p, (c + 1) * p), standard),
  );
  const weights = Matrix.generate(p - 1, count, (j, c) => neurons[c]!.weights[j]!);
  const bias = Float64Array.from(neurons, (neuron) => neuron.bias);
  return { kind: found.kind, direction: { weights, bias }, undecided: found.undecided };
}
