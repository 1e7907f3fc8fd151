import type { VectorFunction } from '../formula.js';
import { softmaxFunction } from './softmax.js';
import { logSoftmaxFunction } from './logSoftmax.js';
import { logSumExpFunction } from './logSumExp.js';

export * from './softmax.js';
export * from './logSoftmax.js';
export { logSumExp, logSumExpBackward, logSumExpFunction, logSumExpJacobian, logSumExpVector } from './logSumExp.js';

/** Every function of a whole vector, by name. */
export const vectorFunctions = {
  softmax: softmaxFunction,
  logSoftmax: logSoftmaxFunction,
  logSumExp: logSumExpFunction,
} as const satisfies Record<string, VectorFunction>;

/** The name of a vector function: a key of {@link vectorFunctions}. */
export type VectorFunctionName = keyof typeof vectorFunctions;
