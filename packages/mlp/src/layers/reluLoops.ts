import { relu, reluDerivative } from '@handgrad/core-math';
import type { ActivationLoops } from './activation.js';

/**
 * The loops of a ReLU layer with the formula called by its name. A loop that takes any formula calls it through a
 * variable; once a program has used two activations, V8 no longer inlines that call, and it costs five times as much.
 * ReLU is the one formula cheaper than its call, and the one that most networks use.
 */
export const reluLoops: ActivationLoops = {
  values(x, into) {
    for (let i = 0; i < x.length; i++) into[i] = relu(x[i]);
  },
  // The output is above 0 where the input is: the derivative may be taken of either.
  slopes(outputGradient, kept, into) {
    for (let i = 0; i < kept.length; i++) into[i] = outputGradient[i] * reluDerivative(kept[i]);
  },
};
