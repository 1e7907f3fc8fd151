import { generatorGiven, wholeNumber } from '../boundary.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import { loadGenerated, type DatasetEntry } from './entry.js';
import { pointsOfClasses, type GeneratorOptions } from './generated.js';

export interface SpiralOptions extends GeneratorOptions {
  /** The number of arms, one class each: 2 unless given. */
  readonly arms?: number;
  /** How often an arm winds around the origin: 1.5 unless given. */
  readonly turns?: number;
}

/**
 * Arms that wind outwards together: the radius r grows from near 0 to 1 in equal steps, and arm k of K stands at the
 * angle 2 pi (turns r + k / K). Hard for a small network, since the classes alternate along every ray.
 *
 * @throws TypeError without a generator; RangeError for fewer than two arms, fewer samples than arms, turns that are not positive, or a negative noise.
 * @example
 * const data = spirals({ samples: 200, noise: 0.02, random: randomGenerator(1) })
 * [data.size, data.classes.length] // => [200, 2]
 *
 * Source: Lang, Witbrock, "Learning to tell two spirals apart", 1988.
 */
export function spirals(options: SpiralOptions): DescribedDataset {
  generatorGiven('spirals', options);
  const { arms = 2, turns = 1.5 } = options;
  wholeNumber('spirals', 'a number of arms', arms, 2, 'Each arm is a class.');
  if (!(turns > 0 && turns < Infinity)) {
    throw new RangeError(`spirals: expected a finite number of turns > 0, got ${turns}. Common values are 1 to 3.`);
  }
  const names = Array.from({ length: arms }, (_, k) => String(k));
  return pointsOfClasses('spirals', names, options, (label, place, count) => {
    const radius = (place + 1) / count;
    const angle = 2 * Math.PI * (turns * radius + label / arms);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** The registry's entry: two arms, noise 0.02. */
export const spiralsEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'spirals',
  description: 'Two arms that wind around each other one and a half times, with noise 0.02.',
  samples: 400,
  inputs: 2,
  classes: 2,
  source: 'generated',
  licence: 'none needed',
  citation:
    'Lang, Witbrock, Learning to tell two spirals apart, Proceedings of the 1988 Connectionist Models Summer School',
  load: loadGenerated(400, (options) => spirals({ ...options, noise: 0.02 })),
});
