import type { Operations, Tensor } from '../contracts.js';

/** Makes gradients smaller where they are too large: as mlp's clipping of the same name. */
export type ClippingKernel = (
  operations: Operations,
  gradients: Readonly<Record<string, Tensor>>,
) => Readonly<Record<string, Tensor>>;

/** The kernel for these numbers. */
export type MakeClippingKernel = (parameters: Readonly<Record<string, number>>) => ClippingKernel;
