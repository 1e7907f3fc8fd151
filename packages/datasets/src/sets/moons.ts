import { generatorGiven } from '../boundary.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import { loadGenerated, type DatasetEntry } from './entry.js';
import { pointsOfClasses, type GeneratorOptions } from './generated.js';

/**
 * Two half circles of radius 1 that reach into each other: class 0 at (cos t, sin t), class 1 at
 * (1 - cos t, 1/2 - sin t), t from 0 to pi in equal steps.
 *
 * @throws TypeError without a generator; RangeError for fewer than two samples or a negative noise.
 * @example
 * const data = moons({ samples: 4, random: randomGenerator(1) })
 * allOf(data).inputs.row(0) // => [1, 0]
 * allOf(data).inputs.row(1) // => [0, 0.5]
 *
 * Source: Pedregosa et al., "Scikit-learn: Machine Learning in Python", 2011, `make_moons`, whose curves these are.
 */
export function moons(options: GeneratorOptions): DescribedDataset {
  generatorGiven('moons', options);
  return pointsOfClasses('moons', ['upper', 'lower'], options, (label, place, count) => {
    const t = count === 1 ? 0 : (Math.PI * place) / (count - 1);
    return label === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
  });
}

/** The registry's entry: noise 0.1. */
export const moonsEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'moons',
  description: 'Two interleaving half circles with noise 0.1: no line separates them, a small network does.',
  samples: 400,
  inputs: 2,
  classes: 2,
  source: 'generated',
  licence: 'none needed',
  citation: 'Curves of make_moons: Pedregosa et al., Scikit-learn: Machine Learning in Python, JMLR 12, 2011',
  load: loadGenerated(400, (options) => moons({ ...options, noise: 0.1 })),
});
