import { Matrix, type Random } from '@handgrad/core-math';
import { notNegative, wholeNumber } from '../boundary.js';
import { datasetOf } from '../dataset/datasetOf.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import { classTargets, type TargetKind } from '../dataset/targets.js';

/** What the generators of points in the plane take. */
export interface GeneratorOptions {
  readonly samples: number;
  /** Draws the noise. */
  readonly random: Random;
  /** Standard deviation of the normal noise that is added to each coordinate; 0 puts the points on the curve. */
  readonly noise?: number;
  /** How classes stand in the targets: by default one column for two classes and one-hot rows for more. */
  readonly targets?: TargetKind;
}

/** A point of class `label`; `place` runs from 0 to `count` - 1 through the samples of that class. */
export type PointOf = (label: number, place: number, count: number) => readonly number[];

/**
 * Samples whose classes take turns: sample i is of class i mod C, so every beginning of the data is balanced. Noise is
 * added coordinate by coordinate in the order of the samples.
 */
export function pointsOfClasses(
  caller: string,
  classes: readonly string[],
  { samples, random, noise = 0, targets }: GeneratorOptions,
  pointOf: PointOf,
): DescribedDataset {
  wholeNumber(caller, 'a number of samples', samples, classes.length, 'Draw at least one of each class.');
  notNegative(caller, 'a noise', noise);
  const codes = Uint32Array.from({ length: samples }, (_, i) => i % classes.length);
  const points = Array.from(codes, (label, i) => {
    const place = Math.floor(i / classes.length);
    const count = Math.ceil((samples - label) / classes.length);
    return pointOf(label, place, count).map((x) => x + noise * random.normal());
  });
  const inputNames = points[0]!.map((_, j) => `x${j + 1}`);
  return datasetOf(Matrix.fromRows(points), classTargets(codes, classes.length, targets), classes, { inputNames });
}
