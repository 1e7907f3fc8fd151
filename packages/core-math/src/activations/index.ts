import type { Activation } from '../formula.js';
import { identityActivation } from './identity.js';
import { heavisideActivation } from './heaviside.js';
import { signActivation } from './sign.js';
import { sigmoidActivation } from './sigmoid.js';
import { tanhActivation } from './tanh.js';
import { reluActivation } from './relu.js';
import { leakyReluActivation } from './leakyRelu.js';
import { eluActivation } from './elu.js';
import { softplusActivation } from './softplus.js';
import { geluActivation } from './gelu.js';
import { geluTanhActivation } from './geluTanh.js';
import { siluActivation } from './silu.js';
import { seluActivation } from './selu.js';
import { softsignActivation } from './softsign.js';
import { hardSigmoidActivation } from './hardSigmoid.js';

export * from './identity.js';
export * from './heaviside.js';
export * from './sign.js';
export * from './sigmoid.js';
export * from './tanh.js';
export * from './relu.js';
export * from './leakyRelu.js';
export * from './elu.js';
export * from './softplus.js';
export * from './gelu.js';
export * from './geluTanh.js';
export * from './silu.js';
export * from './selu.js';
export * from './softsign.js';
export * from './hardSigmoid.js';
export { normalCumulative, normalDensity } from './normal.js';

/** Every elementwise activation of the course, by name; those with a parameter at its usual value. */
export const activations = {
  identity: identityActivation,
  heaviside: heavisideActivation,
  sign: signActivation,
  sigmoid: sigmoidActivation,
  tanh: tanhActivation,
  relu: reluActivation,
  leakyRelu: leakyReluActivation(),
  elu: eluActivation(),
  softplus: softplusActivation,
  gelu: geluActivation,
  geluTanh: geluTanhActivation,
  silu: siluActivation,
  selu: seluActivation,
  softsign: softsignActivation,
  hardSigmoid: hardSigmoidActivation,
} as const satisfies Record<string, Activation>;

/** The name of an activation: a key of {@link activations}. */
export type ActivationName = keyof typeof activations;
