import type { VectorFunction } from '../formula.js';
import { logSoftmaxFunction } from './logSoftmax.js';
import { logSumExpFunction } from './logSumExp.js';
import { softmaxFunction } from './softmax.js';

export * from './logSoftmax.js';
export { logSumExp, logSumExpBackward, logSumExpFunction, logSumExpJacobian } from './logSumExp.js';
export * from './softmax.js';

/** Functions of a whole vector, by name. */
export const vectorFunctions = {
  softmax: softmaxFunction,
  logSoftmax: logSoftmaxFunction,
  logSumExp: logSumExpFunction,
} as const satisfies Record<string, VectorFunction>;
export type VectorFunctionName = keyof typeof vectorFunctions;
