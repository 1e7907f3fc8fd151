import type { OptimizerName } from '@handgrad/mlp';
import { adadeltaKernel } from './adadelta.js';
import { adagradKernel } from './adagrad.js';
import { adamKernel } from './adam.js';
import { adamaxKernel } from './adamax.js';
import { adamWKernel } from './adamW.js';
import { momentumKernel } from './momentum.js';
import { nadamKernel } from './nadam.js';
import { nesterovKernel } from './nesterov.js';
import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { rmspropKernel } from './rmsprop.js';
import { sgdKernel } from './sgd.js';

/** Every update rule of mlp as kernels: one that is missing does not compile. */
export const optimizerKernels = {
  sgd: sgdKernel,
  momentum: momentumKernel,
  nesterov: nesterovKernel,
  adagrad: adagradKernel,
  adadelta: adadeltaKernel,
  rmsprop: rmspropKernel,
  adam: adamKernel,
  adamW: adamWKernel,
  adamax: adamaxKernel,
  nadam: nadamKernel,
} as const satisfies Readonly<Record<OptimizerName, MakeOptimizerKernel>>;
