import type { Random } from '@handgrad/core-math';
import { generatorGiven, wholeNumber } from '../boundary.js';
import type { DescribedDataset } from '../dataset/describedDataset.js';
import type { TargetKind } from '../dataset/targets.js';
import { loadGenerated, type DatasetEntry } from './entry.js';
import { pointsOfClasses } from './generated.js';

export interface BlobOptions {
  readonly samples: number;
  readonly random: Random;
  /** Points to draw around, of any dimension; or how many, on a circle of radius 4 around the origin. 3 unless given. */
  readonly centers?: number | readonly (readonly number[])[];
  /** Of each coordinate around its centre: 1 unless given. */
  readonly standardDeviation?: number;
  readonly targets?: TargetKind;
}

/**
 * Normal clouds around centres, one class each: what a linear model can tell apart, up to their overlap.
 *
 * @throws TypeError without a generator; RangeError for fewer than two centres, centres that differ in dimension, fewer samples than centres, or a negative deviation.
 * @example
 * const data = blobs({ samples: 60, random: randomGenerator(1) })
 * [data.size, data.inputs, data.classes.length] // => [60, 2, 3]
 */
export function blobs(options: BlobOptions): DescribedDataset {
  generatorGiven('blobs', options);
  const { centers = 3, standardDeviation = 1 } = options;
  const points = typeof centers === 'number' ? onCircle(centers) : centers;
  if (points.length < 2 || points.some((point) => point.length !== points[0]!.length || point.length === 0)) {
    const shapes = points.map((point) => point.length).join(', ');
    throw new RangeError(
      `blobs: expected at least 2 centres with equally many coordinates, got ${points.length} with [${shapes}]. Give every centre the same dimension.`,
    );
  }
  const names = points.map((_, k) => String(k));
  return pointsOfClasses('blobs', names, { ...options, noise: standardDeviation }, (label) => points[label]!);
}

function onCircle(count: number): number[][] {
  wholeNumber('blobs', 'a number of centers', count, 2, 'One cloud is no classification.');
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    return [4 * Math.cos(angle), 4 * Math.sin(angle)];
  });
}

/** The registry's entry: three clouds in the plane. */
export const blobsEntry: DatasetEntry = Object.freeze({
  kind: 'dataset',
  name: 'blobs',
  description: 'Three normal clouds in the plane: linearly separable but for their overlap.',
  samples: 300,
  inputs: 2,
  classes: 3,
  source: 'generated',
  licence: 'none needed',
  citation: 'none needed',
  load: loadGenerated(300, blobs),
});
