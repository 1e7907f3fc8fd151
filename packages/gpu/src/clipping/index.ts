import type { ClippingName } from '@handgrad/mlp';
import { clipByGlobalNormKernel } from './clipByGlobalNorm.js';
import { clipByNormKernel } from './clipByNorm.js';
import { clipByValueKernel } from './clipByValue.js';
import type { MakeClippingKernel } from './clippingKernel.js';

/** Every kind of clipping of mlp as kernels: one that is missing does not compile. */
export const clippingKernels = {
  clipByValue: clipByValueKernel,
  clipByNorm: clipByNormKernel,
  clipByGlobalNorm: clipByGlobalNormKernel,
} as const satisfies Readonly<Record<ClippingName, MakeClippingKernel>>;
