import { Matrix } from '@handgrad/core-math';
import type { Construction, LinearNeuron, Targets } from '../contracts.js';
import { neuronOf, standardDesign } from '../logistic/design.js';
import { binaryLabels, requireInputs, requireTargets } from '../requirements.js';
import { separationOf, tooLargeToSeparate } from './separationOf.js';

/** What keeps the likelihood from having a maximum. */
export type Separation =
  | { readonly kind: 'none' }
  /** Too many samples and inputs for the search: nothing is known. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'quasiComplete' | 'complete';
      /** A neuron with z >= 0 for every sample of class 1 and z <= 0 for every sample of class 0: the proof. */
      readonly direction: LinearNeuron;
      /** Samples with z = 0; none when the separation is complete. */
      readonly undecided: number;
    };

/**
 * Whether a hyperplane separates the classes 0 and 1 of some data, with the hyperplane as proof.
 *
 * 'complete': every sample lies strictly on its own side. 'quasiComplete': none on the wrong side, some on the
 * hyperplane. In both cases the log-likelihood has no maximum: along the direction it grows for ever. A data
 * set with one class only is completely separated, by the bias. 'unknown': too large to be searched within seconds.
 *
 * @throws RangeError for an empty data set, NaN in the inputs, labels other than 0 and 1.
 * @example
 * detectSeparation(Matrix.fromRows([[1], [2], [3], [4]]), [0, 0, 1, 1]).kind // => 'complete'
 * detectSeparation(Matrix.fromRows([[1], [2], [2], [4]]), [0, 0, 1, 1]).kind // => 'quasiComplete'
 * detectSeparation(Matrix.fromRows([[1], [3], [2], [4]]), [0, 0, 1, 1]).kind // => 'none'
 *
 * Source: Albert, Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
 * Biometrika 71, 1984.
 */
export function detectSeparation(inputs: Matrix, targets: Targets): Separation {
  requireInputs('detectSeparation', inputs);
  const labels = requireTargets('detectSeparation', targets, inputs.rows, binaryLabels);
  if (tooLargeToSeparate(inputs.rows, inputs.columns + 1)) return { kind: 'unknown' };
  const standard = standardDesign(inputs);
  const { rows, columns, data } = standard.design;
  const found = separationOf(
    Matrix.generate(rows, columns, (i, j) => (labels[i] === 1 ? 1 : -1) * data[i * columns + j]!),
  );
  return found.kind === 'none'
    ? found
    : { kind: found.kind, direction: neuronOf(found.direction, standard), undecided: found.undecided };
}

export const detectSeparationFormula: Construction<typeof detectSeparation> = Object.freeze({
  kind: 'construction',
  name: 'detectSeparation',
  value: detectSeparation,
  tex: {
    value:
      '\\exists\\, (w, b) \\ne 0:\\; (2 y_i - 1) (w \\cdot x_i + b) \\ge 0 \\text{ for all } i, > 0 \\text{ for some}',
  },
  sources: [
    {
      author: 'A. Albert, J. A. Anderson',
      title: 'On the existence of maximum likelihood estimates in logistic regression models',
      year: 1984,
      where: 'Biometrika 71',
    },
  ],
});
