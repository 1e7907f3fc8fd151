import { Matrix } from '@handgrad/core-math';
import { cholesky, inverseFromCholesky } from '../algebra/cholesky.js';
import type { LinearNeuron } from '../contracts.js';
import { coefficientsOf, type StandardDesign } from './design.js';
import { informationAt } from './newtonAscent.js';

/**
 * T (X^T diag(p (1 - p)) X)^-1 T^T: the covariances of w and b, the bias last, or null where the information is singular.
 *
 * The inverse is taken in standard units, where it keeps its digits. T leads back to the inputs:
 * w_j = theta_j / scale_j and b = theta_d - sum theta_j mean_j / scale_j.
 */
export function covarianceOf(neuron: LinearNeuron, standard: StandardDesign): Matrix | null {
  const root = cholesky(informationAt(coefficientsOf(neuron, standard), standard.design), 1e-15);
  if ('dependent' in root) return null;
  const inner = inverseFromCholesky(root.factor);
  const size = inner.rows;
  const transform = Matrix.generate(size, size, (i, j) => {
    if (i < size - 1) return i === j ? 1 / standard.scales[i]! : 0;
    return j === size - 1 ? 1 : -standard.means[j]! / standard.scales[j]!;
  });
  return Matrix.generate(size, size, (i, j) => {
    let sum = 0;
    for (let k = 0; k < size; k++) {
      for (let l = 0; l < size; l++) sum += transform.get(i, k) * inner.get(k, l) * transform.get(j, l);
    }
    return sum;
  });
}
