import type { Optimizer, OptimizerState, Parameters, Updated } from '../contracts.js';
import { checkDecay, checkPositive, checkStep, zerosLike } from './check.js';
import { placed } from './placed.js';

/**
 * v <- momentum v - learningRate g,  w <- w + v
 *
 * Descent with a heavy ball: what past gradients agree on adds up, what they disagree on cancels. It is faster along
 * the floor of a narrow valley and swings less between its walls.
 *
 * $v \leftarrow \beta v - \eta g, \quad w \leftarrow w + v$, with $v_0 = 0$. What it does, unrolled:
 * 1. $v_t = -\eta \sum_{s \le t} \beta^{t-s} g_s$: a sum of the past gradients, older ones weigh less.
 * 2. A gradient that stays the same gives $v_t \to -\eta g \sum_k \beta^k = -\frac{\eta}{1-\beta} g$: with
 *    $\beta = 0.9$ ten times the step of plain descent.
 * 3. $\beta = 0$ is plain descent.
 *
 * Some libraries (PyTorch) keep $v \leftarrow \beta v + g, \; w \leftarrow w - \eta v$: the same path for a constant
 * learning rate, another one when it changes on the way. This is Keras' form.
 *
 * @example
 * const rule = momentum({ learningRate: 0.5, momentum: 0.5 });
 * const g = { w: Matrix.row([2]) };
 * const first = rule.step({ w: Matrix.row([1]) }, g, rule.initialize(g));
 * first.parameters.w.data // => [0]
 * rule.step(first.parameters, g, first.state).parameters.w.data // => [-1.5]
 *
 * @throws RangeError when the learning rate is not a finite number above 0 or the momentum is not in [0, 1).
 *
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
export function momentum({
  learningRate = 0.01,
  momentum: decay = 0.9,
}: { readonly learningRate?: number; readonly momentum?: number } = {}): Optimizer {
  checkPositive('momentum', 'learningRate', learningRate);
  checkDecay('momentum', 'momentum', decay);

  function step(parameters: Parameters, gradients: Parameters, state: OptimizerState, into?: Updated): Updated {
    checkStep('momentum', parameters, gradients, state, ['velocity']);
    const moved = placed(parameters, into?.parameters);
    const velocity = placed(state.slots['velocity'], into?.state.slots['velocity']);
    for (const name in moved) {
      roll(moved[name].data, gradients[name].data, velocity[name].data, learningRate, decay);
    }
    return { parameters: moved, state: { step: state.step + 1, slots: { velocity } } };
  }

  return Object.freeze<Optimizer>({
    kind: 'optimizer',
    name: 'momentum',
    parameters: Object.freeze({ learningRate, momentum: decay }),
    initialize: (parameters: Parameters) => ({ step: 0, slots: { velocity: zerosLike(parameters) } }),
    step,
    tex: { value: 'v_{t+1} = \\beta v_t - \\eta\\, g_t, \\quad w_{t+1} = w_t + v_{t+1}' },
    sources: [
      {
        author: 'Boris Polyak',
        title: 'Some methods of speeding up the convergence of iteration methods',
        year: 1964,
      },
    ],
  });
}

function roll(w: Float64Array, g: Float64Array, v: Float64Array, learningRate: number, decay: number): void {
  for (let i = 0; i < w.length; i++) {
    const next = decay * v[i] - learningRate * g[i];
    v[i] = next;
    w[i] += next;
  }
}
