/** The layers of every formula in `activations`, and `vectorFunctions`, by name. */
import { activations, eluActivation, leakyReluActivation, vectorFunctions } from '@handgrad/core-math';
import type { Layer } from '../contracts.js';
import { activation } from './activation.js';
import { rowFunction } from './rowFunction.js';

/** a = z: a linear output, written out. */
export function identity(): Layer {
  return activation(activations.identity);
}

/** a = 1 for z >= 0, else 0. Its gradient is 0: nothing before it learns. */
export function heaviside(): Layer {
  return activation(activations.heaviside);
}

/** a = sign z. Its gradient is 0: nothing before it learns. */
export function sign(): Layer {
  return activation(activations.sign);
}

/** a = 1 / (1 + exp(-z)) */
export function sigmoid(): Layer {
  return activation(activations.sigmoid);
}

/** a = tanh z */
export function tanh(): Layer {
  return activation(activations.tanh);
}

/** a = max(0, z) */
export function relu(): Layer {
  return activation(activations.relu);
}

/** a = z for z > 0, else slope z */
export function leakyRelu(options: { readonly slope?: number } = {}): Layer {
  return activation(leakyReluActivation(options));
}

/** a = z for z > 0, else alpha (exp z - 1) */
export function elu(options: { readonly alpha?: number } = {}): Layer {
  return activation(eluActivation(options));
}

/** a = log(1 + exp z) */
export function softplus(): Layer {
  return activation(activations.softplus);
}

/** a = z Phi(z), Phi the standard normal distribution function */
export function gelu(): Layer {
  return activation(activations.gelu);
}

/** gelu, with Phi approximated through tanh */
export function geluTanh(): Layer {
  return activation(activations.geluTanh);
}

/** a = z sigmoid z, also called swish */
export function silu(): Layer {
  return activation(activations.silu);
}

/** a scaled ELU that keeps mean 0 and variance 1 */
export function selu(): Layer {
  return activation(activations.selu);
}

/** a = z / (1 + |z|) */
export function softsign(): Layer {
  return activation(activations.softsign);
}

/** a = relu6(z + 3) / 6 */
export function hardSigmoid(): Layer {
  return activation(activations.hardSigmoid);
}

/** a_j = exp z_j / sum of exp z_k over the row. For training, the head `softmaxCrossEntropy` on logits is better. */
export function softmax(): Layer {
  return rowFunction(vectorFunctions.softmax);
}

/** a_j = z_j - log sum of exp z_k over the row */
export function logSoftmax(): Layer {
  return rowFunction(vectorFunctions.logSoftmax);
}

/** a = log sum of exp z_k over the row: one column comes out */
export function logSumExp(): Layer {
  return rowFunction(vectorFunctions.logSumExp);
}
