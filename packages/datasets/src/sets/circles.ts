import { generatorGiven } from '../boundary.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import { loadGenerated, type DatasetEntry } from './entry.js';
import { pointsOfClasses, type GeneratorOptions } from './generated.js';

export interface CircleOptions extends GeneratorOptions {
  /** Radius of the inner circle, the outer one's being 1: 0.5 unless given. */
  readonly innerRadius?: number;
}

/**
 * Two circles around the origin: class 0 of radius 1, class 1 of radius `innerRadius`, in equal steps of the angle.
 * No line separates them; the one input x1^2 + x2^2 would.
 *
 * @throws TypeError without a generator; RangeError for fewer than two samples, a negative noise, or an inner radius outside (0, 1).
 * @example
 * const data = circles({ samples: 4, random: randomGenerator(1) })
 * allOf(data).inputs.row(1) // => [0.5, 0]
 */
export function circles(options: CircleOptions): DescribedDataset {
  generatorGiven('circles', options);
  const { innerRadius = 0.5 } = options;
  if (!(innerRadius > 0 && innerRadius < 1)) {
    throw new RangeError(`circles: expected 0 < innerRadius < 1, got ${innerRadius}. The outer circle has radius 1.`);
  }
  return pointsOfClasses('circles', ['outer', 'inner'], options, (label, place, count) => {
    const radius = label === 0 ? 1 : innerRadius;
    const angle = (2 * Math.PI * place) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** The registry's entry: noise 0.1. */
export const circlesEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'circles',
  description: 'A circle inside a circle, with noise 0.1: no line separates them.',
  samples: 400,
  inputs: 2,
  classes: 2,
  source: 'generated',
  licence: 'none needed',
  citation: 'none needed',
  load: loadGenerated(400, (options) => circles({ ...options, noise: 0.1 })),
});
