import type { KernelFunction } from '../contracts.js';
import { logarithmOfOnePlus } from './mathFunctions.js';

/** ln(1 + x), by itself. Inside of a formula, `Math.log1p(x)` comes to the same. */
export const log1p: KernelFunction = Object.freeze({ formula: logarithmOfOnePlus });
