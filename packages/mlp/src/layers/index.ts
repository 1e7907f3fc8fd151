import type { ActivationName, VectorFunctionName } from '@handgrad/core-math';
import type { Layer } from '../contracts.js';
import { dense } from './dense.js';
import * as named from './named.js';

export { activation } from './activation.js';
export { dense, type DenseOptions } from './dense.js';
export * from './named.js';
export { rowFunction } from './rowFunction.js';

/** One specimen of every layer: what the laws, the pages and FORMULAS.md go through. An activation or vector function without its layer does not compile. */
export const layers = {
  dense: dense({ units: 3 }),
  identity: named.identity(),
  heaviside: named.heaviside(),
  sign: named.sign(),
  sigmoid: named.sigmoid(),
  tanh: named.tanh(),
  relu: named.relu(),
  leakyRelu: named.leakyRelu(),
  elu: named.elu(),
  softplus: named.softplus(),
  gelu: named.gelu(),
  geluTanh: named.geluTanh(),
  silu: named.silu(),
  selu: named.selu(),
  softsign: named.softsign(),
  hardSigmoid: named.hardSigmoid(),
  softmax: named.softmax(),
  logSoftmax: named.logSoftmax(),
  logSumExp: named.logSumExp(),
} as const satisfies Record<'dense' | ActivationName | VectorFunctionName, Layer>;
