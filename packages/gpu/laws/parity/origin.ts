import * as coreMath from '@handgrad/core-math';
import type { KernelFunction } from '../../src/contracts.js';

/** Whether a kernel is core-math's own source, a variant for float32, or made of several kernels. */
export type Origin = 'same source' | 'variant' | 'composed';

const ofCoreMath: ReadonlySet<unknown> = new Set(Object.values(coreMath));

export function originOf({ formula }: KernelFunction): Origin {
  return ofCoreMath.has(formula) ? 'same source' : 'variant';
}
