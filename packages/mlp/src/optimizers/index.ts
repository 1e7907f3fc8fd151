import type { Optimizer } from '../contracts.js';
import { adam } from './adam.js';
import { momentum } from './momentum.js';
import { sgd } from './sgd.js';

export { adam, type AdamOptions } from './adam.js';
export { momentum } from './momentum.js';
export { sgd } from './sgd.js';

/** How each update rule is made; `optimizerFactories.adam({ learningRate: 0.01 })` is `adam({ learningRate: 0.01 })`. */
export const optimizerFactories = { sgd, momentum, adam } as const;

export type OptimizerName = keyof typeof optimizerFactories;

/** Every update rule with its default hyper-parameters: what the laws, the pages and FORMULAS.md go through. */
export const optimizers = {
  sgd: sgd(),
  momentum: momentum(),
  adam: adam(),
} as const satisfies Record<OptimizerName, Optimizer>;
