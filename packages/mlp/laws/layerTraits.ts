import { activations } from '@handgrad/core-math';
import type { layers } from '../src/layers/index.js';
import type { LayerTraits } from './layers.js';

export type LayerName = keyof typeof layers;

/** What is special to a built-in layer: where it has kinks, whether it is affine. */
export function traitsOf(name: LayerName): LayerTraits {
  if (name === 'dense' || name === 'identity') return { affine: true };
  return name in activations
    ? { kinks: activations[name as keyof typeof activations].kinks.map((kink) => kink.at) }
    : {};
}
