import type { Optimizer, OptimizerState, Parameters, Updated } from '../contracts.js';
import { checkPositive, checkStep } from './check.js';
import { placed } from './placed.js';

/**
 * w <- w - learningRate g
 *
 * Gradient descent: a step against the gradient. With the gradient of all samples it is batch descent, of one sample
 * stochastic descent, of a few mini-batch descent: the rule is the same, `batchSize` in `fit` makes the difference.
 *
 * $w \leftarrow w - \eta\, g$, with $g = \partial L / \partial w$. Why it goes down, in three steps:
 * 1. $L(w + d) = L(w) + g \cdot d + O(|d|^2)$.
 * 2. Of all $d$ of one length, $g \cdot d$ is least for $d$ against $g$: $d = -\eta g$.
 * 3. Then $L(w + d) = L(w) - \eta |g|^2 + O(\eta^2)$: less, for every $\eta$ that is small enough.
 *
 * At a stationary point (g = 0) it stays. Infinite and NaN gradients go into the parameters; `fit` finds them.
 *
 * @example
 * const rule = sgd({ learningRate: 0.5 });
 * const w = { w: Matrix.row([1, 2]) };
 * rule.step(w, { w: Matrix.row([1, -4]) }, rule.initialize(w)).parameters.w.data // => [0.5, 4]
 *
 * @throws RangeError when the learning rate is not a finite number above 0.
 *
 * Source: Robbins, Monro, "A stochastic approximation method", 1951; Cauchy, "Methode generale", 1847.
 */
export function sgd({ learningRate = 0.01 }: { readonly learningRate?: number } = {}): Optimizer {
  checkPositive('sgd', 'learningRate', learningRate);

  function step(parameters: Parameters, gradients: Parameters, state: OptimizerState, into?: Updated): Updated {
    checkStep('sgd', parameters, gradients, state, []);
    const moved = placed(parameters, into?.parameters);
    for (const name in moved) descend(moved[name].data, gradients[name].data, learningRate);
    return { parameters: moved, state: { step: state.step + 1, slots: {} } };
  }

  return Object.freeze<Optimizer>({
    kind: 'optimizer',
    name: 'sgd',
    parameters: Object.freeze({ learningRate }),
    initialize: () => ({ step: 0, slots: {} }),
    step,
    tex: { value: 'w_{t+1} = w_t - \\eta\\, g_t' },
    sources: [
      { author: 'Augustin-Louis Cauchy', title: 'Méthode générale pour la résolution des systèmes', year: 1847 },
      { author: 'Herbert Robbins, Sutton Monro', title: 'A stochastic approximation method', year: 1951 },
    ],
  });
}

function descend(w: Float64Array, g: Float64Array, learningRate: number): void {
  for (let i = 0; i < w.length; i++) w[i] -= learningRate * g[i];
}
