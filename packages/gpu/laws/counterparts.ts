import { layerKernels } from '../src/layers/index.js';
import { clippingKernels } from '../src/clipping/index.js';
import { optimizerKernels } from '../src/optimizers/index.js';
import type { Origin } from './parity/origin.js';
import { parityParts } from './parity/parts.js';

/**
 * Which formulas devices have, and how: 'activations/gelu' -> 'variant'. A formula whose value or derivative is a variant
 * is one.
 */
export function deviceCounterparts(): ReadonlyMap<string, Origin> {
  const counterparts = new Map<string, Origin>();
  for (const { kind, formula, origin } of parityParts()) {
    const name = `${kind}/${formula}`;
    if (counterparts.get(name) !== 'variant') counterparts.set(name, origin);
  }
  for (const [kind, kernels] of Object.entries({
    layers: layerKernels,
    optimizers: optimizerKernels,
    clipping: clippingKernels,
  })) {
    for (const name of Object.keys(kernels)) counterparts.set(`${kind}/${name}`, 'composed');
  }
  return counterparts;
}
